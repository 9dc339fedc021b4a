import { at } from '../recording.ts'
import type { SampleTable } from './samples.ts'

/**
 * Whether rows with one and the same time have more than one position, as in routes from planning tools. Nobody can be at two
 * places at once, so the time is not real.
 */
export function areManyPlaces({ columns: { latitude, longitude } }: SampleTable, rows: readonly number[]): boolean {
  if (!latitude || !longitude) return false
  const placed = rows.filter((row) => !Number.isNaN(at(latitude, row)) && !Number.isNaN(at(longitude, row)))
  const [first] = placed
  return (
    first !== undefined &&
    placed.some((row) => at(latitude, row) !== at(latitude, first) || at(longitude, row) !== at(longitude, first))
  )
}
