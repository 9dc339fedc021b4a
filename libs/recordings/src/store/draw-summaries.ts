import type { ChannelSummary, SampleChunk, SampleColumns } from './chunks.ts'
import { type ColumnName, toStep } from './columns.ts'

/** A chunk without its columns. */
export type ChunkSummary = Pick<SampleChunk, 'n' | 'summary'>

/** Columns that never decrease: the minimum of a chunk is its first sample, the maximum its last one. */
const RISING: readonly ColumnName[] = ['timeSeconds', 'distanceMeters']

/** The columns that can be drawn from summaries. For the others, minimum and maximum do not give a useful line. */
const DRAWN: ReadonlySet<ColumnName> = new Set([
  ...RISING,
  'altitudeMeters',
  'speedMps',
  'heartRateBpm',
  'cadenceRpm',
  'powerWatts',
  'temperatureCelsius',
])

export const canDrawSummaries = (names: readonly ColumnName[]): boolean => names.every((name) => DRAWN.has(name))

/**
 * Draws a recording from the summaries of its chunks (in order), when `maxPoints` allows at most two points for each chunk.
 * Adjacent chunks are grouped. Each group becomes two points, at the times of its first and last sample, and a channel shows its
 * minimum and maximum there, in the order in which the means around it rise or fall. A value is null (NaN here) when no sample of
 * a group has one. Returns null when more points than that are possible; then draw the samples themselves.
 */
export function drawSummaries(
  chunks: readonly ChunkSummary[],
  names: readonly ColumnName[],
  maxPoints: number,
): SampleColumns | null {
  const groups = Math.floor(maxPoints / 2)
  if (groups < 1 || maxPoints > 2 * chunks.length) return null
  const edge = (group: number): number => Math.floor((group * chunks.length) / groups)
  const grouped = Array.from({ length: groups }, (_, group) => chunks.slice(edge(group), edge(group + 1)))
  const columns: { [Name in ColumnName]?: Float64Array } = {}
  for (const name of names) {
    const summaries = grouped.map((group) => together(group, name))
    if (summaries.every((summary) => summary === null)) continue
    const column = new Float64Array(2 * groups).fill(Number.NaN)
    for (const [group, summary] of summaries.entries()) {
      if (summary === null) continue
      const before = (summaries[group - 1] ?? summary).mean
      const after = (summaries[group + 1] ?? summary).mean
      const isFalling = !RISING.includes(name) && after < before
      column[2 * group] = toStep(name, isFalling ? summary.max : summary.min)
      column[2 * group + 1] = toStep(name, isFalling ? summary.min : summary.max)
    }
    columns[name] = column
  }
  return columns
}

/**
 * Returns the approximate summary of a channel over several chunks: means are weighted by all samples, including nulls. Null when
 * no chunk has one.
 */
function together(chunks: readonly ChunkSummary[], name: ColumnName): ChannelSummary | null {
  const known = chunks.flatMap(({ n, summary }) => {
    const own = summary[name]
    return own ? [{ n, ...own }] : []
  })
  if (known.length === 0) return null
  const weight = known.reduce((sum, { n }) => sum + n, 0)
  return {
    min: Math.min(...known.map(({ min }) => min)),
    max: Math.max(...known.map(({ max }) => max)),
    mean: known.reduce((sum, { n, mean }) => sum + n * mean, 0) / weight,
  }
}
