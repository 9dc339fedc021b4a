import { at } from '../recording.ts'
import type { SampleColumns } from './chunks.ts'
import { COLUMNS, type ColumnName } from './columns.ts'

/**
 * Returns at most `maxPoints` samples of all columns (at least two), selected by largest-triangle-three-buckets (Steinarsson
 * 2013, "Downsampling Time Series for Visual Representation"). All columns share one set of indexes, so that they stay aligned,
 * and the first and last samples are kept. Each channel votes with the area of its triangle divided by the range of its values,
 * so that large units do not dominate. A channel does not vote where it is null.
 */
export function downsample(columns: SampleColumns, maxPoints: number): SampleColumns {
  const length = Math.max(0, ...COLUMNS.map((name) => columns[name]?.length ?? 0))
  const indices = largestTriangleThreeBuckets(columns, length, maxPoints)
  if (!indices) return columns
  const picked: Partial<Record<ColumnName, Float64Array>> = {}
  for (const name of COLUMNS) {
    const column = columns[name]
    if (column) picked[name] = Float64Array.from(indices, (i) => at(column, i))
  }
  return picked
}

/** Returns the indexes that downsample keeps, in increasing order; null when all samples fit. */
export function largestTriangleThreeBuckets(columns: SampleColumns, length: number, maxPoints: number): Int32Array | null {
  const points = Math.max(2, Math.floor(maxPoints))
  if (length <= points) return null
  if (points === 2) return Int32Array.of(0, length - 1)
  const time = columns.timeSeconds ?? Float64Array.from({ length }, (_, i) => i)
  const voters = COLUMNS.flatMap((name) => {
    const column = name === 'timeSeconds' || name === 'moving' ? undefined : columns[name]
    const range = column ? rangeOf(column) : 0
    return column && range > 0 ? [{ column, weight: 1 / range }] : []
  })
  const indices = new Int32Array(points)
  indices[points - 1] = length - 1
  const width = (length - 2) / (points - 2)
  const edge = (bucket: number): number => Math.min(length - 1, Math.floor(bucket * width) + 1)
  const areas = new Float64Array(Math.ceil(width) + 1)
  let chosen = 0
  for (let bucket = 0; bucket < points - 2; bucket++) {
    const from = edge(bucket)
    const to = edge(bucket + 1)
    const afterTo = bucket === points - 3 ? length : edge(bucket + 2)
    areas.fill(0)
    const nextTime = meanOf(time, to, afterTo)
    for (const { column, weight } of voters)
      vote(areas, time, column, weight, chosen, from, to, nextTime, meanOf(column, to, afterTo))
    let best = from
    for (let i = from + 1; i < to; i++) if (at(areas, i - from) > at(areas, best - from)) best = i
    indices[bucket + 1] = best
    chosen = best
  }
  return indices
}

function vote(
  areas: Float64Array,
  time: Float64Array,
  column: Float64Array,
  weight: number,
  chosen: number,
  from: number,
  to: number,
  nextTime: number,
  next: number,
): void {
  const [time0, value0] = [at(time, chosen), at(column, chosen)]
  if (Number.isNaN(value0) || Number.isNaN(next)) return
  for (let i = from; i < to; i++) {
    const value = at(column, i)
    if (Number.isNaN(value)) continue
    const area = Math.abs((time0 - nextTime) * (value - value0) - (time0 - at(time, i)) * (next - value0))
    areas[i - from] = at(areas, i - from) + area * weight
  }
}

function meanOf(column: Float64Array, from: number, to: number): number {
  let sum = 0
  let count = 0
  for (let i = from; i < to; i++) {
    const value = at(column, i)
    if (Number.isNaN(value)) continue
    sum += value
    count++
  }
  return sum / count
}

function rangeOf(column: Float64Array): number {
  let min = Number.POSITIVE_INFINITY
  let max = Number.NEGATIVE_INFINITY
  for (let i = 0; i < column.length; i++) {
    const value = at(column, i)
    if (value < min) min = value
    if (value > max) max = value
  }
  return max - min
}
