import { edgeId } from '@gruppetto/relations'
import DataLoader from 'dataloader'
import type { ShownActivity } from '../domain/show-activity.ts'
import { takesPart } from '../domain/together.ts'
import type { Services } from '../services.ts'
import type { ActivityLoaders } from './activities.ts'

/** Loads the activities that were in company with another. */
export const makeTogetherLoaders = ({ stores, relations }: Services, { activity }: ActivityLoaders) => {
  const companionIds = new DataLoader<string, readonly string[]>(async (ids) => {
    const pairs = await stores.activityPairs.pairedWith(ids)
    return ids.map((id) =>
      pairs.flatMap(({ activityIds }) => (activityIds.includes(id) ? activityIds : [])).filter((other) => other !== id),
    )
  })
  /** Whether one of two athletes has blocked the other, by the edge between them. */
  const isBlocked = new DataLoader<readonly [string, string], boolean, string>(
    async (pairs) => {
      const edges = pairs.flatMap(([a, b]) => [edgeId(a, b), edgeId(b, a)])
      const present = await relations.blocks.presentAmong(edges)
      return pairs.map(([a, b]) => present.has(edgeId(a, b)) || present.has(edgeId(b, a)))
    },
    { cacheKeyFn: (pair) => pair.join() },
  )
  /**
   * Returns the activities of an outing that the viewer may see, besides this one. All take part by their own athlete's will, and a
   * block between two athletes separates them for everybody.
   */
  const together = async (row: ShownActivity): Promise<readonly ShownActivity[]> => {
    if (!takesPart(row)) return []
    const found = await Promise.all((await companionIds.load(row._id)).map((id) => activity.load(id)))
    const shown = found.filter((other) => other !== null).filter(takesPart)
    const blocked = await Promise.all(shown.map((other) => isBlocked.load([row.athleteId, other.athleteId])))
    return shown
      .filter((_other, index) => !blocked[index])
      .sort((a, b) => a.startedAt.getTime() - b.startedAt.getTime() || (a._id < b._id ? -1 : 1))
  }
  return { together }
}
