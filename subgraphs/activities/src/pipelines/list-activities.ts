import { type Connection, connectionOf, type Edge, pageRequest } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { type ShownActivity, showActivity } from '../domain/show-activity.ts'
import type { AthleteActivitiesArgs, Sport } from '../generated/resolvers.ts'

export type ActivityPageEdge = Edge<ShownActivity>
export interface ActivityPage extends Connection<ShownActivity> {
  /** Counts when the field is requested. */
  count(): Promise<number>
}

/** Counts what the viewer may see from the totals that are kept: an index of ten thousand activities would have to be walked. */
const countKept = async ({ totals }: Context['loaders'], athleteId: string, sport: Sport | null): Promise<number> =>
  ((await totals.load({ athleteId, period: 'ALL_TIME' })) ?? [])
    .filter((sum) => sport === null || sum.sport === sport)
    .reduce((count, sum) => count + sum.count, 0)

/**
 * Lists the activities of an athlete that the viewer may see, newest first. Returns null when the viewer may not see the list. The
 * rules depend only on the two people, so they are part of the query and every page but the last is full. Each athlete costs one read
 * along an index. A single query for the pages of several athletes was measured to be five times slower.
 */
export const listActivities = async (
  { stores, loaders, viewerId }: Context,
  athleteId: string,
  args: AthleteActivitiesArgs,
): Promise<ActivityPage | null> => {
  const page = pageRequest(args, ['number', 'string'])
  const [visibilities, privacy] = await Promise.all([loaders.visibilities(athleteId), loaders.privacy.load(athleteId)])
  if (visibilities === null) return null
  const { sport, since, until } = args
  const filter = { athleteId, visibilities, sport, since, until }
  const rows = (await stores.activities.page(filter, page)).map((row) => showActivity(row, viewerId, privacy))
  for (const row of rows) loaders.activity.prime(row._id, row)
  const connection = connectionOf(
    rows,
    page,
    (row) => [row.startedAt.getTime(), row._id],
    (row) => row,
  )
  return {
    ...connection,
    count: () => (since || until ? stores.activities.count(filter) : countKept(loaders, athleteId, sport ?? null)),
  }
}
