import type { TimedPart } from '../parse/moments.ts'
import { addRow, createTable, type SampleTable, setValue } from '../parse/samples.ts'
import { at, CHANNELS } from '../recording.ts'

/**
 * Dates records that all have no timestamp. Older watches write a timestamp at the end of each length or lap; when the counts
 * match, each record gets the time of one length or lap. Otherwise the records are spread evenly over the whole time. Returns
 * null when nothing in the file has a time.
 */
export function datedRecords(undated: SampleTable, kinds: readonly (readonly TimedPart[])[]): SampleTable | null {
  const hasSpan = ({ startMs, elapsedSeconds }: TimedPart): boolean => !Number.isNaN(startMs) && (elapsedSeconds ?? 0) > 0
  const parts = kinds.flat().filter(hasSpan)
  if (undated.count === 0 || parts.length === 0) return null
  const endMs = ({ startMs, elapsedSeconds }: TimedPart): number => startMs + (elapsedSeconds ?? 0) * 1000
  const own = kinds.find((kind) => kind.length === undated.count && kind.every(hasSpan))
  const begin = parts.reduce((least, part) => Math.min(least, part.startMs), Number.POSITIVE_INFINITY)
  const end = parts.reduce((most, part) => Math.max(most, endMs(part)), begin)
  const timeOf = (row: number): number => {
    const part = own?.[row]
    return part ? endMs(part) : Math.round(begin + ((end - begin) * (row + 1)) / undated.count)
  }
  const table = createTable()
  for (let row = 0; row < undated.count; row++) {
    addRow(table, timeOf(row))
    for (const channel of CHANNELS) {
      const [own, instead] = [undated.columns[channel], undated.instead[channel]]
      if (own) setValue(table, channel, row, at(own, row))
      if (instead) setValue(table, channel, row, at(instead, row), table.instead)
    }
  }
  return table
}
