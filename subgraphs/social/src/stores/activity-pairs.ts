import { openProjection } from '@gruppetto/relations'
import { collection, type Database } from '@gruppetto/runtime'

/** The projection of a pair of activities that were in company. */
export interface PairRow {
  readonly _id: string
  readonly activityIds: readonly string[]
  readonly athleteIds: readonly string[]
  readonly revision: number
  readonly paired: boolean
}

export const openActivityPairs = (database: Database) => {
  const pairs = collection<PairRow>(database, {
    name: 'activity_pairs',
    fields: { _id: 'string', activityIds: 'array', athleteIds: 'array', revision: 'number', paired: 'boolean' },
    athletes: { ids: { athleteIds: 'delete' }, exported: { not: 'a copy of what activities finds' } },
    indexes: [
      // The companions of the activities of a page of a feed.
      { keys: { activityIds: 1, paired: 1 } },
    ],
  })
  return {
    ...openProjection(pairs),
    /** Returns, by activity, those that were in company with it. */
    async companionsOf(activityIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
      const found = await pairs.many({ activityIds: { $in: activityIds }, paired: true })
      const companionsOf = (id: string) =>
        found.filter((pair) => pair.activityIds.includes(id)).flatMap((pair) => pair.activityIds.filter((other) => other !== id))
      return new Map(activityIds.map((id) => [id, companionsOf(id)]))
    },
  }
}

export type ActivityPairs = ReturnType<typeof openActivityPairs>
