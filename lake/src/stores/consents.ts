import { collection, type Database, type Tx } from '@gruppetto/runtime'

/** Whether an athlete gives recordings for statistics. */
export interface ConsentRow {
  /** The athlete's id. */
  readonly _id: string
  /** The revision of athlete.privacy-changed that says so. */
  readonly revision: number
  /** The random key of this consent, which each of its recordings has; null where there is none. */
  readonly key: string | null
}

export const openConsents = (database: Database) => {
  const consents = collection<ConsentRow>(database, {
    name: 'consents',
    fields: { _id: 'string', revision: 'number', key: 'string | null' },
    athletes: { ids: { _id: 'delete' }, exported: { not: 'a copy of what athletes exports' } },
  })
  return {
    async get(athleteId: string, tx?: Tx): Promise<ConsentRow | null> {
      return consents.one({ _id: athleteId }, { tx })
    },
    async many(athleteIds: readonly string[]): Promise<ReadonlyMap<string, ConsentRow>> {
      return consents.byId(athleteIds)
    },
    async put(row: ConsentRow, tx: Tx): Promise<void> {
      await consents.put([row], tx)
    },
    async remove(athleteId: string, tx: Tx): Promise<void> {
      await consents.deleteOne({ _id: athleteId }, tx)
    },
  }
}

export type Consents = ReturnType<typeof openConsents>
