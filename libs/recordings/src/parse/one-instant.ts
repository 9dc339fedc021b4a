import { at } from '../recording.ts'
import type { SampleTable } from './samples.ts'

/**
 * Whether rows that all bear one and the same time are of more than one place, as planning tools write a route: nobody can have been at both, so
 * the time is of none of them.
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
