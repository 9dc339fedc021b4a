import { SESSION_ENDED_KEY } from '@gruppetto/events'
import { within } from '@gruppetto/runtime'
import type { Storage } from '../services.ts'

/** Clocks a little apart. */
const SLACK_MS = 60_000
const TELL_WITHIN_MS = 250

const revocationMs = ({ runtime }: Storage): number => runtime.config.accessTokenSeconds * 1000 + SLACK_MS

/** Gateways keep for a moment that a session is good: this makes them forget it, and close its sockets, before the caller has an answer. */
const tellGateways = async ({ runtime }: Storage, sessionId: string): Promise<void> => {
  runtime.live.publish('session', SESSION_ENDED_KEY, { id: sessionId })
  const told = runtime.bus.connection.flush().catch(() => undefined)
  await within(TELL_WITHIN_MS, told, () => undefined)
}

/**
 * Ends an athlete's session: no refresh token of it works any more, and the gateway refuses its access tokens. False when there is none.
 * The database decides; a Redis that is away is told later, by `restoreRevocations`.
 */
export const endSession = async (storage: Storage, sessionId: string, athleteId: string): Promise<boolean> => {
  const { runtime, stores } = storage
  const ended = await stores.sessions.end(sessionId, athleteId, new Date(runtime.now()))
  if (!ended) return false
  try {
    await stores.revocations.put([{ id: sessionId, ttlMs: revocationMs(storage) }])
  } catch (error) {
    runtime.log.warn({ err: error, sessionId }, 'an ended session is not in Redis yet')
  }
  await tellGateways(storage, sessionId)
  return true
}

/** Ends every session of an athlete; the number ended. */
export const endSessions = async (storage: Storage, athleteId: string): Promise<number> => {
  const sessions = await storage.stores.sessions.liveOf(athleteId, new Date(storage.runtime.now()))
  const ended = await Promise.all(sessions.map((session) => endSession(storage, session._id, athleteId)))
  return ended.filter(Boolean).length
}

/** Puts into Redis again every session ended so lately that a token of it may still hold: Redis may be lost at any time. */
export const restoreRevocations = async (storage: Storage): Promise<void> => {
  const { runtime, stores } = storage
  const nowMs = runtime.now()
  const lifeMs = revocationMs(storage)
  const sessions = await stores.sessions.endedSince(new Date(nowMs - lifeMs))
  const left = sessions.map(({ _id, endedAt }) => ({ id: _id, ttlMs: (endedAt?.getTime() ?? nowMs) + lifeMs - nowMs }))
  await stores.revocations.put(left)
}
