import { type Collection, replaceRevision, type Tx, type Where } from '@gruppetto/runtime'

/** A store with one row for each athlete, under the athlete's id. */
export const openAthleteStates = <Row extends { readonly _id: string; readonly revision: number }>(rows: Collection<Row>) => ({
  async get(athleteId: string, tx?: Tx): Promise<Row | null> {
    return rows.one({ _id: athleteId } as Where<Row>, { tx })
  },
  async many(athleteIds: readonly string[]): Promise<ReadonlyMap<string, Row>> {
    return rows.byId(athleteIds)
  },
  /** Inserts the first revision, or replaces the revision that the same transaction has read by the next one. */
  async put(row: Row, tx: Tx): Promise<void> {
    if (row.revision === 1) await rows.insert([row], tx)
    else await replaceRevision(rows, row, tx)
  },
})
