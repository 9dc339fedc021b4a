import { instantOfHour, localDayOf, type Model } from '@gruppetto/graph'
import { type Account, isClosed, isVerified, suspensionAt } from '../account.ts'
import type { ActivityFacts } from '../badges/activity-contribution.ts'
import { type DayNumber, dayNumber, dayText, weekOf } from './calendar.ts'
import type { Pause, StreakRow } from './streak.ts'

/** After so many days without an activity it is considered whether a friend's word would be welcome. */
const SILENT_DAYS = 14
/** Later than this after them, such as after a long pause of the job, it is not considered any more. */
const LATE_DAYS = 7
const LOOK_HOUR = 10
/** How an athlete used to be out shows in so many days before the last one. */
const USUAL_DAYS = 56
export const LOOK_BACK_DAYS = USUAL_DAYS + SILENT_DAYS + LATE_DAYS

/** What the model is told, in its order. lake/src/queries/features/nudge.sql computes the same for its training. */
export const NUDGE_FEATURES = ['days_a_week', 'weeks_out', 'acts', 'acts_since', 'nudged'] as const
export const NUDGE_OUTPUTS = ['returns'] as const

/** Who is likely to come back alone needs no word. */
const LIKELY_ALONE = 0.5
/** How much likelier a friend's word has to make it. */
const LEAST_GAIN = 0.05
/** Without a model, a word is offered to those who were out in half of these weeks. */
const REGULAR_WEEKS = USUAL_DAYS / 7 / 2

/** Returns when it has to be considered that an athlete has not been out; null when it was, or nothing was done before. */
export const silenceDue = ({ views, timeZone, silenceSeen }: StreakRow, nowMs: number): number | null => {
  const last = views.ONLY_ME.days.lastsThrough
  if (last === null || dayText(last) === silenceSeen) return null
  const today = dayNumber(localDayOf(nowMs, timeZone))
  if (today > last + SILENT_DAYS + LATE_DAYS) return null
  return instantOfHour(dayText(last + SILENT_DAYS), LOOK_HOUR, timeZone)
}

export const markSilenceSeen = (streak: StreakRow): StreakRow => {
  const last = streak.views.ONLY_ME.days.lastsThrough
  return last === null ? streak : { ...streak, silenceSeen: dayText(last) }
}

/** An activity of the last weeks, as it is now. */
export type Outing = Pick<ActivityFacts, 'deleted' | 'visibility' | 'startedAtMs' | 'timeZone'>

const daysOf = (outings: readonly Outing[]): readonly DayNumber[] => [
  ...new Set(outings.map(({ startedAtMs, timeZone }) => dayNumber(localDayOf(startedAtMs, timeZone)))),
]

type Wishes = Pick<
  Account,
  'nudgeMe' | 'approveFollowers' | 'profileVisibility' | 'closedAt' | 'emailVerified' | 'suspendedUntil'
>

/** Whether others may be told at all that an athlete has not been out. Who hides anything of the profile, or approves followers, is left alone. */
export const mayBeMissed = (account: Wishes, nowMs: number): boolean =>
  account.nudgeMe !== false &&
  !account.approveFollowers &&
  account.profileVisibility === 'EVERYONE' &&
  !isClosed(account) &&
  isVerified(account) &&
  suspensionAt(account, nowMs) === null

/**
 * Returns the last day on which an athlete was out, if everybody who looks may know that nothing has come since: null when an activity that others do
 * not see has, when the athlete pauses or has planned to, or when two weeks are not over.
 */
export const silentSince = (outings: readonly Outing[], pauses: readonly Pause[], today: string): string | null => {
  const known = outings.filter(({ deleted }) => !deleted)
  const last = Math.max(...daysOf(known))
  const lastSeen = Math.max(...daysOf(known.filter(({ visibility }) => visibility === 'EVERYONE')))
  const isPaused = pauses.some(({ from, until }) => until >= dayText(Math.max(last, 0)) && from <= today)
  return Number.isFinite(last) && last === lastSeen && !isPaused && dayNumber(today) - last >= SILENT_DAYS ? dayText(last) : null
}

/** How many acts among people (kudos, comments, posts, follows) an athlete did in a week, by its Monday. */
export interface ActsOfWeek {
  readonly monday: string
  readonly acts: number
}

/** Returns the values of NUDGE_FEATURES, as of an athlete who hears from a friend or does not. */
export const nudgeFeatures = (
  outings: readonly Outing[],
  weeks: readonly ActsOfWeek[],
  { lastDay, nudged }: { readonly lastDay: string; readonly nudged: boolean },
): readonly number[] => {
  const last = dayNumber(lastDay)
  const days = daysOf(outings.filter(({ deleted }) => !deleted)).filter((day) => day > last - USUAL_DAYS && day <= last)
  const sum = (of: readonly ActsOfWeek[]): number => of.reduce((all, { acts }) => all + acts, 0)
  return [
    days.length / (USUAL_DAYS / 7),
    new Set(days.map(weekOf)).size,
    sum(weeks),
    sum(weeks.filter(({ monday }) => monday > lastDay)),
    Number(nudged),
  ]
}

/** Whether a friend's word would be welcome, who has decided it, and how likely the athlete comes back alone and with it. */
interface NudgeDecision {
  readonly isWanted: boolean
  readonly modelVersion: number | null
  readonly chanceAlone: number | null
  readonly chanceNudged: number | null
}

export const decideNudge = (
  model: Pick<Model, 'version' | 'score'> | null,
  outings: readonly Outing[],
  weeks: readonly ActsOfWeek[],
  lastDay: string,
): NudgeDecision => {
  const alone = nudgeFeatures(outings, weeks, { lastDay, nudged: false })
  if (model === null)
    return { isWanted: (alone[1] ?? 0) >= REGULAR_WEEKS, modelVersion: null, chanceAlone: null, chanceNudged: null }
  const [chanceAlone = 0] = model.score(alone)
  const [chanceNudged = 0] = model.score(nudgeFeatures(outings, weeks, { lastDay, nudged: true }))
  const isWanted = chanceAlone < LIKELY_ALONE && chanceNudged - chanceAlone >= LEAST_GAIN
  return { isWanted, modelVersion: model.version, chanceAlone, chanceNudged }
}
