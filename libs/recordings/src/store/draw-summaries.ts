import type { ChannelSummary, SampleChunk, SampleColumns } from './chunks.ts'
import { type ColumnName, toStep } from './columns.ts'

/** A chunk without its columns. */
export type ChunkSummary = Pick<SampleChunk, 'n' | 'summary'>

/** Never falling: the least of a chunk is its first sample's, the most its last one's. */
const RISING: readonly ColumnName[] = ['timeSeconds', 'distanceMeters']

/** The columns that can be drawn of summaries: of the others least and most say nothing that a line could show. */
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
 * A recording drawn of the summaries of its chunks (in order), where `maxPoints` leaves two points or less for each: neighbouring chunks are put
 * together, each group is two points at its first and its last sample's time, and a channel shows its least and its most there, in the order in
 * which the means around go. Null, or NaN here, where no sample of a group says anything. Null as a whole where there are more points than that
 * to be had: then the samples themselves are to be drawn.
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

/** The summary of a channel over several chunks, nearly: a mean is weighed by all samples, also by those that say nothing. Null where none has one. */
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
