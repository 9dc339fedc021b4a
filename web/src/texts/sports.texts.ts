import { texts } from './catalogue.ts'

/** The names of the sports. */
export default texts({
  RUN: { en: 'Run', de: 'Lauf' },
  TRAIL_RUN: { en: 'Trail run', de: 'Trailrun' },
  WALK: { en: 'Walk', de: 'Spaziergang' },
  HIKE: { en: 'Hike', de: 'Wanderung' },
  RIDE: { en: 'Ride', de: 'Radfahrt' },
  GRAVEL_RIDE: { en: 'Gravel ride', de: 'Gravelfahrt' },
  MOUNTAIN_BIKE_RIDE: { en: 'Mountain bike', de: 'Mountainbike' },
  E_BIKE_RIDE: { en: 'E-bike ride', de: 'E-Bike-Fahrt' },
  VIRTUAL_RIDE: { en: 'Virtual ride', de: 'Virtuelle Fahrt' },
  VIRTUAL_RUN: { en: 'Virtual run', de: 'Virtueller Lauf' },
  SWIM: { en: 'Swim', de: 'Schwimmen' },
  OPEN_WATER_SWIM: { en: 'Open water', de: 'Freiwasser' },
  ROW: { en: 'Row', de: 'Rudern' },
  SKI: { en: 'Ski', de: 'Ski' },
  NORDIC_SKI: { en: 'Nordic ski', de: 'Langlauf' },
  STRENGTH: { en: 'Strength', de: 'Kraft' },
  YOGA: { en: 'Yoga', de: 'Yoga' },
  WORKOUT: { en: 'Workout', de: 'Training' },
  OTHER: { en: 'Other', de: 'Anderes' },
})
