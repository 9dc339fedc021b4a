import type { Audience } from '@gruppetto/graph'
import { ceilingSpeedMps, type Position } from '@gruppetto/recordings'
import type { Sport } from '../../generated/resolvers.ts'
import type { ActivityRow } from '../activity.ts'
import { dayOf } from '../activity.ts'
import { type ProfileHistory, profileOn } from '../training-profile.ts'
import { isHidden, type PlaceRules } from './hidden.ts'
import type { SegmentRow } from './segment.ts'

/** One passage over a segment, as the recording has it. */
export interface Passage {
  readonly segmentId: string
  /** From the activity's beginning, tenths of a second. */
  readonly startSeconds: number
  /** Tenths of a second: no recording is more exact, and so equals can be. */
  readonly elapsedSeconds: number
  readonly averageHeartRateBpm: number | null
  readonly averagePowerWatts: number | null
  /** Along the way, from the activity's beginning to the effort's and from the effort's end to the activity's. */
  readonly fromStartMeters: number
  readonly toEndMeters: number
}

/** An athlete's passage over a segment. */
export interface EffortRow extends Passage {
  readonly _id: string
  readonly athleteId: string
  readonly activityId: string
  /** Rises with every change; travels in each event. */
  readonly revision: number
  /**
   * The activity's. Boards, filters and cursors know no other moment: the effort's own, less the seconds of the activity that show until there, would tell how
   * long the athlete had been out of sight.
   */
  readonly startedAt: Date
  readonly sport: Sport
  readonly visibility: Audience
  /** False while the account is private or gone: then what is for everyone is for followers. */
  readonly open: boolean
  /** Passes what the athlete's privacy hides: shows to the athlete alone, and takes a rank among what the athlete sees alone. */
  readonly hidden: boolean
  /** Whether it can take a rank, among those who see it. */
  readonly counts: boolean
  readonly overallRankThen: number | null
  /** The athlete on that day, as far as the training profile says. */
  readonly sex: 'FEMALE' | 'MALE' | 'OTHER' | null
  readonly ageYears: number | null
  readonly weightKg: number | null
}

/** What of an athlete goes into the efforts. */
export interface EffortAthlete {
  readonly open: boolean
  readonly rules: PlaceRules | null
  readonly profiles: ProfileHistory
}

export type EffortActivity = Pick<ActivityRow, '_id' | 'athleteId' | 'sport' | 'visibility' | 'startedAt' | 'timeZone' | 'day'>
type EffortSegment = Pick<SegmentRow, 'sport' | 'distanceMeters'> & { readonly points: readonly Position[] }

/** An electric bike ranks among electric bikes alone, and nobody above the speed that the sport allows. */
const isFair = (sport: Sport, segment: EffortSegment, elapsedSeconds: number): boolean =>
  (sport !== 'E_BIKE_RIDE' || segment.sport === 'E_BIKE_RIDE') &&
  elapsedSeconds > 0 &&
  segment.distanceMeters / elapsedSeconds <= ceilingSpeedMps(sport)

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
    counts: isFair(activity.sport, segment, passage.elapsedSeconds),
    sex,
    ageYears,
    weightKg,
  }
}

/** Whether everyone sees it on the board. */
export const isForEveryone = ({ counts, hidden, open, visibility }: EffortRow): boolean =>
  counts && !hidden && open && visibility === 'EVERYONE'

/** When an effort itself began. */
export const effortStartedAt = ({ startedAt, startSeconds }: Pick<EffortRow, 'startedAt' | 'startSeconds'>): Date =>
  new Date(startedAt.getTime() + Math.round(startSeconds * 1000))

/** A new effort. */
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

/** An effort as the passage, the activity and the athlete are now; the same row where that says nothing new. */
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

/** What the passage was, of an effort that is kept. */
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
