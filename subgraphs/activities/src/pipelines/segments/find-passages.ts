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
  wayEnds,
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

/** The sample at a moment, or else the one before it or behind it. */
const sampleAt = (time: Float64Array, seconds: number, isBehind: boolean): number => {
  const next = Math.min(firstAtOrAfter(time, seconds), time.length - 1)
  return isBehind || (time[next] ?? 0) <= seconds ? next : Math.max(0, next - 1)
}

/** Every passage of a recording over a segment. The ends are as far as what is hidden near them counts. */
export const passagesOver = ({ columns, track }: Matchable, segment: SegmentWithLine): readonly Passage[] => {
  const line = prepareSegment(segment.points)
  const { timeSeconds, heartRateBpm, powerWatts } = columns
  if (line === null || !timeSeconds) return []
  const found = matchSegment(track, line)
  if (found.length === 0) return []
  const { fromStart, toEnd } = wayEnds(columns)
  return found.map(({ startSeconds, endSeconds }) => ({
    segmentId: segment._id,
    startSeconds: tenths(startSeconds),
    elapsedSeconds: tenths(endSeconds - startSeconds),
    averageHeartRateBpm: meanBetween(timeSeconds, heartRateBpm, startSeconds, endSeconds),
    averagePowerWatts: meanBetween(timeSeconds, powerWatts, startSeconds, endSeconds),
    fromStartMeters: fromStart(sampleAt(timeSeconds, startSeconds, false)),
    toEndMeters: Math.max(0, toEnd(sampleAt(timeSeconds, endSeconds, true))),
  }))
}
