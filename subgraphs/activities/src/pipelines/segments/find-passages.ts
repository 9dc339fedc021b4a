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
import type { Services } from '../../services.ts'
import type { SampleOwner } from '../../stores/samples.ts'

const NAMES: readonly ColumnName[] = ['timeSeconds', 'latitude', 'longitude', 'distanceMeters', 'heartRateBpm', 'powerWatts']

/** A recording that is prepared for matching with many segments. */
export interface Matchable {
  readonly columns: SampleColumns
  readonly track: Track
}

/** Reads the samples of some recordings at once and prepares them for matching. */
export const readMatchables = async ({ stores }: Services, owners: readonly SampleOwner[]): Promise<readonly Matchable[]> => {
  if (owners.length === 0) return []
  const read = await stores.samples.readMany(owners, NAMES)
  return read.map((columns) => ({ columns, track: prepareTrack(columns) }))
}

export const cellsOf = ({ track }: Matchable): readonly number[] => cellsAlong(track)

const tenths = (seconds: number): number => Math.round(seconds * 10) / 10

/** Returns the index of the sample at a moment. When there is none, it is the one before the moment, or after it. */
const sampleAt = (time: Float64Array, seconds: number, side: 'BEFORE' | 'AFTER'): number => {
  const next = Math.min(firstAtOrAfter(time, seconds), time.length - 1)
  return side === 'AFTER' || (time[next] ?? 0) <= seconds ? next : Math.max(0, next - 1)
}

/** Computes something of an object once, as long as somebody keeps the object. */
const onceFor = <Key extends object, Value>(compute: (key: Key) => Value): ((key: Key) => Value) => {
  const known = new WeakMap<Key, { readonly value: Value }>()
  return (key) => {
    const found = known.get(key) ?? { value: compute(key) }
    known.set(key, found)
    return found.value
  }
}

/** The store keeps the lines that many rides pass. */
const preparedLine = onceFor(prepareSegment)
/** A recording is matched with many segments. */
const endsOf = onceFor(wayEnds)

/** Finds every passage of a recording over a segment, with its distances from the two ends of the recording, near which places may be hidden. */
export const findPassages = ({ columns, track }: Matchable, segment: SegmentWithLine): readonly Passage[] => {
  const line = preparedLine(segment.points)
  const { timeSeconds, heartRateBpm, powerWatts } = columns
  if (line === null || !timeSeconds) return []
  const found = matchSegment(track, line)
  if (found.length === 0) return []
  const { fromStart, toEnd } = endsOf(columns)
  return found.map(({ startSeconds, endSeconds }) => ({
    segmentId: segment._id,
    startSeconds: tenths(startSeconds),
    elapsedSeconds: tenths(endSeconds - startSeconds),
    averageHeartRateBpm: meanBetween(timeSeconds, heartRateBpm, startSeconds, endSeconds),
    averagePowerWatts: meanBetween(timeSeconds, powerWatts, startSeconds, endSeconds),
    fromStartMeters: fromStart(sampleAt(timeSeconds, startSeconds, 'BEFORE')),
    toEndMeters: Math.max(0, toEnd(sampleAt(timeSeconds, endSeconds, 'AFTER'))),
  }))
}
