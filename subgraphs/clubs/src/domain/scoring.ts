import type { EventData } from '@gruppetto/events'
import { localDayOf } from '@gruppetto/graph'
import { type ActivityDetails, bestOn } from './activity-details.ts'
import { type ChallengeRow, rulesOf } from './challenge.ts'
import { followsRules } from './challenge-rules.ts'
import { startCount } from './counting.ts'
import type { HeldOutReason, ScoreMetric, Verdict } from './values.ts'

/**
 * How many days it is known what athletes did. A challenge lasts a year at most and can only be joined before its end; the boards and goals of clubs
 * reach back a year and five weeks. The rest is for wrong clocks and late events.
 */
export const KEPT_DAYS = 440

/** The last known state of an activity, as far as scoring needs it. */
export interface ActivityFact {
  /** The activity's id. */
  readonly _id: string
  readonly athleteId: string
  readonly revision: number
  readonly deleted: boolean
  readonly visibility: 'EVERYONE' | 'FOLLOWERS' | 'ONLY_ME'
  readonly sport: string
  readonly startedAt: Date
  /** YYYY-MM-DD, where it was recorded. Absent in facts of older releases. */
  readonly day?: string
  /** Absent in facts of older releases. */
  readonly isManual?: boolean
  readonly endedAt: Date
  readonly distanceMeters: number
  readonly movingSeconds: number
  readonly elevationGainMeters: number
  /** The training load that everybody may see. Absent in facts of older releases. */
  readonly sharedLoad?: number
  /** Of the whole activity, including what privacy hides. Absent in facts of older releases. */
  readonly wholeMeters?: number
  readonly wholeSeconds?: number
  /** Whether a new recording has positions, and the revision of the samples that say so, where its event told. Newer details say it better. */
  readonly hasTrack?: boolean
  readonly trackRevision?: number
  /** Why it counts nowhere until it is corrected or an organiser has judged it. Absent: for no reason. */
  readonly heldOut?: readonly HeldOutReason[]
  /** What organisers have decided about it, by the id of their club, or of their challenge that is of no club; of the staff by PLATFORM. */
  readonly verdicts?: Readonly<Record<string, Verdict>>
}

/** The place of verdicts of the platform's staff about an objection: they hold wherever no organiser has decided. */
export const PLATFORM = 'platform'

/** Whether an activity is held out in the club, or the challenge without a club, that has this id. */
export const isHeldOut = ({ heldOut, verdicts }: Pick<ActivityFact, 'heldOut' | 'verdicts'>, placeId: string): boolean => {
  const verdict = verdicts?.[placeId] ?? verdicts?.[PLATFORM]
  return verdict === undefined ? (heldOut?.length ?? 0) > 0 : verdict === 'HELD_OUT'
}

/** The place in which a challenge's activities are judged: its club has one verdict for all that it runs. */
export const placeOf = ({ _id, clubId }: Pick<ChallengeRow, '_id' | 'clubId'>): string => clubId ?? _id

/** The units that one activity adds to one athlete's score in one challenge. */
export interface Contribution {
  /** `<challengeId>:<activityId>` */
  readonly _id: string
  readonly challengeId: string
  readonly athleteId: string
  readonly activityId: string
  readonly revision: number
  /** Whole units (see UNITS_PER), so that sums are exact in any order. */
  readonly units: number
  /** How far the activity went, as others may see it, in whole decimetres. Absent in older rows. */
  readonly decimeters?: number
  readonly endedAt: Date
  /** YYYY-MM-DD, where the activity was recorded. Absent in older rows. */
  readonly day?: string
  readonly visibility: 'EVERYONE' | 'FOLLOWERS'
}

/** The day of an activity; of one of an older release the day on which it ended in UTC. */
export const dayOf = ({ day, endedAt }: { readonly day?: string; readonly endedAt: Date }): string =>
  day ?? endedAt.toISOString().slice(0, 10)

export const contributionId = (challengeId: string, activityId: string): string => `${challengeId}:${activityId}`

/** The units are decimetres, tenths of a second, decimetres, activities, days, milliseconds, and tenths of a point. */
const UNITS_PER: Readonly<Record<ScoreMetric, number>> = {
  DISTANCE: 10,
  MOVING_TIME: 10,
  ELEVATION_GAIN: 10,
  ACTIVITY_COUNT: 1,
  ACTIVE_DAYS: 1,
  SEGMENT_TIME: 1000,
  TRAINING_LOAD: 10,
}

