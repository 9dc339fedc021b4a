import { collection, type Database, type Tx } from '@gruppetto/runtime'

interface CountedDayRow {
  /** The activity's id. */
  readonly _id: string
  readonly day: string
}

/** The day on which each activity counts in its athlete's training. When it moves to another day or is deleted, it is removed from this one. */
export const openCountedDays = (database: Database) => {
  const countedDays = collection<CountedDayRow>(database, {
    name: 'counted_days',
    fields: { _id: 'string', day: 'string' },
    athletes: { partsOf: { _id: 'activities' }, exported: { not: 'the activities are exported' } },
  })
  return {
    async get(activityId: string, tx: Tx): Promise<string | null> {
      return (await countedDays.one({ _id: activityId }, { tx }))?.day ?? null
    },
    /** Returns the days on which these activities count, by activity. */
    async many(activityIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
      return new Map([...(await countedDays.byId(activityIds)).values()].map(({ _id, day }) => [_id, day]))
    },
    putAtCommit(activityId: string, day: string, tx: Tx): void {
      countedDays.putAtCommit([{ _id: activityId, day }], tx)
    },
    async remove(activityId: string, tx: Tx): Promise<void> {
      await countedDays.deleteOne({ _id: activityId }, tx)
    },
  }
}

export type CountedDays = ReturnType<typeof openCountedDays>
