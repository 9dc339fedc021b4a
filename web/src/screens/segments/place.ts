import type { Box } from '../../map/geo.ts'

/** So far the platform searches in each direction, in degrees. */
const MOST_DEGREES = 2

/** The sports of which there are segments, as the search offers them. */
export const SPORTS = ['RIDE', 'GRAVEL_RIDE', 'MOUNTAIN_BIKE_RIDE', 'RUN', 'TRAIL_RUN', 'NORDIC_SKI'] as const
export type SegmentSport = (typeof SPORTS)[number]

export const sportOf = (search: URLSearchParams): SegmentSport | null =>
  SPORTS.find((sport) => sport === search.get('sport')) ?? null

const turned = (longitude: number): number => ((((longitude + 180) % 360) + 360) % 360) - 180

/** The box of an address: `at=south,west,north,east`. Null where there is none, or where it is no box. */
export const boxAt = (search: URLSearchParams): Box | null => {
  const numbers = (search.get('at') ?? '').split(',').map(Number)
  const [south = Number.NaN, west = Number.NaN, north = Number.NaN, east = Number.NaN] = numbers
  const isBox =
    numbers.length === 4 && numbers.every(Number.isFinite) && south <= north && Math.abs(south) <= 90 && Math.abs(north) <= 90
  return isBox && Math.abs(west) <= 540 && Math.abs(east) <= 540 ? { south, west, north, east } : null
}

/** Whether a search takes a box of this size. */
export const isSearchable = ({ south, west, north, east }: Box): boolean =>
  north - south <= MOST_DEGREES && (((east - west) % 360) + 360) % 360 <= MOST_DEGREES && east - west < 360

/** The box that is searched for an address, with longitudes as the platform takes them; null where nothing is searched. */
export const placeOf = (search: URLSearchParams): Box | null => {
  const box = boxAt(search)
  return box === null || !isSearchable(box) ? null : { ...box, west: turned(box.west), east: turned(box.east) }
}

/** The address of a box, to four decimals: about ten metres. */
export const addressOf = ({ south, west, north, east }: Box): string =>
  [south, west, north, east].map((degrees) => degrees.toFixed(4)).join(',')
