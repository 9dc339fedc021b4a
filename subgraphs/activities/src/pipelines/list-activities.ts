import { type Connection, connectionOf, type Edge, pageRequest } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { type ShownActivity, showActivity } from '../domain/show-activity.ts'
import type { AthleteActivitiesArgs } from '../generated/resolvers.ts'

export type ActivityPageEdge = Edge<ShownActivity>
export interface ActivityPage extends Connection<ShownActivity> {
  /** Counted only when asked for. */
  count(): Promise<number>
}

/**
 * An athlete's activities that the viewer may see, newest first; null when the viewer may not see the list. The rules depend on the two
 * people alone, so they are part of the query and every page but the last is full. One read along an index for each athlete: pages of
 * several athletes in one query are one round trip, but were measured to be five times slower.
 */
export const listActivities = async (
  athleteId: string,
  args: AthleteActivitiesArgs,
  { services, loaders, viewerId }: Context,
): Promise<ActivityPage | null> => {
  const page = pageRequest(args, ['number', 'string'])
  const [visibilities, privacy] = await Promise.all([loaders.visibilities(athleteId), loaders.privacy.load(athleteId)])
  if (visibilities === null) return null
  const { sport, since, until } = args
  const filter = { athleteId, visibilities, sport, since, until }
  const rows = (await services.stores.activities.page(filter, page)).map((row) => showActivity(row, viewerId, privacy))
  for (const row of rows) loaders.activity.prime(row._id, row)
  const connection = connectionOf(
    rows,
    page,
    (row) => [row.startedAt.getTime(), row._id],
    (row) => row,
  )
  return { ...connection, count: () => services.stores.activities.count(filter) }
}
