import type { SharedSamples } from '@gruppetto/events'
import { areaOf, type ColumnName, cellAt, type SampleColumns } from '@gruppetto/recordings'

/** What is read of a recording to share it. */
export const SHARED_COLUMNS = [
  'timeSeconds',
  'distanceMeters',
  'latitude',
  'longitude',
  'speedMps',
  'heartRateBpm',
  'cadenceRpm',
  'powerWatts',
  'temperatureCelsius',
  'gradient',
] as const satisfies readonly ColumnName[]

/** Ten hours, second by second. Of a longer recording every second sample is shared, or every third, and so on. */
const MOST_SAMPLES = 36_000
const MINUTE_SECONDS = 60

/** Returns of which samples, 1 for all, a recording of so many is shared. */
export const everyNthOf = (samples: number): number => Math.max(1, Math.ceil(samples / MOST_SAMPLES))

const thinned = (column: Float64Array, everyNth: number): number[] => Array.from(column).filter((_, at) => at % everyNth === 0)

/** The values rounded to so many steps a unit; null for missing ones. */
const rounded = (column: Float64Array | undefined, everyNth: number, steps: number): (number | null)[] | null =>
  column === undefined
    ? null
    : thinned(column, everyNth).map((value) => (Number.isFinite(value) ? Math.round(value * steps) / steps : null))

/**
 * Returns in which areas the recording was, and since when: the first position of each full minute decides. The exact second at which it crosses
 * from one area to the next would be a position as fine as the speed.
 */
const areasOf = (columns: SampleColumns, everyNth: number): Pick<SharedSamples, 'areas' | 'areasSinceSeconds'> => {
  const { timeSeconds, latitude, longitude } = columns
  const areas: number[] = []
  const areasSinceSeconds: number[] = []
  if (!timeSeconds || !latitude || !longitude) return { areas, areasSinceSeconds }
  let known = -1
  for (let at = 0; at < timeSeconds.length; at += everyNth) {
    const minute = Math.floor((timeSeconds[at] ?? 0) / MINUTE_SECONDS)
    const [north = Number.NaN, east = Number.NaN] = [latitude[at], longitude[at]]
    if (minute <= known || !(Number.isFinite(north) && Number.isFinite(east))) continue
    known = minute
    const area = areaOf(cellAt(north, east))
    if (area === areas.at(-1)) continue
    areas.push(area)
    areasSinceSeconds.push(minute * MINUTE_SECONDS)
  }
  return { areas, areasSinceSeconds }
}

/** Returns every nth of the samples that others may see, as they are shared: no position, no height, and no distance. */
export const sharedSamplesOf = (columns: SampleColumns, everyNth: number): SharedSamples => ({
  elapsedSeconds: rounded(columns.timeSeconds, everyNth, 10)?.map((seconds) => seconds ?? 0) ?? [],
  speedMps: rounded(columns.speedMps, everyNth, 100),
  heartRateBpm: rounded(columns.heartRateBpm, everyNth, 1),
  cadenceRpm: rounded(columns.cadenceRpm, everyNth, 1),
  powerWatts: rounded(columns.powerWatts, everyNth, 1),
  temperatureCelsius: rounded(columns.temperatureCelsius, everyNth, 10),
  gradient: rounded(columns.gradient, everyNth, 1000),
  ...areasOf(columns, everyNth),
})
