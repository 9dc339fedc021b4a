import { isDeepStrictEqual } from 'node:util'
import type { EventData } from '@gruppetto/events'
import type { FieldProblem } from '@gruppetto/graph'
import { type AthleteProfile, heartRateZones, powerZones, type Zone } from '@gruppetto/recordings'
import type { TrainingProfilePatch } from './training-input.ts'

/** What is known of an athlete from a day on. */
export type ProfileEntry = EventData<'athlete.training-profile-changed'>['profiles'][number]

/** One athlete's history: entries by day, oldest first, no two of one day. */
export interface TrainingHistory {
  /** The athlete's id. */
  readonly _id: string
  /** Rises by one with every change. */
  readonly revision: number
  readonly profiles: readonly ProfileEntry[]
}

/** An entry, looked at on a day: the age counts to that day. */
export interface ProfileView {
  readonly entry: ProfileEntry
  readonly day: string
}

/** Nobody weighs in more often for longer; the bound keeps the event, which carries them all, far from what the bus takes. */
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

/** What holds on a day: the latest entry from that day or before; before all of them the earliest, which is the best that is known. */
export const heldOn = (profiles: readonly ProfileEntry[], day: string): ProfileEntry | null =>
  profiles.findLast(({ effectiveFrom }) => effectiveFrom <= day) ?? profiles[0] ?? null

/** The profile of today; of who never said anything, one that knows nothing since the day of joining. */
export const presentProfile = (profiles: readonly ProfileEntry[], today: string, joined: string): ProfileView => ({
  entry: heldOn(profiles, today) ?? { ...UNKNOWN, effectiveFrom: joined },
  day: today,
})

/** The history as it is shown: newest first, each entry as of its own day. */
export const shownHistory = (profiles: readonly ProfileEntry[]): readonly ProfileView[] =>
  profiles.map((entry) => ({ entry, day: entry.effectiveFrom })).toReversed()

/** The entry a patch makes on a day: what is absent stays as it held then, null clears. */
const patched = (profiles: readonly ProfileEntry[], { effectiveFrom: _day, ...values }: TrainingProfilePatch, day: string) => {
  const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
  return { ...UNKNOWN, ...heldOn(profiles, day), ...given, effectiveFrom: day }
}

/** The history with a patch of one day in it; null when it says nothing new. Later entries keep what they say. */
export const nextHistory = (
  athleteId: string,
  history: TrainingHistory | null,
  patch: TrainingProfilePatch,
  day: string,
): TrainingHistory | null => {
  const { effectiveFrom: _day, ...values } = patch
  if (Object.values(values).every((value) => value === undefined)) return null
  // An entry that was stored before a threshold existed lacks it.
  const before = (history?.profiles ?? []).map((entry) => ({ ...UNKNOWN, ...entry }))
  const entry = patched(before, patch, day)
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

/** What cannot be true of the history that a patch of `day` makes, under the field of the patch that makes it so. */
export const historyProblems = ({ profiles }: TrainingHistory, patch: TrainingProfilePatch, day: string): FieldProblem[] => {
  const entry = profiles.find(({ effectiveFrom }) => effectiveFrom === day)
  const problems = RATES.flatMap(([upper, lower]): FieldProblem[] => {
    const [high, low] = [entry?.[upper] ?? null, entry?.[lower] ?? null]
    if (high === null || low === null || high > low) return []
    return typeof patch[upper] === 'number'
      ? [{ path: `input.${upper}`, message: `must be above ${RATE_NAMES[lower]} (${low})` }]
      : [{ path: `input.${lower}`, message: `must be below ${RATE_NAMES[upper]} (${high})` }]
  })
  const isFull = profiles.length > ENTRIES_MAX
  return isFull
    ? [...problems, { path: 'input.effectiveFrom', message: `is one day more than the ${ENTRIES_MAX} kept` }]
    : problems
}

const athleteOn = ({ entry: { birthYear, effectiveFrom: _day, ...known }, day }: ProfileView): AthleteProfile => ({
  ...known,
  runningThresholdPowerWatts: known.runningThresholdPowerWatts ?? null,
  ageYears: birthYear === null ? null : Math.max(0, Number(day.slice(0, 4)) - birthYear),
})

/** The zones of riding, which stand for every sport but running; none when nothing tells them. */
export const heartRateZonesOf = (view: ProfileView): readonly Zone[] => heartRateZones(athleteOn(view), 'RIDE') ?? []

/** The zones of riding, as those of heart rate. */
export const powerZonesOf = (view: ProfileView): readonly Zone[] => powerZones(athleteOn(view), 'RIDE') ?? []

/** What the other subgraphs are told: the whole history. */
export const historyState = (history: TrainingHistory, atMs: number): EventData<'athlete.training-profile-changed'> => ({
  athleteId: history._id,
  revision: history.revision,
  profiles: [...history.profiles],
  at: atMs,
})
