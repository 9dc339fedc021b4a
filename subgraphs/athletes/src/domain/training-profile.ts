import { isDeepStrictEqual } from 'node:util'
import type { EventData } from '@gruppetto/events'
import type { FieldProblem } from '@gruppetto/graph'
import { broken } from '@gruppetto/graph'
import { type AthleteProfile, heartRateZones, powerZones, type Zone } from '@gruppetto/recordings'
import { definedFields } from './defined-fields.ts'
import type { TrainingProfilePatch } from './training-input.ts'

/** The values that hold from the day `effectiveFrom` on. */
export type ProfileEntry = EventData<'athlete.training-profile-changed'>['profiles'][number]

/** The entries of one athlete by day, the oldest first, with at most one for a day. */
export interface TrainingHistory {
  /** The athlete's id. */
  readonly _id: string
  /** Rises by one with every change. */
  readonly revision: number
  readonly profiles: readonly ProfileEntry[]
}

/** An entry and the day for which it is shown, which decides the athlete's age. */
export interface ProfileView {
  readonly entry: ProfileEntry
  readonly day: string
}

/** The event carries all entries, so this keeps it well below the largest message of the bus. */
export const ENTRIES_MAX = 1_000

const UNKNOWN: Omit<ProfileEntry, 'effectiveFrom'> = {
  birthYear: null,
  sex: null,
  weightKg: null,
  maxHeartRateBpm: null,
  restingHeartRateBpm: null,
  lactateThresholdHeartRateBpm: null,
  functionalThresholdPowerWatts: null,
  runningThresholdPowerWatts: null,
  thresholdSpeedMps: null,
}

/** Returns the entry that holds on a day. For a day before the first entry that is the first one, the best that is known. */
export const entryOn = (profiles: readonly ProfileEntry[], day: string): ProfileEntry | null =>
  profiles.findLast(({ effectiveFrom }) => effectiveFrom <= day) ?? profiles[0] ?? null

/** Returns the profile that holds today. An athlete without entries has an empty one since the day of joining. */
export const currentProfile = (profiles: readonly ProfileEntry[], today: string, joined: string): ProfileView => ({
  entry: entryOn(profiles, today) ?? { ...UNKNOWN, effectiveFrom: joined },
  day: today,
})

/** Returns the entries, the newest first, each for the day it begins. */
export const profilesNewestFirst = (profiles: readonly ProfileEntry[]): readonly ProfileView[] =>
  profiles.map((entry) => ({ entry, day: entry.effectiveFrom })).toReversed()

/** Returns the history after a patch of one day; null when the patch changes nothing. Later entries stay as they are. */
export const nextHistory = (
  athleteId: string,
  history: TrainingHistory | null,
  patch: TrainingProfilePatch,
  day: string,
): TrainingHistory | null => {
  const { effectiveFrom: _day, ...values } = patch
  const changes = definedFields(values)
  if (Object.keys(changes).length === 0) return null
  // Entries that were stored before a threshold existed do not have it.
  const before = (history?.profiles ?? []).map((entry) => ({ ...UNKNOWN, ...entry }))
  const entry: ProfileEntry = { ...UNKNOWN, ...entryOn(before, day), ...changes, effectiveFrom: day }
  const others = before.filter(({ effectiveFrom }) => effectiveFrom !== day)
  const profiles = [
    ...others.filter(({ effectiveFrom }) => effectiveFrom < day),
    entry,
    ...others.filter(({ effectiveFrom }) => effectiveFrom > day),
  ]
  return isDeepStrictEqual(profiles, before) ? null : { _id: athleteId, revision: (history?.revision ?? 0) + 1, profiles }
}

const RATES = [
  ['maxHeartRateBpm', 'lactateThresholdHeartRateBpm'],
  ['maxHeartRateBpm', 'restingHeartRateBpm'],
  ['lactateThresholdHeartRateBpm', 'restingHeartRateBpm'],
] as const
const RATE_NAMES = {
  maxHeartRateBpm: 'the maximum heart rate',
  lactateThresholdHeartRateBpm: 'the heart rate at the lactate threshold',
  restingHeartRateBpm: 'the resting heart rate',
} as const

/** Returns the contradictions in the entry of `day`, each under the field of the patch that causes it. */
export const historyProblems = ({ profiles }: TrainingHistory, patch: TrainingProfilePatch, day: string): FieldProblem[] => {
  const entry = profiles.find(({ effectiveFrom }) => effectiveFrom === day)
  const problems = RATES.flatMap(([upper, lower]): FieldProblem[] => {
    const [high, low] = [entry?.[upper] ?? null, entry?.[lower] ?? null]
    if (high === null || low === null || high > low) return []
    return typeof patch[upper] === 'number'
      ? [{ path: `input.${upper}`, ...broken('TOO_SMALL', `must be above ${RATE_NAMES[lower]} (${low})`, { above: low }) }]
      : [{ path: `input.${lower}`, ...broken('TOO_LARGE', `must be below ${RATE_NAMES[upper]} (${high})`, { below: high }) }]
  })
  const isFull = profiles.length > ENTRIES_MAX
  return isFull
    ? [
        ...problems,
        {
          path: 'input.effectiveFrom',
          ...broken('TOO_MANY', `is one day more than the ${ENTRIES_MAX} kept`, { max: ENTRIES_MAX }),
        },
      ]
    : problems
}

const athleteProfileOf = ({ entry: { birthYear, effectiveFrom: _day, ...known }, day }: ProfileView): AthleteProfile => ({
  ...known,
  runningThresholdPowerWatts: known.runningThresholdPowerWatts ?? null,
  ageYears: birthYear === null ? null : Math.max(0, Number(day.slice(0, 4)) - birthYear),
})

/** Returns the zones of riding, which hold for every sport except running; none when no value determines them. */
export const heartRateZonesOf = (view: ProfileView): readonly Zone[] => heartRateZones(athleteProfileOf(view), 'RIDE') ?? []

/** Returns the zones of riding, which hold for every sport except running; none when no value determines them. */
export const powerZonesOf = (view: ProfileView): readonly Zone[] => powerZones(athleteProfileOf(view), 'RIDE') ?? []

export const trainingHistoryState = (history: TrainingHistory, atMs: number): EventData<'athlete.training-profile-changed'> => ({
  athleteId: history._id,
  revision: history.revision,
  profiles: [...history.profiles],
  at: atMs,
})