/** Twice the Earth's orbit in decimetres: far above any activity, while a year of them still sums exactly. */
const MOST_UNITS = 2e13

/** Returns an amount of a metric in whole units. */
export const unitsOf = (metric: ScoreMetric, amount: number): number =>
  Math.min(MOST_UNITS, Math.max(0, Math.round(amount * UNITS_PER[metric])))

/**
 * More milliseconds than any effort takes. The units of a time are what it is below that: so more units are better for every metric,
 * and somebody without a time has none.
 */
const NO_TIME = 1e9

const unitsOfTime = (milliseconds: number): number => Math.max(1, NO_TIME - milliseconds)

export const scoreOfUnits = (metric: ScoreMetric, units: number): number => {
  if (metric !== 'SEGMENT_TIME') return units / UNITS_PER[metric]
  return units === 0 ? 0 : (NO_TIME - units) / UNITS_PER[metric]
}

/** Returns the smallest number of units that reaches the target, or null without a target. */
export const targetUnits = ({ metric, target }: Pick<ChallengeRow, 'metric' | 'target'>): number | null => {
  if (target === null) return null
  if (metric === 'SEGMENT_TIME') return unitsOfTime(Math.floor(target * UNITS_PER[metric] + 1e-6))
  return Math.ceil(target * UNITS_PER[metric] - 1e-6)
}

/** Whether an activity is still what organisers have judged: a correction takes their verdicts away. */
export const isWhatWasJudged = (before: ActivityFact, after: ActivityFact): boolean =>
  before.sport === after.sport &&
  before.startedAt.getTime() === after.startedAt.getTime() &&
  before.wholeMeters === after.wholeMeters &&
  before.wholeSeconds === after.wholeSeconds

/** Returns the new state of an activity with what is known about whether it counts. */
export const withJudgement = (
  fact: ActivityFact,
  known: ActivityFact | null,
  heldOut: readonly HeldOutReason[],
): ActivityFact => {
  const verdicts = known !== null && isWhatWasJudged(known, fact) ? known.verdicts : undefined
  return { ...fact, ...(heldOut.length > 0 && { heldOut }), ...(verdicts && { verdicts }) }
}

/** Returns the new state of an activity with what its first event told of its track. The events of later states do not say it again. */
export const withKnownTrack = (fact: ActivityFact, known: ActivityFact | null): ActivityFact => {
  const { hasTrack, trackRevision } = known ?? {}
  return hasTrack === undefined || trackRevision === undefined ? fact : { hasTrack, trackRevision, ...fact }
}

/**
 * Returns an activity as others than its athlete may see it. A part that privacy hides counts nowhere, since everybody could
 * compute it from a score, from the instant at which the score was reached, from a place beside a rival, or from a cursor.
 */
export const factOf = (activity: EventData<'activity.measured'>): ActivityFact => {
  const { distanceMeters, elapsedSeconds, movingSeconds, elevationGainMeters } = activity.shown ?? activity
  const { explored } = activity
  return {
    _id: activity.activityId,
    athleteId: activity.athleteId,
    revision: activity.revision,
    deleted: activity.deleted,
    visibility: activity.visibility,
    sport: activity.sport,
    startedAt: new Date(activity.startedAtMs),
    day: localDayOf(activity.startedAtMs, activity.timeZone),
    isManual: activity.isManual,
    endedAt: new Date(activity.startedAtMs + Math.max(0, Math.round(elapsedSeconds * 1000))),
    distanceMeters,
    movingSeconds,
    elevationGainMeters: elevationGainMeters ?? 0,
    sharedLoad: activity.sharedLoad ?? 0,
    wholeMeters: activity.distanceMeters,
    wholeSeconds: activity.elapsedSeconds,
    ...(explored && { hasTrack: explored.areas.length > 0, trackRevision: explored.revision }),
  }
}

/** Whether two states of an activity differ only in how much of it others may see. */
export const differsOnlyInPrivacy = (before: ActivityFact | null, after: ActivityFact): boolean =>
  before !== null &&
  before.deleted === after.deleted &&
  before.visibility === after.visibility &&
  before.sport === after.sport &&
  before.startedAt.getTime() === after.startedAt.getTime() &&
  before.wholeMeters === after.wholeMeters &&
  before.wholeSeconds === after.wholeSeconds &&
  before.heldOut?.join() === after.heldOut?.join() &&
  JSON.stringify(before.verdicts ?? {}) === JSON.stringify(after.verdicts ?? {})

