import type { Point } from '../../design/polyline.ts'

type Samples = readonly (number | null)[]

/** A recording sample by sample, in seconds from its start and metres; a value that nobody measured is null. */
export interface Track {
  readonly time: Samples
  readonly distance: Samples
  readonly places: readonly (Point | null)[]
}

export interface Part {
  readonly from: number
  readonly to: number
}

/** The shortest part that the platform takes, in seconds. */
const LEAST_SECONDS = 10

/** Returns the metres at a moment, between those of the samples around it; null where nobody measured any. */
export const metersAt = ({ time, distance }: Pick<Track, 'time' | 'distance'>, second: number): number | null => {
  let before: readonly [at: number, meters: number] | null = null
  for (const [index, at] of time.entries()) {
    const meters = distance[index]
    if (at === null || meters == null) continue
    if (at >= second) {
      if (before === null || at === second) return meters
      return before[1] + ((second - before[0]) / (at - before[0])) * (meters - before[1])
    }
    before = [at, meters]
  }
  return before?.[1] ?? null
}

/** Moves one end of a part and keeps it in the recording, and the least that is taken between both ends. */
export const withEnd = (part: Part, end: 'from' | 'to', second: number, recordedSeconds: number): Part => {
  if (end === 'from') return { ...part, from: Math.max(0, Math.min(second, part.to - LEAST_SECONDS)) }
  return { ...part, to: Math.min(recordedSeconds, Math.max(second, part.from + LEAST_SECONDS)) }
}

/** Returns the part of a part that others see, where so many metres of its way are hidden at each end; null where that is nothing. */
export const seenOf = (track: Track, part: Part, hiddenMeters: number): Part | null => {
  const [first, last] = [metersAt(track, part.from), metersAt(track, part.to)]
  // Only places are hidden: what has none is seen.
  if (hiddenMeters === 0 || first === null || last === null || !track.places.some((place) => place !== null)) return part
  if (last - first <= 2 * hiddenMeters) return null
  const within = track.time.flatMap((at, index) => {
    const meters = track.distance[index]
    return at !== null && meters != null && meters >= first + hiddenMeters && meters <= last - hiddenMeters ? [at] : []
  })
  const [from, to] = [within.find((at) => at >= part.from), within.findLast((at) => at <= part.to)]
  return from === undefined || to === undefined || to <= from ? null : { from, to }
}

/** Returns the places of a part, in their order. */
export const placesOf = ({ time, places }: Track, { from, to }: Part): Point[] =>
  places.flatMap((place, index) => {
    const at = time[index]
    return place !== null && at != null && at >= from && at <= to ? [place] : []
  })
