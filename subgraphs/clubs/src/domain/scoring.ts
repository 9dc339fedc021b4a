import type { EventData } from '@gruppetto/events'
import type { ChallengeRow } from './challenge.ts'
import type { ScoreMetric } from './values.ts'

/** What scoring needs to know of an activity: its last known state. */
export interface ActivityFact {
  /** The activity's id. */
  readonly _id: string
  readonly athleteId: string
  readonly revision: number
  readonly deleted: boolean
  readonly visibility: 'EVERYONE' | 'FOLLOWERS' | 'ONLY_ME'
  readonly sport: string
  readonly startedAtMs: number
  readonly endedAtMs: number
  readonly distanceMeters: number
  readonly movingSeconds: number
  readonly elevationGainMeters: number
  /** Of the whole, also where others are told of a part. Absent in facts from before there was a part. */
  readonly wholeMeters?: number
  readonly wholeSeconds?: number
}

/** What one activity adds to one athlete's score in one challenge. */
export interface Contribution {
  /** `<challengeId>:<activityId>` */
  readonly _id: string
  readonly challengeId: string
  readonly athleteId: string
  readonly activityId: string
  readonly revision: number
  /** Whole units, see UNITS_PER: sums of whole numbers are exact in any order. */
  readonly units: number
  readonly endedAtMs: number
  readonly visibility: 'EVERYONE' | 'FOLLOWERS'
}

export const contributionId = (challengeId: string, activityId: string): string => `${challengeId}:${activityId}`

/** Decimetres, tenths of a second, decimetres, activities. */
const UNITS_PER: Readonly<Record<ScoreMetric, number>> = {
  DISTANCE: 10,
  MOVING_TIME: 10,
  ELEVATION_GAIN: 10,
  ACTIVITY_COUNT: 1,
}

/** Twice around the Earth's orbit, in decimetres: far above any activity, and a year of them still sums exactly. */
const MOST_UNITS = 2e13

export const scoreOfUnits = (metric: ScoreMetric, units: number): number => units / UNITS_PER[metric]

/** The least units that reach a target. */
export const targetUnits = (challenge: Pick<ChallengeRow, 'metric' | 'target'>): number | null =>
  challenge.target === null ? null : Math.ceil(challenge.target * UNITS_PER[challenge.metric] - 1e-6)

/**
 * An activity as others than its athlete are told it. Where privacy hides a part, that part counts nowhere: a score tells everybody what it adds
 * up, and so do the moment that it was reached, a place beside a rival's score and a cursor.
 */
export const factOf = (activity: EventData<'activity.measured'>): ActivityFact => {
  const { distanceMeters, elapsedSeconds, movingSeconds, elevationGainMeters } = activity.shown ?? activity
  return {
    _id: activity.activityId,
    athleteId: activity.athleteId,
    revision: activity.revision,
    deleted: activity.deleted,
    visibility: activity.visibility,
    sport: activity.sport,
    startedAtMs: activity.startedAtMs,
    endedAtMs: activity.startedAtMs + Math.max(0, Math.round(elapsedSeconds * 1000)),
    distanceMeters,
    movingSeconds,
    elevationGainMeters: elevationGainMeters ?? 0,
    wholeMeters: activity.distanceMeters,
    wholeSeconds: activity.elapsedSeconds,
  }
}

/** Whether two states of an activity differ in nothing but how much of it others are told. */
export const isOnlyToldOtherwise = (before: ActivityFact | null, after: ActivityFact): boolean =>
  before !== null &&
  before.deleted === after.deleted &&
  before.visibility === after.visibility &&
  before.sport === after.sport &&
  before.startedAtMs === after.startedAtMs &&
  before.wholeMeters === after.wholeMeters &&
  before.wholeSeconds === after.wholeSeconds

const measured = (metric: ScoreMetric, fact: ActivityFact): number => {
  if (metric === 'DISTANCE') return fact.distanceMeters
  if (metric === 'MOVING_TIME') return fact.movingSeconds
  return metric === 'ELEVATION_GAIN' ? fact.elevationGainMeters : 1
}

type Rules = Pick<ChallengeRow, '_id' | 'metric' | 'sports' | 'startsAtMs' | 'endsAtMs'>

/**
 * What an activity counts for in a challenge, or null when it does not count: deleted, another sport, started outside
 * [startsAt, endsAt), or ONLY_ME (a sum would tell what is hidden). Activities entered by hand count like recorded ones.
 */
export const contributionOf = (challenge: Rules, fact: ActivityFact): Contribution | null => {
  if (fact.deleted || fact.visibility === 'ONLY_ME') return null
  if (fact.startedAtMs < challenge.startsAtMs || fact.startedAtMs >= challenge.endsAtMs) return null
  if (!challenge.sports.some((sport) => sport === fact.sport)) return null
  const units = Math.round(measured(challenge.metric, fact) * UNITS_PER[challenge.metric])
  return {
    _id: contributionId(challenge._id, fact._id),
    challengeId: challenge._id,
    athleteId: fact.athleteId,
    activityId: fact._id,
    revision: fact.revision,
    units: Math.min(MOST_UNITS, Math.max(0, units)),
    endedAtMs: fact.endedAtMs,
    visibility: fact.visibility,
  }
}

export interface Tally {
  readonly units: number
  /** When the last activity that added to the score ended; when the athlete joined where none has. */
  readonly reachedAtMs: number
  /** When the activity that reached the target ended. */
  readonly completedAtMs: number | null
  readonly lastActivityId: string | null
}

const byEnd = (a: Contribution, b: Contribution): number =>
  a.endedAtMs - b.endedAtMs || (a.activityId < b.activityId ? -1 : a.activityId > b.activityId ? 1 : 0)

/**
 * An athlete's score from all contributions. It depends on nothing but them, so that edits, deletions and late uploads in any order end at
 * the same score, and the moments are those of the activities, not of their processing.
 */
export const tally = (contributions: readonly Contribution[], target: number | null, joinedAtMs: number): Tally => {
  let units = 0
  let reachedAtMs = joinedAtMs
  let completedAtMs: number | null = null
  const ordered = contributions.toSorted(byEnd)
  for (const contribution of ordered) {
    units += contribution.units
    if (contribution.units > 0) reachedAtMs = contribution.endedAtMs
    if (target !== null && completedAtMs === null && units >= target) completedAtMs = contribution.endedAtMs
  }
  return { units, reachedAtMs, completedAtMs, lastActivityId: ordered.at(-1)?.activityId ?? null }
}
