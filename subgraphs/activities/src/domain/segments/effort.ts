import type { Audience } from '@gruppetto/graph'
import { ceilingSpeedMps, isDrivenBetween, otherPropulsion, type Position } from '@gruppetto/recordings'
import type { Sport } from '../../generated/resolvers.ts'
import type { ActivityRow } from '../activity.ts'
import { dayOf } from '../activity.ts'
import { type ProfileHistory, profileOn } from '../training-profile.ts'
import { isHidden, type PlaceRules } from './hidden.ts'
import type { SegmentRow } from './segment.ts'

/** One passage over a segment, as it was recorded. */
export interface Passage {
  readonly segmentId: string
  /** Seconds from the start of the activity, in tenths. */
  readonly startSeconds: number
  /** In tenths of a second: recordings are not more exact, and so two efforts can be equal. */
  readonly elapsedSeconds: number
  readonly averageHeartRateBpm: number | null
  readonly averagePowerWatts: number | null
  /** The distance from the start of the activity to the effort, and from the end of the effort to the end of the activity. */
  readonly fromStartMeters: number
  readonly toEndMeters: number
}

/** An athlete's passage over a segment. */
export interface EffortRow extends Passage {
  readonly _id: string
  readonly athleteId: string
  readonly activityId: string
  /** Rises with every change and is part of each event. */
  readonly revision: number
  /**
   * The start of the activity. Boards, filters and cursors use no other time: the start of the effort, compared with the visible
   * seconds of the activity before it, would tell how long the hidden part is.
   */
  readonly startedAt: Date
  readonly sport: Sport
  readonly visibility: Audience
  /** False while the account is private or deleted: then efforts for everyone are for followers. */
  readonly open: boolean
  /**
   * True when the effort touches a place that the athlete's privacy hides. It is then visible to the athlete alone, and ranked
   * only among what the athlete alone sees.
   */
  readonly hidden: boolean
  /** Tells whether it can have a rank among those who see it. */
  readonly counts: boolean
  readonly overallRankThen: number | null
  /** The athlete on that day, from the training profile; null where it says nothing. */
  readonly sex: 'FEMALE' | 'MALE' | 'OTHER' | null
  readonly ageYears: number | null
  readonly weightKg: number | null
}

/** The data of an athlete that goes into the efforts. */
export interface EffortAthlete {
  readonly open: boolean
  readonly rules: PlaceRules | null
  readonly profiles: ProfileHistory
}

export type EffortActivity = Pick<
  ActivityRow,
  '_id' | 'athleteId' | 'sport' | 'visibility' | 'startedAt' | 'timeZone' | 'day' | 'evidence'
>
type EffortSegment = Pick<SegmentRow, 'sport' | 'distanceMeters'> & { readonly points: readonly Position[] }

/** E-bikes are ranked only among e-bikes, and no effort above the highest possible speed of its sport is ranked. */
const isFair = (sport: Sport, segment: EffortSegment, elapsedSeconds: number): boolean =>
  (sport !== 'E_BIKE_RIDE' || segment.sport === 'E_BIKE_RIDE') &&
  elapsedSeconds > 0 &&
  segment.distanceMeters / elapsedSeconds <= ceilingSpeedMps(sport)

/**
 * Whether it was moved by something else than its sport says: all of the activity, or where the passage is. Not where the staff has answered that it
 * counts.
 */
const isMovedOtherwise = ({ startSeconds, elapsedSeconds }: Passage, { sport, evidence }: EffortActivity): boolean => {
  if (evidence?.judged?.counts && evidence.judged.sport === sport) return false
  const isOther = otherPropulsion(sport, evidence?.propulsion) !== null
  return isOther || isDrivenBetween(sport, evidence?.propulsion, startSeconds, startSeconds + elapsedSeconds)
}

type Derived = Omit<EffortRow, keyof Passage | '_id' | 'revision' | 'overallRankThen'>

const deriveEffort = (
  passage: Passage,
  activity: EffortActivity,
  segment: EffortSegment,
  { open, rules, profiles }: EffortAthlete,
): Derived => {
  const hidden = rules !== null && isHidden(passage, segment.points, rules)
  const { sex, ageYears, weightKg } = profileOn(profiles, activity.day ?? dayOf(activity))
  return {
    athleteId: activity.athleteId,
    activityId: activity._id,
    sport: activity.sport,
    visibility: activity.visibility,
    startedAt: activity.startedAt,
    open,
    hidden,
    counts: isFair(activity.sport, segment, passage.elapsedSeconds) && !isMovedOtherwise(passage, activity),
    sex,
    ageYears,
    weightKg,
  }
}

/** Tells whether everyone sees the effort on the board. */
export const isForEveryone = ({ counts, hidden, open, visibility }: EffortRow): boolean =>
  counts && !hidden && open && visibility === 'EVERYONE'

/** The start of the effort itself. */
export const effortStartedAt = ({ startedAt, startSeconds }: Pick<EffortRow, 'startedAt' | 'startSeconds'>): Date =>
  new Date(startedAt.getTime() + Math.round(startSeconds * 1000))

export const newEffort = (
  _id: string,
  passage: Passage,
  activity: EffortActivity,
  segment: EffortSegment,
  athlete: EffortAthlete,
): EffortRow => ({ ...passage, ...deriveEffort(passage, activity, segment, athlete), _id, revision: 1, overallRankThen: null })

const FIELDS = [
  'startSeconds',
  'elapsedSeconds',
  'averageHeartRateBpm',
  'averagePowerWatts',
  'fromStartMeters',
  'toEndMeters',
  'sport',
  'visibility',
  'open',
  'hidden',
  'counts',
  'sex',
  'ageYears',
  'weightKg',
] as const

/** Returns an effort for the present passage, activity and athlete, or the same row when nothing has changed. */
export const renewEffort = (
  row: EffortRow,
  passage: Passage,
  activity: EffortActivity,
  segment: EffortSegment,
  athlete: EffortAthlete,
): EffortRow => {
  const next = { ...row, ...passage, ...deriveEffort(passage, activity, segment, athlete) }
  const isSame = FIELDS.every((field) => next[field] === row[field]) && next.startedAt.getTime() === row.startedAt.getTime()
  return isSame ? row : { ...next, revision: row.revision + 1 }
}

/** Returns the passage of a stored effort. */
export const passageOf = ({
  segmentId,
  startSeconds,
  elapsedSeconds,
  averageHeartRateBpm,
  averagePowerWatts,
  fromStartMeters,
  toEndMeters,
}: EffortRow): Passage => ({
  segmentId,
  startSeconds,
  elapsedSeconds,
  averageHeartRateBpm,
  averagePowerWatts,
  fromStartMeters,
  toEndMeters,
})
