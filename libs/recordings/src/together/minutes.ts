import { at } from '../recording.ts'
import type { TrackColumns } from '../segments/track.ts'

/** Where a recording was, minute by minute. */
export interface Minutes {
  /** The first minute, counted from the epoch. */
  readonly from: number
  /** Degrees, rounded to about ten metres; null where the minute has no position. Both have one entry for each minute. */
  readonly latitudes: readonly (number | null)[]
  readonly longitudes: readonly (number | null)[]
}

/** What comes after a day does not count: nobody rides in company for longer. */
const MOST_MINUTES = 1440
/** A position stands for a minute when it is from its first half. */
const LATEST_SECONDS = 30
const STEPS_PER_DEGREE = 10_000

const rounded = (degrees: number): number => Math.round(degrees * STEPS_PER_DEGREE) / STEPS_PER_DEGREE

/**
 * Returns where a recording was at each full minute of the clock: its first position from then on. Null without any. `startMs` is
 * the moment of its second 0.
 */
export function minutesOf({ timeSeconds, latitude, longitude }: TrackColumns, startMs: number): Minutes | null {
  if (!timeSeconds || !latitude || !longitude) return null
  let from: number | null = null
  const latitudes: (number | null)[] = []
  const longitudes: (number | null)[] = []
  for (let i = 0; i < timeSeconds.length; i++) {
    if (Number.isNaN(at(latitude, i) + at(longitude, i))) continue
    const seconds = startMs / 1000 + at(timeSeconds, i)
    const minute = Math.floor(seconds / 60)
    if (seconds - minute * 60 > LATEST_SECONDS) continue
    from ??= minute
    const index = minute - from
    if (index >= MOST_MINUTES) break
    // The clock of a recording does not run backwards, so an earlier minute is complete.
    if (index < latitudes.length) continue
    while (latitudes.length < index) {
      latitudes.push(null)
      longitudes.push(null)
    }
    latitudes.push(rounded(at(latitude, i)))
    longitudes.push(rounded(at(longitude, i)))
  }
  return from === null ? null : { from, latitudes, longitudes }
}
