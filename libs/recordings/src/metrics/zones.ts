import type { Sport } from '../recording.ts'
import { isRunning } from '../sports.ts'
import { type Histogram, sumOver } from './histogram.ts'
import { type AthleteProfile, maximumHeartRateBpm, thresholdPowerWatts } from './profile.ts'

/** A Zone of the API: the lower bound is inclusive, the upper exclusive. The top zone has no upper bound. */
export interface Zone {
  readonly number: number
  readonly name: string
  readonly lower: number
  readonly upper: number | null
}

export interface ZoneSeconds {
  readonly zone: Zone
  readonly seconds: number
}

const POWER_NAMES = ['Active recovery', 'Endurance', 'Tempo', 'Threshold', 'VO2max', 'Anaerobic', 'Neuromuscular']
/** Lower bounds as a fraction of FTP (Allen and Coggan, Training and Racing with a Power Meter). */
const POWER_SHARES = [0, 0.55, 0.75, 0.9, 1.05, 1.2, 1.5]

const RUNNING_POWER_NAMES = ['Easy', 'Moderate', 'Threshold', 'Interval', 'Repetition']
/**
 * Lower bounds as a fraction of the critical power of running (Stryd's five zones). Nobody runs below the first bound, so that
 * time is in no zone.
 */
const RUNNING_POWER_SHARES = [0.65, 0.8, 0.9, 1, 1.15]

const THRESHOLD_NAMES = [
  'Recovery',
  'Aerobic',
  'Tempo',
  'Subthreshold',
  'Superthreshold',
  'Aerobic capacity',
  'Anaerobic capacity',
]
/**
 * Lower bounds as a fraction of the lactate threshold heart rate (Friel, The Triathlete's Training Bible): for running, and for
 * cycling and the rest.
 */
const RUNNING_SHARES = [0, 0.85, 0.9, 0.95, 1, 1.03, 1.06]
const RIDING_SHARES = [0, 0.81, 0.9, 0.94, 1, 1.03, 1.06]

const MAXIMUM_NAMES = ['Very light', 'Light', 'Moderate', 'Hard', 'Maximum']
/**
 * Lower bounds as a fraction of the reserve (Karvonen 1957) or of the maximum. Nobody trains below the first bound, so that time
 * is in no zone.
 */
const MAXIMUM_SHARES = [0.5, 0.6, 0.7, 0.8, 0.9]

const zonesOf = (names: readonly string[], lowers: readonly number[]): readonly Zone[] =>
  lowers.map((lower, k) => ({ number: k + 1, name: names[k] ?? '', lower, upper: lowers[k + 1] ?? null }))

/** Multiplies without floating-point noise: 0.55 x 200 is 110. */
const sharesOf = (shares: readonly number[], whole: number, base = 0): number[] =>
  shares.map((share) => Math.round((base + share * whole) * 1e6) / 1e6)

/**
 * Returns the power zones in watts: Coggan's seven by FTP, or for running Stryd's five by critical power; null when the sport's
 * threshold is unknown.
 */
export const powerZones = (profile: AthleteProfile, sport: Sport): readonly Zone[] | null => {
  const threshold = thresholdPowerWatts(profile, sport)
  if (threshold === null || threshold <= 0) return null
  return isRunning(sport)
    ? zonesOf(RUNNING_POWER_NAMES, sharesOf(RUNNING_POWER_SHARES, threshold))
    : zonesOf(POWER_NAMES, sharesOf(POWER_SHARES, threshold))
}

/**
 * Returns the heart-rate zones in beats per minute: by lactate threshold if it is known (Friel, for the sport); else by reserve
 * if the resting heart rate is known; else by the maximum, which may be estimated from the age; null when nothing is known.
 */
export const heartRateZones = (profile: AthleteProfile, sport: Sport): readonly Zone[] | null => {
  const { lactateThresholdHeartRateBpm: threshold, restingHeartRateBpm: rest } = profile
  if (threshold !== null && threshold > 0)
    return zonesOf(THRESHOLD_NAMES, sharesOf(isRunning(sport) ? RUNNING_SHARES : RIDING_SHARES, threshold))
  const max = maximumHeartRateBpm(profile)
  if (max === null || max <= 0) return null
  const lowers = rest === null || rest >= max ? sharesOf(MAXIMUM_SHARES, max) : sharesOf(MAXIMUM_SHARES, max - rest, rest)
  return zonesOf(MAXIMUM_NAMES, lowers)
}

/** Returns the seconds in each zone, lowest zone first. */
export const timeInZones = (values: Histogram, zones: readonly Zone[]): readonly ZoneSeconds[] =>
  zones.map((zone) => ({
    zone,
    seconds: sumOver(values, (value) => (value >= zone.lower && (zone.upper === null || value < zone.upper) ? 1 : 0)),
  }))
