import { SESSION_ENDED_KEY } from '@gruppetto/events'
import { notFound, requireAthlete } from '@gruppetto/graph'
import { SYSTEM, type Tx, within } from '@gruppetto/runtime'
import type { Context } from '../context.ts'
import { parseRefreshToken } from '../domain/refresh-token.ts'
import type { Session } from '../domain/session.ts'
import type { ViewerRef } from '../domain/viewer-ref.ts'
import type { Storage } from '../services.ts'
import { hashOf } from './open-session.ts'
import { requireViewer } from './viewer.ts'

/** The clocks of different machines may differ by this much. */
const CLOCK_SLACK_MS = 60_000
const NOTIFY_WITHIN_MS = 250

/** How long after its end a session may still have an access token that is valid. */
const revocationMs = ({ runtime }: Storage): number => runtime.config.accessTokenSeconds * 1000 + CLOCK_SLACK_MS

/**
 * Notifies the gateways before the caller gets an answer. They cache for a moment that a session is active; the hint clears that
 * and closes the session's sockets.
 */
const notifyGateways = async ({ runtime }: Storage, sessionIds: readonly string[]): Promise<void> => {
  for (const id of sessionIds) runtime.live.publish('session', SESSION_ENDED_KEY, { id })
  const sent = runtime.bus.connection.flush().catch(() => undefined)
  await within(NOTIFY_WITHIN_MS, sent, () => undefined)
}

/**
 * Tells the gateways of sessions that have ended: they refuse their access tokens and close their sockets. When Redis does not
 * answer, `writeRevocations` writes them to Redis later.
 */
export const announceEnded = async (storage: Storage, sessionIds: readonly string[]): Promise<void> => {
  const { runtime, stores } = storage
  if (sessionIds.length === 0) return
  const ttlMs = revocationMs(storage)
  try {
    await stores.revocations.put(sessionIds.map((id) => ({ id, ttlMs })))
  } catch (error) {
    runtime.log.warn({ err: error, sessionIds }, 'ended sessions could not be written to Redis; a job tries again')
  }
  await notifyGateways(storage, sessionIds)
}

const endIf = async (
  storage: Storage,
  { athleteId, sessionId }: { readonly athleteId: string; readonly sessionId: string },
  end: (at: Date, tx: Tx) => Promise<boolean>,
): Promise<boolean> => {
  const { database, runtime } = storage
  const at = new Date(runtime.now())
  const hasEnded = await database.transact(async (tx) => {
    if (!(await end(at, tx))) return false
    tx.emit('sessions.ended', { athleteId, sessionIds: [sessionId], at: at.getTime() })
    return true
  }, SYSTEM)
  if (hasEnded) await announceEnded(storage, [sessionId])
  return hasEnded
}

/** Ends a session of an athlete: its refresh token no longer works. Returns false when the athlete has no such session. */
export const endSession = (storage: Storage, athleteId: string, sessionId: string): Promise<boolean> =>
  endIf(storage, { athleteId, sessionId }, (at, tx) => storage.stores.sessions.end(sessionId, athleteId, at, tx))

/** Ends a session that has expired, so that all that hangs on it ends too: sockets, and pushes to its device. */
export const endExpiredSession = async (storage: Storage, { _id, athleteId }: Session): Promise<void> => {
  await endIf(storage, { athleteId, sessionId: _id }, (at, tx) => storage.stores.sessions.endExpired(_id, at, tx))
}

/**
 * Ends every session of an athlete but one, in the transaction of the change that asks for it. Returns their ids, to be announced
 * after the commit; a process that ends before that leaves it to `writeRevocations`.
 */
export const markEnded = async (
  { runtime, stores }: Storage,
  athleteId: string,
  exceptId: string | null,
  tx: Tx,
): Promise<readonly string[]> => {
  const at = new Date(runtime.now())
  const sessionIds = await stores.sessions.endAllOf(athleteId, exceptId, at, tx)
  if (sessionIds.length > 0) tx.emit('sessions.ended', { athleteId, sessionIds: [...sessionIds], at: at.getTime() })
  return sessionIds
}

/** Ends every session of an athlete. Returns how many there were. */
export const endSessions = async (storage: Storage, athleteId: string): Promise<number> => {
  const ended = await storage.database.transact((tx) => markEnded(storage, athleteId, null, tx), SYSTEM)
  await announceEnded(storage, ended)
  return ended.length
}

/** Writes to Redis every session that may still have a valid access token after its end, since Redis may lose them at any time. */
export const writeRevocations = async (storage: Storage): Promise<void> => {
  const { runtime, stores } = storage
  const nowMs = runtime.now()
  const lifeMs = revocationMs(storage)
  const sessions = await stores.sessions.endedSince(new Date(nowMs - lifeMs))
  await stores.revocations.put(
    sessions.map(({ _id, endedAt }) => ({ id: _id, ttlMs: (endedAt?.getTime() ?? nowMs) + lifeMs - nowMs })),
  )
}

/** Ends the session of the caller. */
export const signOut = async (context: Context): Promise<void> => {
  const { athleteId, sessionId } = requireAthlete(context.caller)
  await endSession(context, athleteId, sessionId)
}

/**
 * Ends the session that a refresh token belongs to, whether the token is its present one or one from before: whoever has it may. A token of
 * no session ends nothing.
 */
export const endSessionOfToken = async (storage: Storage, refreshToken: string): Promise<void> => {
  const token = parseRefreshToken(refreshToken)
  const session = token === null ? null : await storage.stores.sessions.byFamily(hashOf(token.family))
  if (session !== null) await endSession(storage, session.athleteId, session._id)
}

/** Ends another session of the viewer. Throws NOT_FOUND when the viewer has no such session. */
export const endOwnSession = async (context: Context, sessionId: string): Promise<ViewerRef> => {
  const viewer = requireViewer(context)
  if (!(await endSession(context, viewer.id, sessionId))) throw notFound('This session')
  return viewer
}
