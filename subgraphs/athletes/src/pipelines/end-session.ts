import { SESSION_ENDED_KEY } from '@gruppetto/events'
import { notFound, requireAthlete } from '@gruppetto/graph'
import { within } from '@gruppetto/runtime'
import type { Context } from '../context.ts'
import type { ViewerRef } from '../domain/viewer-ref.ts'
import type { Storage } from '../services.ts'
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
const notifyGateways = async ({ runtime }: Storage, sessionId: string): Promise<void> => {
  runtime.live.publish('session', SESSION_ENDED_KEY, { id: sessionId })
  const sent = runtime.bus.connection.flush().catch(() => undefined)
  await within(NOTIFY_WITHIN_MS, sent, () => undefined)
}

/**
 * Ends a session of an athlete: its refresh token no longer works, and the gateway refuses its access tokens. Returns false when
 * the athlete has no such session. When Redis does not answer, the session is ended all the same, and `writeRevocations` writes
 * it to Redis later.
 */
export const endSession = async (storage: Storage, athleteId: string, sessionId: string): Promise<boolean> => {
  const { runtime, stores } = storage
  const hasEnded = await stores.sessions.end(sessionId, athleteId, new Date(runtime.now()))
  if (!hasEnded) return false
  try {
    await stores.revocations.put([{ id: sessionId, ttlMs: revocationMs(storage) }])
  } catch (error) {
    runtime.log.warn({ err: error, sessionId }, 'an ended session could not be written to Redis; a job tries again')
  }
  await notifyGateways(storage, sessionId)
  return true
}

/** Ends every session of an athlete. Returns how many there were. */
export const endSessions = async (storage: Storage, athleteId: string): Promise<number> => {
  const sessions = await storage.stores.sessions.activeOf(athleteId, new Date(storage.runtime.now()))
  const results = await Promise.all(sessions.map((session) => endSession(storage, athleteId, session._id)))
  return results.filter(Boolean).length
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

/** Ends another session of the viewer. Throws NOT_FOUND when the viewer has no such session. */
export const endOwnSession = async (context: Context, sessionId: string): Promise<ViewerRef> => {
  const viewer = requireViewer(context)
  if (!(await endSession(context, viewer.id, sessionId))) throw notFound('This session')
  return viewer
}
