import { randomBytes } from 'node:crypto'
import {
  type AthleteCaller,
  type Audience,
  conflict,
  forbidden,
  maySeeActivity,
  newId,
  notFound,
  serviceUnavailable,
} from '@gruppetto/graph'
import { awaitProjection } from '@gruppetto/relations'
import type { Origin, Tx } from '@gruppetto/runtime'
import {
  endSession,
  type LiveSessionRow,
  liveSessionState,
  MAX_LIVE_PAUSES,
  newLiveSession,
  setLink,
  setPaused,
} from '../domain/live-session.ts'
import type { StartLiveSessionInput } from '../generated/resolvers.ts'
import type { Services } from '../services.ts'
import { requireOpenEvent } from './live-events.ts'
import { newLink } from './live-link.ts'

/** The caller's own session; NOT_FOUND for one the caller may not see, FORBIDDEN for one that is visible but another's. */
export const ownLiveSession = async (
  { stores, relations }: Services,
  caller: AthleteCaller,
  id: string,
  tx?: Tx,
): Promise<LiveSessionRow> => {
  const row = await stores.liveSessions.get(id, tx)
  if (row === null) throw notFound('This live session')
  if (row.athleteId === caller.athleteId) return row
  const relation = (await relations.between(caller.athleteId, [row.athleteId])).get(row.athleteId)
  const maySee = (visibility: Audience): boolean => relation !== undefined && maySeeActivity(visibility, relation)
  if (!maySee(row.visibility)) throw notFound('This live session')
  // What has become an activity shows to nobody from whom that is kept, nor does it once that is deleted.
  const [activity] = row.activityId === null ? [row] : await stores.activities.many([row.activityId])
  if (activity === undefined || !maySee(activity.visibility)) throw notFound('This live session')
  throw forbidden('This is the live session of another athlete.')
}

/** Commits a session's next state and tells who watches it; where its status or its activity is another, everyone hears of it. */
export const saveLiveSession = async (
  { stores, runtime, liveHints }: Services,
  before: LiveSessionRow,
  row: LiveSessionRow,
  tx: Tx,
): Promise<void> => {
  await stores.liveSessions.replace(row, tx)
  if (row.status !== before.status || row.activityId !== before.activityId)
    tx.emit('live-session.changed', liveSessionState(row, runtime.now()))
  tx.afterCommit(() => liveHints.call(row))
}

/** Starts a session. What the athlete still has going ends with it: a phone that was lost could not end it any more. */
export const startLiveSession = async (
  services: Services,
  { athleteId }: AthleteCaller,
  { sport, visibility: given, eventId }: StartLiveSessionInput,
  origin: Origin,
): Promise<LiveSessionRow> => {
  const { stores, relations, runtime } = services
  const nowMs = runtime.now()
  if (eventId != null) await requireOpenEvent(services, athleteId, eventId)
  const account = await awaitProjection(athleteId, nowMs, () => relations.accounts.get(athleteId))
  const visibility = given ?? account?.defaultActivityVisibility
  if (visibility === undefined) throw serviceUnavailable('athletes')
  const row = newLiveSession(newId('LiveSession'), athleteId, { sport, visibility, eventId: eventId ?? null }, nowMs)
  await services.database.transact(async (tx) => {
    // First of all: of two that start at once the later one runs again and ends the first.
    await stores.athleteLocks.take(athleteId, tx)
    for (const earlier of await stores.liveSessions.goingOn(athleteId, tx)) {
      const over = endSession(earlier, new Date(nowMs), nowMs)
      if (over !== null) await saveLiveSession(services, earlier, over, tx)
    }
    await stores.liveSessions.insert(row, tx)
    tx.emit('live-session.changed', liveSessionState(row, nowMs))
  }, origin)
  return row
}

/** Changes the caller's own session; where `change` answers null it stays as it is. */
const changeOwn = (
  services: Services,
  caller: AthleteCaller,
  id: string,
  change: (row: LiveSessionRow) => LiveSessionRow | null,
  origin: Origin,
): Promise<LiveSessionRow> =>
  services.database.transact(async (tx) => {
    const row = await ownLiveSession(services, caller, id, tx)
    const next = change(row)
    if (next === null) return row
    await saveLiveSession(services, row, next, tx)
    return next
  }, origin)

/** Pauses a session or goes on with it; repeatable. CONFLICT once it has ended, or for one pause more than a session holds. */
export const pauseLiveSession = (
  services: Services,
  caller: AthleteCaller,
  id: string,
  isPaused: boolean,
  origin: Origin,
): Promise<LiveSessionRow> => {
  const nowMs = services.runtime.now()
  const change = (row: LiveSessionRow): LiveSessionRow | null => {
    if (row.status === 'ENDED') throw conflict('This live session has ended.')
    const next = setPaused(row, isPaused, nowMs)
    if (next !== null && next.pauses.length > MAX_LIVE_PAUSES) throw conflict(`A live session holds ${MAX_LIVE_PAUSES} pauses.`)
    return next
  }
  return changeOwn(services, caller, id, change, origin)
}

/** Ends a session; repeatable. */
export const endLiveSession = (
  services: Services,
  caller: AthleteCaller,
  id: string,
  origin: Origin,
): Promise<LiveSessionRow> => {
  const nowMs = services.runtime.now()
  return changeOwn(services, caller, id, (row) => endSession(row, new Date(nowMs), nowMs), origin)
}

/** Makes a share link, where there is none, or ends the one there is, at once and for good. CONFLICT for a link to what has ended. */
export const setLiveSharing = (
  services: Services,
  caller: AthleteCaller,
  id: string,
  shared: boolean,
  origin: Origin,
): Promise<LiveSessionRow> => {
  const nonce = randomBytes(16).toString('base64url')
  const change = (row: LiveSessionRow): LiveSessionRow | null => {
    if (!shared) return setLink(row, null)
    if (row.link !== null) return null
    if (row.status === 'ENDED') throw conflict('This live session has ended: there is nothing left to follow.')
    return setLink(row, newLink(services.runtime.config.objectsSecret, id, nonce))
  }
  return changeOwn(services, caller, id, change, origin)
}
