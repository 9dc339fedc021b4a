import type { Context } from '../context.ts'
import type { SessionView } from '../domain/session.ts'
import type { ViewerRef } from '../domain/viewer-ref.ts'

/** Lists the viewer's active sessions, the last used one first. */
export const listSessions = async ({ stores, runtime }: Context, viewer: ViewerRef): Promise<readonly SessionView[]> => {
  const sessions = await stores.sessions.activeOf(viewer.id, new Date(runtime.now()))
  return sessions.map((session) => ({ session, current: session._id === viewer.sessionId }))
}
