import { isQuietMinute, localDayOf, localHourOf, type Model, type QuietHours } from '@gruppetto/graph'
import type { ActivityFacts } from '../badges/activity-contribution.ts'
import { type DayNumber, dayNumber } from './calendar.ts'
import type { EndingStreak } from './streak.ts'

/** The hour at which a reminder comes where no model knows better. */
const USUAL_HOUR = 18
/** The hour at which it is decided when the reminder of the day comes, and the first at which one may. */
export const PLANNING_HOUR = 8
/** The hours among which a model chooses. */
const REMINDER_HOURS = [8, 10, 12, 14, 16, 18, 20] as const

/** What the model is told of each hour, in its order. lake/src/queries/features/reminder-hour.sql computes the same for its training. */
export const REMINDER_FEATURES = ['hour', 'before', 'soon', 'later', 'outings', 'weekend', 'periods', 'weeks'] as const
export const REMINDER_OUTPUTS = ['kept'] as const
/** The activities of so many days show when an athlete is out. */
export const HABIT_DAYS = 56
/** More activities than these show nothing more. */
export const HABIT_ACTIVITIES = 400

/** When an activity began, where the athlete was. */
export type Start = Pick<ActivityFacts, 'startedAtMs' | 'timeZone'>

/** The hour at which a reminder is to come, who has chosen it, and how likely the streak is kept with it. */
export interface ReminderChoice {
  readonly hour: number
  readonly modelVersion: number | null
  readonly chance: number | null
}

/** Whether a day is a Saturday or a Sunday: 1 January 1970 was a Thursday. */
const isWeekend = (day: DayNumber): boolean => (day + 3) % 7 >= 5

/** Returns the values of REMINDER_FEATURES for each of the hours. Days of the week and weekends have habits of their own. */
export const reminderFeatures = (
  hours: readonly number[],
  starts: readonly Start[],
  { unit, count, day }: EndingStreak & { readonly day: string },
): readonly (readonly number[])[] => {
  const weekend = isWeekend(dayNumber(day))
  const startHours = starts
    .filter(({ startedAtMs, timeZone }) => isWeekend(dayNumber(localDayOf(startedAtMs, timeZone))) === weekend)
    .map(({ startedAtMs, timeZone }) => localHourOf(startedAtMs, timeZone))
  const shareOf = (from: number, until: number): number =>
    startHours.filter((hour) => hour >= from && hour < until).length / Math.max(1, startHours.length)
  return hours.map((hour) => [
    hour,
    shareOf(0, hour),
    shareOf(hour, hour + 3),
    shareOf(hour + 3, hour + 6),
    startHours.length,
    Number(weekend),
    count,
    Number(unit === 'WEEKS'),
  ])
}

/** Whether a push at this full hour would wait for the end of the quiet hours, which may be on the next day. */
export const isQuietAt = (hour: number, hours: QuietHours): boolean => isQuietMinute(hour * 60, hours)

/**
 * Chooses the hour of a reminder: the one with which the model takes it for likeliest that the streak is kept, among those that are still to come
 * and not quiet; of equal ones the usual hour, else the earliest. Without a model it is the usual hour, as long as that is to come.
 */
export const chooseReminderHour = (
  model: Pick<Model, 'version' | 'score'> | null,
  ending: EndingStreak & { readonly day: string },
  { starts, quiet, nowHour }: { readonly starts: readonly Start[]; readonly quiet: QuietHours | null; readonly nowHour: number },
): ReminderChoice => {
  const usual = { hour: Math.max(USUAL_HOUR, nowHour), modelVersion: null, chance: null }
  const hours = REMINDER_HOURS.filter((hour) => hour >= nowHour && (quiet === null || !isQuietAt(hour, quiet)))
  if (model === null || hours.length === 0) return usual
  const chances = reminderFeatures(hours, starts, ending).map((values) => model.score(values)[0] ?? 0)
  const most = Math.max(...chances)
  const best = hours.filter((_, at) => chances[at] === most)
  const hour = best.find((each) => each === USUAL_HOUR) ?? best[0]
  return hour === undefined ? usual : { hour, modelVersion: model.version, chance: most }
}
