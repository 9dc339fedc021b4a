import {
  type ColumnName,
  cellsAlong,
  firstAtOrAfter,
  matchSegment,
  meanBetween,
  prepareSegment,
  prepareTrack,
  type SampleColumns,
  type Track,
} from '@gruppetto/recordings'
import type { Passage } from '../../domain/segments/effort.ts'
import type { SegmentWithLine } from '../../domain/segments/segment.ts'
import type { Stores } from '../../stores/mod.ts'
import type { SampleOwner } from '../../stores/samples.ts'

const NAMES: readonly ColumnName[] = ['timeSeconds', 'latitude', 'longitude', 'distanceMeters', 'heartRateBpm', 'powerWatts']

/** A recording ready to be matched with many segments. */
export interface Matchable {
  readonly columns: SampleColumns
  readonly track: Track
}

/** The samples of some recordings, ready to be matched, in one read. */
export const readMatchables = async (
  { samples }: Pick<Stores, 'samples'>,
  owners: readonly SampleOwner[],
): Promise<readonly Matchable[]> => {
  if (owners.length === 0) return []
  const read = await samples.readMany(owners, NAMES)
  return read.map((columns) => ({ columns, track: prepareTrack(columns) }))
}

export const cellsOf = ({ track }: Matchable): readonly number[] => cellsAlong(track)

const tenths = (seconds: number): number => Math.round(seconds * 10) / 10

/** Metres along the way at a moment: at the sample before it, or the one behind it. */
const alongAt = (time: Float64Array, along: Float64Array, seconds: number, isBehind: boolean): number => {
  const next = Math.min(firstAtOrAfter(time, seconds), time.length - 1)
  const isThere = isBehind || (time[next] ?? 0) <= seconds
  return along[isThere ? next : Math.max(0, next - 1)] ?? Number.NaN
}

/** Every passage of a recording over a segment. Where it has no distances nothing says how far the ends are: they count as near. */
export const passagesOver = ({ columns, track }: Matchable, segment: SegmentWithLine): readonly Passage[] => {
  const line = prepareSegment(segment.points)
  const { timeSeconds, distanceMeters: along, heartRateBpm, powerWatts } = columns
  if (line === null || !timeSeconds) return []
  const [first, last] = [along?.[0] ?? 0, along?.at(-1) ?? 0]
  return matchSegment(track, line).map(({ startSeconds, endSeconds }) => {
    const fromStart = along ? alongAt(timeSeconds, along, startSeconds, false) - first : 0
    const toEnd = along ? last - alongAt(timeSeconds, along, endSeconds, true) : 0
    return {
      segmentId: segment._id,
      startSeconds: tenths(startSeconds),
      elapsedSeconds: tenths(endSeconds - startSeconds),
      averageHeartRateBpm: meanBetween(timeSeconds, heartRateBpm, startSeconds, endSeconds),
      averagePowerWatts: meanBetween(timeSeconds, powerWatts, startSeconds, endSeconds),
      fromStartMeters: Number.isNaN(fromStart) ? 0 : fromStart,
      toEndMeters: Number.isNaN(toEnd) ? 0 : toEnd,
    }
  })
}
