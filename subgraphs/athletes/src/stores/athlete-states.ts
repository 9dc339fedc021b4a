import type { Collection, Tx, Where } from '@gruppetto/runtime'

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
    const revision = row.revision - 1
    if (revision === 0) await rows.insert([row], tx)
    else if (!(await rows.replace(row, { revision } as Where<Row>, tx)))
      throw new Error(`the row of ${row._id} in ${rows.name} is not at revision ${revision} in its own snapshot`)
  },
})
