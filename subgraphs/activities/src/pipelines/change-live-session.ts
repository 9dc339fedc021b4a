import { randomBytes } from 'node:crypto'
import {
  type Audience,
  conflict,
  forbidden,
  maySeeActivity,
  newId,
  notFound,
  requireAthlete,
  serviceUnavailable,
} from '@gruppetto/graph'
import { awaitProjection } from '@gruppetto/relations'
import type { Tx } from '@gruppetto/runtime'
import type { Context } from '../context.ts'
import {
  endSession,
  isHeldBack,
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

/** Returns the caller's own session. Throws NOT_FOUND when the caller may not see it, and FORBIDDEN when it belongs to another athlete. */
export const ownLiveSession = async ({ caller, stores, relations }: Context, id: string, tx?: Tx): Promise<LiveSessionRow> => {
  const { athleteId } = requireAthlete(caller)
  const row = await stores.liveSessions.get(id, tx)
  if (row === null) throw notFound('This live session')
  if (row.athleteId === athleteId) return row
  const relation = (await relations.between(athleteId, [row.athleteId])).get(row.athleteId)
  const maySee = (visibility: Audience): boolean => relation !== undefined && maySeeActivity(visibility, relation)
  if (!maySee(row.visibility)) throw notFound('This live session')
  // A session that has become an activity is hidden from those who may not see the activity, and from all when that is deleted.
  const [activity] = row.activityId === null ? [row] : await stores.activities.many([row.activityId])
  if (activity === undefined || !maySee(activity.visibility)) throw notFound('This live session')
  throw forbidden('This is the live session of another athlete.')
}

/** Saves the next state of a session and notifies its watchers. Emits an event when its status, its activity or its visibility has changed. */
export const saveLiveSession = async (
  { stores, runtime, liveHints }: Services,
  before: LiveSessionRow,
  row: LiveSessionRow,
  tx: Tx,
): Promise<void> => {
  await stores.liveSessions.replace(row, tx)
  const { status, activityId, visibility } = before
  if (row.status !== status || row.activityId !== activityId || row.visibility !== visibility)
    tx.emit('live-session.changed', liveSessionState(row, runtime.now()))
  tx.afterCommit(() => liveHints.call(row))
}

/** Starts a session. A session that the athlete still has under way ends with it, since a phone that was lost can no longer end it. */
export const startLiveSession = async (
  context: Context,
  { sport, visibility: given, eventId }: StartLiveSessionInput,
): Promise<LiveSessionRow> => {
  const { caller, database, stores, relations, runtime, origin } = context
  const { athleteId } = requireAthlete(caller)
  const nowMs = runtime.now()
  const date = eventId == null ? null : await requireOpenEvent(context, athleteId, eventId)
  const account = await awaitProjection(athleteId, nowMs, () => relations.accounts.get(athleteId))
  const visibility = given ?? account?.defaultActivityVisibility
  if (visibility === undefined) throw serviceUnavailable('athletes')
  const forEvent = { eventId: eventId ?? null, eventStartsAt: date?.startsAt ?? null }
  const row = newLiveSession(newId('LiveSession'), athleteId, { sport, visibility, ...forEvent }, nowMs)
  await database.transact(async (tx) => {
    // The lock comes first. When two sessions start at once, the later transaction runs again and ends the first session.
    await stores.athleteLocks.takeLive(athleteId, tx)
    for (const earlier of await stores.liveSessions.goingOn(athleteId, tx)) {
      const next = endSession(earlier, new Date(nowMs), nowMs)
      if (next !== null) await saveLiveSession(context, earlier, next, tx)
    }
    await stores.liveSessions.insert(row, tx)
    tx.emit('live-session.changed', liveSessionState(row, nowMs))
  }, origin)
  return row
}

/** Changes the caller's own session. It stays as it is when `change` returns null. */
const changeOwn = (
  context: Context,
  id: string,
  change: (row: LiveSessionRow) => LiveSessionRow | null,
): Promise<LiveSessionRow> =>
  context.database.transact(async (tx) => {
    const row = await ownLiveSession(context, id, tx)
    const next = change(row)
    if (next === null) return row
    await saveLiveSession(context, row, next, tx)
    return next
  }, context.origin)

/** Pauses or resumes a session. Repeatable. Throws CONFLICT when it has ended, or when it would hold more pauses than allowed. */
export const pauseLiveSession = (context: Context, id: string, isPaused: boolean): Promise<LiveSessionRow> => {
  const nowMs = context.runtime.now()
  return changeOwn(context, id, (row) => {
    if (row.status === 'ENDED') throw conflict('This live session has ended.', 'LIVE_OVER')
    const next = setPaused(row, isPaused, nowMs)
    if (next !== null && next.pauses.length > MAX_LIVE_PAUSES)
      throw conflict(`A live session holds ${MAX_LIVE_PAUSES} pauses.`, 'TOO_MANY_PAUSES', { max: MAX_LIVE_PAUSES })
    return next
  })
}

/** Ends a session. Repeatable. */
export const endLiveSession = (context: Context, id: string): Promise<LiveSessionRow> => {
  const nowMs = context.runtime.now()
  return changeOwn(context, id, (row) => endSession(row, new Date(nowMs), nowMs))
}

/** Creates a share link, or revokes the present one for good. Repeatable. Throws CONFLICT for a link to a session that has ended. */
export const setLiveSharing = (context: Context, id: string, isShared: boolean): Promise<LiveSessionRow> => {
  const nonce = randomBytes(16).toString('base64url')
  return changeOwn(context, id, (row) => {
    if (!isShared) return setLink(row, null)
    if (row.link !== null) return null
    if (isHeldBack(row)) throw forbidden('The staff keeps this live session from others: you can appeal.')
    if (row.status === 'ENDED') throw conflict('This live session has ended: there is nothing left to follow.', 'LIVE_OVER')
    return setLink(row, newLink(context.runtime.config.objectsSecret, id, nonce))
  })
}