export const amountOf = (metric: ScoreMetric, fact: ActivityFact): number => {
  if (metric === 'DISTANCE') return fact.distanceMeters
  if (metric === 'MOVING_TIME') return fact.movingSeconds
  if (metric === 'TRAINING_LOAD') return fact.sharedLoad ?? 0
  return metric === 'ELEVATION_GAIN' ? fact.elevationGainMeters : 1
}

type CountingChallenge = Pick<
  ChallengeRow,
  '_id' | 'clubId' | 'metric' | 'sports' | 'segmentId' | 'rules' | 'startsAt' | 'endsAt'
>

/** Whether the contributions to a challenge depend on more than the facts of an activity. */
export const needsDetails = (challenge: Pick<ChallengeRow, 'metric' | 'rules'>): boolean =>
  challenge.metric === 'SEGMENT_TIME' || rulesOf(challenge).place !== 'ANYWHERE'

/** The units of an activity; null where it has none, as one that has not passed the segment. */
const countedUnits = (
  { metric, segmentId }: CountingChallenge,
  fact: ActivityFact,
  details: ActivityDetails | null,
): number | null => {
  if (metric !== 'SEGMENT_TIME') return unitsOf(metric, amountOf(metric, fact))
  const milliseconds = bestOn(details, segmentId ?? '')
  return milliseconds === null ? null : unitsOfTime(milliseconds)
}

/**
 * Returns the contribution of an activity to a challenge. Returns null when it does not count: it is deleted, has another sport,
 * started outside [startsAt, endsAt), breaks a rule of the challenge, is ONLY_ME (a sum would show what is hidden), or is held out.
 */
export const contributionOf = (
  challenge: CountingChallenge,
  fact: ActivityFact,
  details: ActivityDetails | null,
): Contribution | null => {
  if (fact.deleted || fact.visibility === 'ONLY_ME' || isHeldOut(fact, placeOf(challenge))) return null
  if (fact.startedAt < challenge.startsAt || fact.startedAt >= challenge.endsAt) return null
  if (!challenge.sports.some((sport) => sport === fact.sport)) return null
  if (!followsRules(rulesOf(challenge), fact, details)) return null
  const units = countedUnits(challenge, fact, details)
  if (units === null) return null
  return {
    _id: contributionId(challenge._id, fact._id),
    challengeId: challenge._id,
    athleteId: fact.athleteId,
    activityId: fact._id,
    revision: fact.revision,
    units,
    decimeters: unitsOf('DISTANCE', fact.distanceMeters),
    endedAt: fact.endedAt,
    day: dayOf(fact),
    visibility: fact.visibility,
  }
}

export interface Tally {
  readonly units: number
  /** When the last activity that raised the score ended. Without one: when the athlete joined. */
  readonly reachedAt: Date
  /** When the activity that reached the target ended. */
  readonly completedAt: Date | null
  readonly lastActivityId: string | null
  /** How many activities count, and how far they went: for the report of a sponsor. */
  readonly activities: number
  readonly decimeters: number
}

const byEnd = (a: Contribution, b: Contribution): number =>
  a.endedAt.getTime() - b.endedAt.getTime() || (a.activityId < b.activityId ? -1 : a.activityId > b.activityId ? 1 : 0)

/**
 * Computes an athlete's score from all contributions and from nothing else. So edits, deletions and late uploads lead to the same
 * score in any order, and its instants are those of the activities, not of their processing.
 */
export const tally = (
  challenge: Pick<ChallengeRow, 'kind' | 'metric' | 'target'>,
  contributions: readonly Contribution[],
  joinedAt: Date,
): Tally => {
  const target = targetUnits(challenge)
  const count = startCount(challenge)
  let units = 0
  let reachedAt = joinedAt
  let completedAt: Date | null = null
  let decimeters = 0
  const ordered = contributions.toSorted(byEnd)
  for (const contribution of ordered) {
    const next = count({ units: contribution.units, day: dayOf(contribution) })
    if (next > units) reachedAt = contribution.endedAt
    units = next
    decimeters += contribution.decimeters ?? 0
    if (target !== null && completedAt === null && units >= target) completedAt = contribution.endedAt
  }
  return {
    units,
    reachedAt,
    completedAt,
    lastActivityId: ordered.at(-1)?.activityId ?? null,
    activities: ordered.length,
    decimeters,
  }
}
