import type { PartName } from './options.ts'
import { percentile } from './statistics.ts'

/** One number that was measured. */
export interface Figure {
  readonly part: PartName
  /** What it is of; figures of one group stand together. */
  readonly group: string
  readonly name: string
  readonly value: number
  readonly unit: string
}

/** Where a part puts what it measures. */
export interface Sheet {
  put(group: string, name: string, value: number, unit: string): void
  /** p50, p99 and the largest of durations, and how many there were. */
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
