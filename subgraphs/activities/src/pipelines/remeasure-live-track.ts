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
import { arrivedSince, endSeconds, finishRemeasure, type LiveSessionRow, markSeconds } from '../domain/live-session.ts'
import type { Services } from '../services.ts'
import { saveLiveSession } from './change-live-session.ts'

/** Positions that are measured in one turn of the event loop. They take a few milliseconds. */
const BATCH_SIZE = 10_000

const advanceInParts = async (row: LiveSessionRow, from: LiveProgress | null, track: LiveTrack): Promise<LiveProgress | null> => {
  let progress = from
  for (const part of partsOf(track, BATCH_SIZE)) {
    progress = advance(progress, part, ceilingSpeedMps(row.sport), markSeconds(row))
    await setImmediate()
  }
  return progress
}

/**
 * Measures the track of a session again from its start, up to where the session had come when it was `claimed`, and goes on with the
 * positions that arrived since. Only the end is in a transaction. Returns the session as it is then. When somebody else has claimed it
 * since, the row is left to them.
 */
export const remeasureLiveTrack = async (
  services: Services,
  claimed: LiveSessionRow,
  origin: Origin,
): Promise<LiveSessionRow> => {
  const { stores, database } = services
  const { _id: id } = claimed
  // Newer positions were written by a call that has not finished. That call measures them itself.
  const reached = ({ progress }: LiveSessionRow): number => (progress?.seconds ?? 0) + HALF_MILLISECOND
  const newest = reached(claimed)
  const track = within(await stores.livePositions.read(id), 0, Math.min(newest, endSeconds(claimed)))
  const whole = await advanceInParts(claimed, null, track)
  return database.transact(async (tx) => {
    const current = await stores.liveSessions.get(id, tx)
    if (current === null) return claimed
    const until = Math.min(reached(current), endSeconds(current))
    const progress =
      until <= newest
        ? whole
        : await advanceInParts(
            current,
            whole,
            within(await stores.livePositions.read(id, arrivedSince(current, newest)), newest, until),
          )
    const next = finishRemeasure(current, claimed, progress)
    if (next === null) return current
    await saveLiveSession(services, current, next, tx)
    return next
  }, origin)
}
