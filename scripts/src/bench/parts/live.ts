import {
  attemptsOnWay,
  goOverSegments,
  type LivePoint,
  type Position,
  prepareSegment,
  type SegmentLine,
  trackOf,
  type WayOverSegments,
} from '@gruppetto/recordings'
import type { Sheet } from '../figures.ts'
import { cpuMs, mean } from '../statistics.ts'

const SECONDS = 3 * 3600
const SPEED_MPS = 8
const LOOP_METERS = 20_000
const SEGMENT_METERS = 1000
const DEGREE_METERS = 111_195
/** The number of positions in one call. All positions of the last minute are read with them. */
const NEW = 5
const READ = 65

/** Returns the position so many metres along a circular course. */
const placeAt = (meters: number): Position => {
  const angle = (meters / LOOP_METERS) * 2 * Math.PI
  const radius = LOOP_METERS / (2 * Math.PI) / DEGREE_METERS
  return [47 + radius * Math.sin(angle), 8 + (radius * (1 - Math.cos(angle))) / Math.cos((47 * Math.PI) / 180)]
}

const lineFrom = (meters: number): SegmentLine => {
  const line = prepareSegment(Array.from({ length: SEGMENT_METERS / 20 + 1 }, (_, i) => placeAt(meters + i * 20)))
  if (line === null) throw new Error('a segment has no line')
  return line
}

/**
 * Measures the CPU of finding where an athlete is on starred segments when new positions arrive three hours into a session: from the
 * new positions only, and from the start.
 */
export const live = (sheet: Sheet, quick: boolean): void => {
  const points = Array.from({ length: SECONDS }, (_, seconds): LivePoint => {
    const [latitude, longitude] = placeAt(seconds * SPEED_MPS)
    return { seconds, latitude, longitude }
  })
  const [whole, known, read] = [trackOf(points), trackOf(points.slice(0, -NEW)), trackOf(points.slice(-READ))]
  const spent = (work: () => unknown): number => {
    const [warmUp, rounds] = quick ? [0, 1] : [10, 40]
    for (let round = 0; round < warmUp; round += 1) work()
    return mean(Array.from({ length: rounds }, () => cpuMs(work)))
  }
  for (const count of [10, 50, 200]) {
    const lines = new Map(Array.from({ length: count }, (_, i) => [`segment ${i}`, lineFrom((i * LOOP_METERS) / count)]))
    const kept = JSON.stringify(goOverSegments(null, 'RIDE', known, lines))
    const goOn = (before: WayOverSegments | null, track: typeof whole) => {
      const way = goOverSegments(before, 'RIDE', track, lines)
      return [JSON.stringify(way), attemptsOnWay(way, 'RIDE', lines)]
    }
    const group = `${NEW} positions after ${SECONDS / 3600} h, ${count} starred segments`
    const once = spent(() => goOn(null, whole))
    const on = spent(() => goOn(JSON.parse(kept), read))
    sheet.put(group, 'from the start', once, 'ms CPU')
    sheet.put(group, 'going on with what is new', on, 'ms CPU')
    sheet.put(group, 'from the start to going on', once / on, 'times')
    sheet.put(group, 'kept in Redis', kept.length / 1024, 'KiB')
  }
}
