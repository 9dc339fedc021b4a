import type { PartName } from './options.ts'
import { percentile } from './statistics.ts'

/** One measured number. */
export interface Figure {
  readonly part: PartName
  /** What was measured. The report shows the figures of one group together. */
  readonly group: string
  readonly name: string
  readonly value: number
  readonly unit: string
}

/** Collects the figures of a part. */
export interface Sheet {
  put(group: string, name: string, value: number, unit: string): void
  /** Adds p50, p99 and maximum of some durations, and their number. */
  durations(group: string, name: string, values: readonly number[]): void
}

export const sheetOf = (part: PartName, figures: Figure[]): Sheet => {
  const put = (group: string, name: string, value: number, unit: string) => {
    figures.push({ part, group, name, value, unit })
  }
  return {
    put,
    durations(group, name, values) {
      put(group, `${name}, p50`, percentile(values, 0.5), 'ms')
      put(group, `${name}, p99`, percentile(values, 0.99), 'ms')
      put(group, `${name}, longest`, percentile(values, 1), 'ms')
      put(group, `${name}, measured`, values.length, 'times')
    },
  }
}
