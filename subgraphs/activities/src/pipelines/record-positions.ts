import { isDeepStrictEqual } from 'node:util'
import { badUserInput, conflict, requireAthlete, validInput } from '@gruppetto/graph'
import {
  advance,
  ceilingSpeedMps,
  HALF_MILLISECOND,
  type LiveTrack,
  millis,
  trackOf,
  within,
  without,
} from '@gruppetto/recordings'
import type { Tx } from '@gruppetto/runtime'
import type { Context } from '../context.ts'
import { type GivenPosition, positionsInput } from '../domain/live-inputs.ts'
import {
  arrivedSince,
  endSeconds,
  expectLatePositions,
  isAllNew,
  isRemeasureClaim,
  isRemeasureClaimedSince,
  isRemeasureDue,
  type LiveSessionRow,
  MAX_LIVE_POSITIONS,
  MAX_POSITIONS_PER_SECOND,
  markSeconds,
  maxPositionsSoFar,
  positionCount,
  takePositions,
} from '../domain/live-session.ts'
import type { PositionInput } from '../generated/resolvers.ts'
import { ownLiveSession, saveLiveSession } from './change-live-session.ts'
import { remeasureLiveTrack } from './remeasure-live-track.ts'

const trackIn = (row: LiveSessionRow, positions: readonly GivenPosition[]): LiveTrack => {
  const startedMs = row.startedAt.getTime()
  const points = positions.map(({ at, ...values }) => {
    // A receiver that has no fix writes zero for both.
    const isNowhere = values.latitude === 0 && values.longitude === 0
    return { ...values, ...(isNowhere && { latitude: null, longitude: null }), seconds: (at.getTime() - startedMs) / 1000 }
  })
  return during(row, trackOf(points))
}

/** Keeps only the positions between the start and the end of the session. */
const during = (row: LiveSessionRow, track: LiveTrack): LiveTrack => within(track, 0, endSeconds(row))

/**
 * Throws when all positions lie before the start of the session: then the phone's clock is slow, and nothing would be left of the
 * track. When only some lie before it, the others are accepted.
 */
const requireStarted = ({ startedAt }: LiveSessionRow, positions: readonly GivenPosition[]): void => {
  if (positions.some(({ at }) => at >= startedAt)) return
  throw badUserInput([
    { path: 'positions.0.at', message: 'lies before the start of the session, as all the others do: is the clock right?' },
  ])
}

/** Returns the caller's own session. Throws CONFLICT when it no longer accepts positions. */
const openSession = async (context: Context, id: string, tx?: Tx): Promise<LiveSessionRow> => {
  const row = await ownLiveSession(context, id, tx)
  if (row.stage !== 'OPEN')
    throw conflict('This live session has ended and is an activity by now: it takes no more positions.', 'LIVE_OVER')
  return row
}

/** Keeps only the positions that are newer than the session's last one. */
const newerThan = (row: LiveSessionRow, track: LiveTrack): LiveTrack =>
  row.progress === null ? track : within(track, row.progress.seconds + HALF_MILLISECOND, endSeconds(row))

/**
 * Keeps only the positions that are not stored yet. A position arrives after it was recorded, so only what arrived since the first
 * of them is read.
 */
const notStored = async ({ stores }: Context, row: LiveSessionRow, track: LiveTrack): Promise<LiveTrack> => {
  const [first] = track.timeSeconds
  if (first === undefined || isAllNew(row, track)) return track
  const asked = new Set(Array.from(track.timeSeconds, millis))
  const stored = new Set<number>()
  for await (const moments of stores.livePositions.moments(row._id, arrivedSince(row, first)))
    for (const seconds of moments) if (asked.has(millis(seconds))) stored.add(millis(seconds))
  return without(track, { timeSeconds: Float64Array.from(stored, (moment) => moment / 1000).sort() })
}

/** Throws when a session would hold too many positions, or more than a device can have recorded since its start. */
const requireRoom = (row: LiveSessionRow, fresh: LiveTrack, nowMs: number): void => {
  const count = positionCount(row) + fresh.timeSeconds.length
  if (count > MAX_LIVE_POSITIONS)
    throw conflict(`A live session holds ${MAX_LIVE_POSITIONS} positions: end it and start another.`, 'TOO_MANY_POSITIONS', {
      max: MAX_LIVE_POSITIONS,
    })
  if (count > maxPositionsSoFar(row, nowMs)) {
    const message = `are more than ${MAX_POSITIONS_PER_SECOND} for each second of the session so far: send fewer of them`
    throw badUserInput([{ path: 'positions', message }])
  }
}

/** Saves that late positions are coming, before they are written. */
const announceLate = (context: Context, id: string, count: number): Promise<LiveSessionRow> =>
  context.database.transact(async (tx) => {
    const row = expectLatePositions(await openSession(context, id, tx), count)
    await context.stores.liveSessions.replace(row, tx)
    return row
  }, context.origin)

/**
 * Accepts positions in any order. Positions that are newer than all known ones extend the measured track, also when a phone sends
 * again what it got no answer to. Late positions, which fill in the track, require that the whole track is measured again: at once
 * when it is short, otherwise once in a while, by this call, a later one or the job.
 *
 * Positions are in no transaction. They are written first, and the session's row after them, so a client that sends them again after
 * a failure loses nothing and doubles nothing. Late positions are announced before they are written: if this call does not finish,
 * the next one measures the whole track.
 */
export const recordPositions = async (context: Context, id: string, given: readonly PositionInput[]): Promise<LiveSessionRow> => {
  const { caller, stores, runtime, database, origin } = context
  requireAthlete(caller)
  const nowMs = runtime.now()
  const positions = validInput(positionsInput(nowMs), given, 'positions')
  const row = await openSession(context, id)
  requireStarted(row, positions)
  const track = trackIn(row, positions)
  if (track.timeSeconds.length === 0) return row
  const fresh = await notStored(context, row, track)
  requireRoom(row, fresh, nowMs)
  const late = fresh.timeSeconds.length - newerThan(row, fresh).timeSeconds.length
  const announced = late > 0 ? await announceLate(context, id, late) : row
  if (fresh.timeSeconds.length > 0) await stores.livePositions.insert(id, fresh, nowMs)

  const newer = newerThan(row, track)
  const { row: answer, isClaimed } = await database.transact(async (tx) => {
    const current = await openSession(context, id, tx)
    // Another call may have extended the track in the meantime, or measured it again without the positions that were just written.
    const further = newerThan(current, newer)
    const overtaken = newer.timeSeconds.length - further.timeSeconds.length
    const missed = isRemeasureClaimedSince(current, announced.revision) ? late : 0
    const progress = advance(current.progress, during(current, further), ceilingSpeedMps(current.sport), markSeconds(current))
    const isTheSame = isDeepStrictEqual(progress, current.progress) && overtaken + missed === 0
    if (isTheSame && !isRemeasureDue(current, nowMs)) return { row: current, isClaimed: false }
    const next = takePositions(current, progress, overtaken + missed, nowMs)
    await saveLiveSession(context, current, next, tx)
    return { row: next, isClaimed: isRemeasureClaim(next) }
  }, origin)
  return isClaimed ? remeasureLiveTrack(context, answer, origin) : answer
}
