import type { Box } from '../../map/geo.ts'

/** So far the platform searches in each direction, in degrees. */
const MOST_DEGREES = 2
/** So far it tells where people go. */
const MOST_HEAT_DEGREES = 30

/** The sports of which there are segments, as the search offers them. */
export const SPORTS = ['RIDE', 'GRAVEL_RIDE', 'MOUNTAIN_BIKE_RIDE', 'RUN', 'TRAIL_RUN', 'NORDIC_SKI'] as const
export type SegmentSport = (typeof SPORTS)[number]

export const sportOf = (search: URLSearchParams): SegmentSport | null =>
  SPORTS.find((sport) => sport === search.get('sport')) ?? null

/** Whether the map shows where people go. */
export const isHeatShown = (search: URLSearchParams): boolean => search.get('heat') !== 'off'

const turned = (longitude: number): number => ((((longitude + 180) % 360) + 360) % 360) - 180

/** The box of an address: `at=south,west,north,east`. Null where there is none, or where it is no box. */
export const boxAt = (search: URLSearchParams): Box | null => {
  const numbers = (search.get('at') ?? '').split(',').map(Number)
  const [south = Number.NaN, west = Number.NaN, north = Number.NaN, east = Number.NaN] = numbers
  const isBox =
    numbers.length === 4 && numbers.every(Number.isFinite) && south <= north && Math.abs(south) <= 90 && Math.abs(north) <= 90
  return isBox && Math.abs(west) <= 540 && Math.abs(east) <= 540 ? { south, west, north, east } : null
}

const isUpTo = ({ south, west, north, east }: Box, degrees: number): boolean =>
  north - south <= degrees && (((east - west) % 360) + 360) % 360 <= degrees && east - west < 360

/** Whether a search takes a box of this size. */
export const isSearchable = (box: Box): boolean => isUpTo(box, MOST_DEGREES)

/** Whether the platform tells where people go in a box of this size. */
export const hasHeat = (box: Box): boolean => isUpTo(box, MOST_HEAT_DEGREES)

/** A box with longitudes as the platform takes them. */
export const asked = (box: Box): Box => ({ ...box, west: turned(box.west), east: turned(box.east) })

/** The address of a box, to four decimals: about ten metres. */
export const addressOf = ({ south, west, north, east }: Box): string =>
  [south, west, north, east].map((degrees) => degrees.toFixed(4)).join(',')
