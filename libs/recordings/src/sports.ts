import type { Sport } from './recording.ts'

/** What a sport moves on. OTHER is unknown and gets the most tolerant limits. */
export type SportFamily = 'FOOT' | 'WHEELS' | 'WATER' | 'SNOW' | 'OTHER'

const FAMILIES: Record<Sport, SportFamily> = {
  RUN: 'FOOT',
  TRAIL_RUN: 'FOOT',
  WALK: 'FOOT',
  HIKE: 'FOOT',
  VIRTUAL_RUN: 'FOOT',
  RIDE: 'WHEELS',
  GRAVEL_RIDE: 'WHEELS',
  MOUNTAIN_BIKE_RIDE: 'WHEELS',
  E_BIKE_RIDE: 'WHEELS',
  VIRTUAL_RIDE: 'WHEELS',
  SWIM: 'WATER',
  OPEN_WATER_SWIM: 'WATER',
  ROW: 'WATER',
  SKI: 'SNOW',
  NORDIC_SKI: 'SNOW',
  STRENGTH: 'FOOT',
  YOGA: 'FOOT',
  WORKOUT: 'OTHER',
  OTHER: 'OTHER',
}

const CEILING_MPS: Record<SportFamily, number> = { FOOT: 12, WHEELS: 40, WATER: 4, SNOW: 45, OTHER: 45 }
const MOVING_MPS: Record<SportFamily, number> = { FOOT: 0.4, WHEELS: 0.8, WATER: 0.4, SNOW: 0.8, OTHER: 0.4 }

const RUNNING: ReadonlySet<Sport> = new Set(['RUN', 'TRAIL_RUN', 'VIRTUAL_RUN'])
const ON_THE_SPOT: ReadonlySet<Sport> = new Set(['VIRTUAL_RIDE', 'VIRTUAL_RUN', 'STRENGTH', 'YOGA'])
const ON_FOOT: ReadonlySet<Sport> = new Set([...RUNNING, 'WALK', 'HIKE'])

/** Whether pace, best efforts and running zones make sense. */
export const isRunning = (sport: Sport): boolean => RUNNING.has(sport)
/** Whether all metres are made on foot. This is narrower than the family, which includes yoga. */
export const isOnFoot = (sport: Sport): boolean => ON_FOOT.has(sport)

/** Whether the sport is done on the spot. Its positions, if it has any, are not the athlete's. */
export const goesNowhere = (sport: Sport): boolean => ON_THE_SPOT.has(sport)

/** Returns what a sport moves on. */
export const sportFamily = (sport: Sport): SportFamily => FAMILIES[sport]
/** Returns a speed that nobody reaches in this sport, in m/s. A rowing boat exceeds the 4 m/s of other water sports, so it has 8. */
export const ceilingSpeedMps = (sport: Sport): number => (sport === 'ROW' ? 8 : CEILING_MPS[FAMILIES[sport]])
/** Returns the speed from which an athlete counts as moving, in m/s. */
export const movingSpeedMps = (sport: Sport): number => MOVING_MPS[FAMILIES[sport]]

const byNumber = <T>(entries: Record<number, T>, code: number | undefined): T | undefined =>
  code === undefined ? undefined : entries[code]

