import { cleanLine, localHourOf } from '@gruppetto/graph'
import type { Sport } from '../generated/resolvers.ts'

const WORDS: Readonly<Record<Sport, string>> = {
  RUN: 'Run',
  TRAIL_RUN: 'Trail Run',
  WALK: 'Walk',
  HIKE: 'Hike',
  RIDE: 'Ride',
  GRAVEL_RIDE: 'Gravel Ride',
  MOUNTAIN_BIKE_RIDE: 'Mountain Bike Ride',
  E_BIKE_RIDE: 'E-Bike Ride',
  VIRTUAL_RIDE: 'Virtual Ride',
  VIRTUAL_RUN: 'Virtual Run',
  SWIM: 'Swim',
  OPEN_WATER_SWIM: 'Open Water Swim',
  ROW: 'Row',
  SKI: 'Ski',
  NORDIC_SKI: 'Nordic Ski',
  STRENGTH: 'Strength Session',
  YOGA: 'Yoga',
  WORKOUT: 'Workout',
  OTHER: 'Activity',
}

const partOfDay = (hour: number): string => {
  if (hour < 5) return 'Night'
  if (hour < 11) return 'Morning'
  if (hour < 14) return 'Lunch'
  if (hour < 18) return 'Afternoon'
  return hour < 22 ? 'Evening' : 'Night'
}

export const MAX_NAME_LENGTH = 120

/** The name of an activity that nobody has named: "Morning Run", by the wall clock of its start. */
export const defaultName = (sport: Sport, startedAtMs: number, timeZone: string): string =>
  `${partOfDay(localHourOf(startedAtMs, timeZone))} ${WORDS[sport]}`

/** Cleans the title that a file has, or returns null when nothing is left of it. */
export const cleanTitle = (title: string | null): string | null => cleanLine(title, MAX_NAME_LENGTH)
