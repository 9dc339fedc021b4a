import { setImmediate } from 'node:timers/promises'
import {
  advance,
  ceilingSpeedMps,
  HALF_MILLISECOND,
  type LiveProgress,
  type LiveTrack,
  partsOf,
  within,
} from '@gruppetto/recordings'
import type { Origin } from '@gruppetto/runtime'
import { arrivedSince, endSeconds, finishRemeasure, type LiveSessionRow } from '../domain/live-session.ts'
import type { Services } from '../services.ts'
import { saveLiveSession } from './change-live-session.ts'

/** Gone over in one turn of the event loop: a few milliseconds. */
const AT_ONCE = 10_000

const goOver = async (from: LiveProgress | null, track: LiveTrack, ceilingMps: number): Promise<LiveProgress | null> => {
  let progress = from
  for (const part of partsOf(track, AT_ONCE)) {
    progress = advance(progress, part, ceilingMps)
    await setImmediate()
  }
  return progress
}

/**
 * Measures the way again over the whole track, as far as the session had come when it was `claimed`, and goes on with what came since. In no
 * transaction, but for its end. Answers the session as it is then: where somebody else has set out since, that one's way is to come.
 */
export const measureWayAgain = async (services: Services, claimed: LiveSessionRow, origin: Origin): Promise<LiveSessionRow> => {
  const { stores, database } = services
  const { _id: id, sport } = claimed
  const ceilingMps = ceilingSpeedMps(sport)
  // What is newer was written by a call that is not through, which goes on with it itself.
  const reached = ({ progress }: LiveSessionRow): number => (progress?.seconds ?? 0) + HALF_MILLISECOND
  const newest = reached(claimed)
  const track = within(await stores.livePositions.read(id), 0, Math.min(newest, endSeconds(claimed)))
  const whole = await goOver(null, track, ceilingMps)
  return database.transact(async (tx) => {
    const current = await stores.liveSessions.get(id, tx)
    if (current === null) return claimed
    const until = Math.min(reached(current), endSeconds(current))
    const progress =
      until <= newest
        ? whole
        : await goOver(
            whole,
            within(await stores.livePositions.read(id, arrivedSince(current, newest)), newest, until),
            ceilingMps,
          )
    const next = finishRemeasure(current, claimed, progress)
    if (next === null) return current
    await saveLiveSession(services, current, next, tx)
    return next
  }, origin)
}