const FIT_SPORTS: Record<number, Sport> = {
  1: 'RUN',
  2: 'RIDE',
  4: 'WORKOUT',
  5: 'SWIM',
  10: 'WORKOUT',
  11: 'WALK',
  12: 'NORDIC_SKI',
  13: 'SKI',
  14: 'SKI',
  15: 'ROW',
  16: 'HIKE',
  17: 'HIKE',
  21: 'E_BIKE_RIDE',
  35: 'HIKE',
  62: 'WORKOUT',
}
/** sub_sport is more precise than sport, but valid only within its own sport. */
const FIT_SUB_SPORTS: Record<number, Record<number, Sport>> = {
  1: { 3: 'TRAIL_RUN', 58: 'VIRTUAL_RUN' },
  2: {
    8: 'MOUNTAIN_BIKE_RIDE',
    9: 'MOUNTAIN_BIKE_RIDE',
    11: 'GRAVEL_RIDE',
    28: 'E_BIKE_RIDE',
    46: 'GRAVEL_RIDE',
    47: 'E_BIKE_RIDE',
    58: 'VIRTUAL_RIDE',
    127: 'E_BIKE_RIDE',
  },
  4: { 1: 'RUN', 5: 'RIDE', 6: 'RIDE', 14: 'ROW', 20: 'STRENGTH', 25: 'NORDIC_SKI', 27: 'WALK', 43: 'YOGA', 45: 'RUN' },
  5: { 18: 'OPEN_WATER_SWIM' },
  10: { 20: 'STRENGTH', 43: 'YOGA' },
}

/** Returns the sport for FIT's `sport` and `sub_sport` (profile 21); OTHER when the API has no name for it. */
export const fitSport = (sport: number | undefined, subSport: number | undefined): Sport =>
  byNumber(byNumber(FIT_SUB_SPORTS, sport) ?? {}, subSport) ?? byNumber(FIT_SPORTS, sport) ?? 'OTHER'

const STRAVA_CODES: Record<number, Sport> = {
  1: 'RIDE',
  2: 'SKI',
  3: 'SKI',
  4: 'HIKE',
  7: 'NORDIC_SKI',
  9: 'RUN',
  10: 'WALK',
  11: 'WORKOUT',
  16: 'SWIM',
  17: 'VIRTUAL_RIDE',
  18: 'E_BIKE_RIDE',
  23: 'ROW',
  30: 'STRENGTH',
  31: 'YOGA',
}
/** The more specific word comes first: `mountain_biking` is not only `biking`, and `trail_running` is not only `running`. */
const WORDS: readonly (readonly [RegExp, Sport])[] = [
  [/virtual.?(ride|cycl|bik)|zwift/, 'VIRTUAL_RIDE'],
  [/virtual.?run/, 'VIRTUAL_RUN'],
  [/(^|[^a-z])e.?(mountain.?)?bik|electric/, 'E_BIKE_RIDE'],
  [/mountain.?bik|mtb/, 'MOUNTAIN_BIKE_RIDE'],
  [/gravel|cyclo.?cross/, 'GRAVEL_RIDE'],
  [/motor/, 'OTHER'],
  [/cycl|bik|\bride\b/, 'RIDE'],
  [/trail.?run/, 'TRAIL_RUN'],
  [/run|jogging/, 'RUN'],
  [/hik|mountaineer|trek/, 'HIKE'],
  [/walk/, 'WALK'],
  [/open.?water/, 'OPEN_WATER_SWIM'],
  [/swim/, 'SWIM'],
  [/\brow/, 'ROW'],
  [/(nordic|cross.?country|backcountry.?nordic).?ski/, 'NORDIC_SKI'],
  [/\bski|snowboard/, 'SKI'],
  [/strength|weight/, 'STRENGTH'],
  [/yoga/, 'YOGA'],
  [/workout|fitness|training/, 'WORKOUT'],
]

/**
 * Returns the sport for a GPX `type`, or for what the list of a Strava export calls it: a word, or one of the numbers in Strava's exports. The sport is not guessed from the speed:
 * an athlete corrects OTHER but may not notice a wrong guess.
 */
export function namedSport(type: string | null): Sport {
  const word = (type ?? '').trim().toLowerCase()
  if (/^\d+$/.test(word)) return byNumber(STRAVA_CODES, Number(word)) ?? 'OTHER'
  return WORDS.find(([pattern]) => pattern.test(word))?.[1] ?? 'OTHER'
}

/** Returns the sport for a TCX `Activity`: Running, Biking, or any other word that a tool may write. */
export const tcxSport = (sport: string | null): Sport => namedSport(sport)
