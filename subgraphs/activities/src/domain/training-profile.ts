import type { EventData } from '@gruppetto/events'
import { type AthleteProfile, UNKNOWN_ATHLETE } from '@gruppetto/recordings'

/** What is known of an athlete, and from which day on. */
export type ProfileEntry = EventData<'athlete.training-profile-changed'>['profiles'][number]
export type ProfileHistory = readonly ProfileEntry[]

/**
 * The entry that is valid on a day: the latest from that day or before. Before all entries it is the earliest one, which is the
 * best that is known.
 */
const entryOn = (history: ProfileHistory, day: string): ProfileEntry | null => {
  let held: ProfileEntry | null = null
  let earliest: ProfileEntry | null = null
  for (const entry of history) {
    if (entry.effectiveFrom <= day && (held === null || entry.effectiveFrom > held.effectiveFrom)) held = entry
    if (earliest === null || entry.effectiveFrom < earliest.effectiveFrom) earliest = entry
  }
  return held ?? earliest
}

/** The athlete's profile on a day (YYYY-MM-DD). The age counts calendar years, since only the year of birth is known. */
export const profileOn = (history: ProfileHistory, day: string): AthleteProfile => {
  const entry = entryOn(history, day)
  if (entry === null) return UNKNOWN_ATHLETE
  const { birthYear, effectiveFrom: _since, ...known } = entry
  return {
    ...known,
    runningThresholdPowerWatts: known.runningThresholdPowerWatts ?? null,
    ageYears: birthYear === null ? null : Math.max(0, Number(day.slice(0, 4)) - birthYear),
  }
}

/** A day before everything that can have been recorded. */
export const FIRST_DAY = '0000-01-01'

const isSame = (a: ProfileEntry | null, b: ProfileEntry | null): boolean => {
  if (a === null || b === null) return a === b
  return (
    a.birthYear === b.birthYear &&
    a.sex === b.sex &&
    a.weightKg === b.weightKg &&
    a.maxHeartRateBpm === b.maxHeartRateBpm &&
    a.restingHeartRateBpm === b.restingHeartRateBpm &&
    a.lactateThresholdHeartRateBpm === b.lactateThresholdHeartRateBpm &&
    a.functionalThresholdPowerWatts === b.functionalThresholdPowerWatts &&
    (a.runningThresholdPowerWatts ?? null) === (b.runningThresholdPowerWatts ?? null) &&
    a.thresholdSpeedMps === b.thresholdSpeedMps
  )
}

/** The first day on which two histories differ, or null when they do not. */
export const firstDifferentDay = (before: ProfileHistory, after: ProfileHistory): string | null => {
  const days = [FIRST_DAY, ...[...before, ...after].map((entry) => entry.effectiveFrom).sort()]
  return days.find((day) => !isSame(entryOn(before, day), entryOn(after, day))) ?? null
}
