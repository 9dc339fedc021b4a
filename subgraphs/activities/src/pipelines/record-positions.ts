import { isDeepStrictEqual } from 'node:util'
import { type AthleteCaller, conflict, validInput } from '@gruppetto/graph'
import { advance, ceilingSpeedMps, type LiveTrack, trackOf, within, without } from '@gruppetto/recordings'
import { type GivenPosition, positionsInput } from '../domain/live-inputs.ts'
import { endSeconds, heard, isAllNew, type LiveSessionRow, MAX_LIVE_POSITIONS } from '../domain/live-session.ts'
import type { PositionInput } from '../generated/resolvers.ts'
import type { Services } from '../services.ts'
import { ownLiveSession, saveLiveSession } from './change-live-session.ts'

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

/** The caller's own session, while it takes positions; CONFLICT once it is closed. */
const openSession = async (...asked: Parameters<typeof ownLiveSession>): Promise<LiveSessionRow> => {
  const row = await ownLiveSession(...asked)
  if (row.stage !== 'OPEN') throw conflict('This live session has ended and is an activity by now: it takes no more positions.')
  return row
}

/**
 * Takes positions in any order. The way so far goes on where all of them are newer than what was known; else it is measured again over the
 * whole track, which the late ones fill. Positions are in no transaction: they are written first and the session's row after, so whoever
 * sends them again after a failure loses nothing and doubles nothing.
 */
export const recordPositions = async (
  services: Services,
  caller: AthleteCaller,
  id: string,
  given: readonly PositionInput[],
  traceparent: string | null,
): Promise<LiveSessionRow> => {
  const { stores, runtime } = services
  const nowMs = runtime.now()
  const positions = validInput(positionsInput(nowMs), given, 'positions')
  const row = await openSession(services, caller, id)
  const track = trackIn(row, positions)
  if (track.timeSeconds.length === 0) return row
  const isLate = !isAllNew(row, track)
  const fresh = isLate ? without(track, await stores.livePositions.read(id)) : track
  if ((row.progress?.count ?? 0) + fresh.timeSeconds.length > MAX_LIVE_POSITIONS)
    throw conflict(`A live session holds ${MAX_LIVE_POSITIONS} positions: end it and start another.`)
  if (fresh.timeSeconds.length > 0) await stores.livePositions.write(id, fresh, nowMs)

  return services.database.transact(
    async (tx) => {
      const current = await openSession(services, caller, id, tx)
      const ceilingMps = ceilingSpeedMps(current.sport)
      const isAgain = isLate || !isAllNew(current, fresh)
      const progress = isAgain
        ? advance(null, during(current, await stores.livePositions.read(id)), ceilingMps)
        : advance(current.progress, during(current, fresh), ceilingMps)
      if (isDeepStrictEqual(progress, current.progress)) return current
      const next = heard(current, progress, isAgain, nowMs)
      await saveLiveSession(services, current, next, tx)
      return next
    },
    { actor: caller.athleteId, traceparent },
  )
}
