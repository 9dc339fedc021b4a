/** The sports of schema/common.graphql, for input validation. */
export const SPORTS = [
  'RUN',
  'TRAIL_RUN',
  'WALK',
  'HIKE',
  'RIDE',
  'GRAVEL_RIDE',
  'MOUNTAIN_BIKE_RIDE',
  'E_BIKE_RIDE',
  'VIRTUAL_RIDE',
  'VIRTUAL_RUN',
  'SWIM',
  'OPEN_WATER_SWIM',
  'ROW',
  'SKI',
  'NORDIC_SKI',
  'STRENGTH',
  'YOGA',
  'WORKOUT',
  'OTHER',
] as const
export type Sport = (typeof SPORTS)[number]
