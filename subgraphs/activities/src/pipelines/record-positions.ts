import { isDeepStrictEqual } from 'node:util'
import { type AthleteCaller, badUserInput, conflict, validInput } from '@gruppetto/graph'
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
import type { Origin } from '@gruppetto/runtime'
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
  maxPositionsSoFar,
  positionCount,
  takePositions,
} from '../domain/live-session.ts'
import type { PositionInput } from '../generated/resolvers.ts'
import type { Services } from '../services.ts'
import { ownLiveSession, saveLiveSession } from './change-live-session.ts'
import { measureWayAgain } from './measure-way-again.ts'

const trackIn = (row: LiveSessionRow, positions: readonly GivenPosition[]): LiveTrack => {
  const startedMs = row.startedAt.getTime()
  const points = positions.map(({ at, ...values }) => {
    // What a receiver without a fix writes.
    const isNowhere = values.latitude === 0 && values.longitude === 0
    return { ...values, ...(isNowhere && { latitude: null, longitude: null }), seconds: (at.getTime() - startedMs) / 1000 }
  })
  return during(row, trackOf(points))
}

/** What was recorded before the start or after the end is no part of the session. */
const during = (row: LiveSessionRow, track: LiveTrack): LiveTrack => within(track, 0, endSeconds(row))

/**
 * Refuses a call whose positions all lie before the start: the phone's clock is behind, and of the way nothing would be left. Of one that
 * begins before it the rest is taken.
 */
const requireStarted = ({ startedAt }: LiveSessionRow, positions: readonly GivenPosition[]): void => {
  if (positions.some(({ at }) => at >= startedAt)) return
  throw badUserInput([
    { path: 'positions.0.at', message: 'lies before the start of the session, as all the others do: is the clock right?' },
  ])
}

/** The caller's own session, while it takes positions; CONFLICT once it is closed. */
const openSession = async (...asked: Parameters<typeof ownLiveSession>): Promise<LiveSessionRow> => {
  const row = await ownLiveSession(...asked)
  if (row.stage !== 'OPEN') throw conflict('This live session has ended and is an activity by now: it takes no more positions.')
  return row
}

/** Those of a call that are newer than all that the session had when it came. */
const newerThan = (row: LiveSessionRow, track: LiveTrack): LiveTrack =>
  row.progress === null ? track : within(track, row.progress.seconds + HALF_MILLISECOND, endSeconds(row))

/** Those of a call that are not stored yet. Only what may be the same is read: a position has come after it was recorded. */
const notStored = async ({ stores }: Services, row: LiveSessionRow, track: LiveTrack): Promise<LiveTrack> => {
  const [first] = track.timeSeconds
  if (first === undefined || isAllNew(row, track)) return track
  const asked = new Set(Array.from(track.timeSeconds, millis))
  const stored = new Set<number>()
  for await (const moments of stores.livePositions.moments(row._id, arrivedSince(row, first)))
    for (const seconds of moments) if (asked.has(millis(seconds))) stored.add(millis(seconds))
  return without(track, { timeSeconds: Float64Array.from(stored, (moment) => moment / 1000).sort() })
}

/** Refuses more than a session holds, and more than a device can have recorded by now: nobody's way has so many places. */
const requireRoom = (row: LiveSessionRow, fresh: LiveTrack, nowMs: number): void => {
  const count = positionCount(row) + fresh.timeSeconds.length
  if (count > MAX_LIVE_POSITIONS)
    throw conflict(`A live session holds ${MAX_LIVE_POSITIONS} positions: end it and start another.`)
  if (count > maxPositionsSoFar(row, nowMs)) {
    const message = `are more than ${MAX_POSITIONS_PER_SECOND} for each second of the session so far: send fewer of them`
    throw badUserInput([{ path: 'positions', message }])
  }
}

const announce = (
  services: Services,
  { _id }: LiveSessionRow,
  caller: AthleteCaller,
  late: number,
  origin: Origin,
): Promise<LiveSessionRow> =>
  services.database.transact(async (tx) => {
    const row = expectLatePositions(await openSession(services, caller, _id, tx), late)
    await services.stores.liveSessions.replace(row, tx)
    return row
  }, origin)

/**
 * Takes positions in any order. The way so far goes on with what is newer than all that was known, also where a phone sends again what it
 * had no answer to; what comes late makes it be measured again over the whole track, which it fills: at once where that is short, else once
 * in a while, by this call, a later one or the job. Positions are in no transaction: they are written first and the session's row after, so
 * whoever sends them again after a failure loses nothing and doubles nothing. That late ones are coming is said before: should this call not
 * come to its end, the next one measures the whole.
 */
export const recordPositions = async (
  services: Services,
  caller: AthleteCaller,
  id: string,
  given: readonly PositionInput[],
  origin: Origin,
): Promise<LiveSessionRow> => {
  const { stores, runtime, database } = services
  const nowMs = runtime.now()
  const positions = validInput(positionsInput(nowMs), given, 'positions')
  const row = await openSession(services, caller, id)
  requireStarted(row, positions)
  const track = trackIn(row, positions)
  if (track.timeSeconds.length === 0) return row
  const fresh = await notStored(services, row, track)
  requireRoom(row, fresh, nowMs)
  const late = fresh.timeSeconds.length - newerThan(row, fresh).timeSeconds.length
  const announced = late > 0 ? await announce(services, row, caller, late, origin) : row
  if (fresh.timeSeconds.length > 0) await stores.livePositions.write(id, fresh, nowMs)

  const newer = newerThan(row, track)
  const { row: answer, isClaimed } = await database.transact(async (tx) => {
    const current = await openSession(services, caller, id, tx)
    // Others may have come farther meanwhile, or have gone over the way without what was written just now.
    const further = newerThan(current, newer)
    const overtaken = newer.timeSeconds.length - further.timeSeconds.length
    const missed = isRemeasureClaimedSince(current, announced.revision) ? late : 0
    const progress = advance(current.progress, during(current, further), ceilingSpeedMps(current.sport))
    const isTheSame = isDeepStrictEqual(progress, current.progress) && overtaken + missed === 0
    if (isTheSame && !isRemeasureDue(current, nowMs)) return { row: current, isClaimed: false }
    const next = takePositions(current, progress, overtaken + missed, nowMs)
    await saveLiveSession(services, current, next, tx)
    return { row: next, isClaimed: isRemeasureClaim(next) }
  }, origin)
  return isClaimed ? measureWayAgain(services, answer, origin) : answer
}
