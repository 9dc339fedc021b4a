import type { Context } from '../context.ts'
import type { LiveSessionRow } from '../domain/live-session.ts'

const MAX_SHOWN = 50
/** Some that are read may be for others than the viewer. */
const MAX_READ = 4 * MAX_SHOWN

/** Returns the viewer's own session that has not ended. Where two were started at once, it is the later one. */
export const findOwnSession = async ({ stores, loaders }: Context, athleteId: string): Promise<LiveSessionRow | null> => {
  const [row] = await stores.liveSessions.goingOnOf([athleteId], 1)
  return row === undefined ? null : loaders.liveSession.load(row._id)
}

/** Lists the sessions, not ended, of those whom the viewer follows, as far as the viewer may see them: the last started first. */
export const listOutNow = async ({ stores, loaders }: Context): Promise<readonly LiveSessionRow[]> => {
  const { followedIds } = await loaders.reader.load('viewer')
  const rows = await stores.liveSessions.goingOnOf(followedIds, MAX_READ)
  const seen = await Promise.all(rows.map(({ _id }) => loaders.liveSession.load(_id)))
  return seen.filter((row) => row !== null).slice(0, MAX_SHOWN)
}
