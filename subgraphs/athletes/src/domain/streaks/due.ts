import { instantOfHour, localDayOf, localHourOf } from '@gruppetto/graph'
import { type DayNumber, dayNumber, dayText, sundayOf, weekOf } from './calendar.ts'
import { PLANNING_HOUR, type ReminderChoice } from './reminder-hour.ts'
import { endsWith } from './runs.ts'
import { silenceDue } from './silence.ts'
import { type EndingStreak, endingOn, freezesLeft, type StreakRow, WORTH_KEEPING } from './streak.ts'

/** Returns the days whose end is the next end of a streak: that of days, and that of weeks. */
const nextEnds = ({ views }: Pick<StreakRow, 'views'>): readonly DayNumber[] => {
  const { days, weeks } = views.ONLY_ME
  const ends: DayNumber[] = []
  if (days.lastsThrough !== null && days.count >= WORTH_KEEPING) ends.push(days.lastsThrough + 1)
  if (weeks.lastsThrough !== null && weeks.count >= WORTH_KEEPING) ends.push(sundayOf(weeks.lastsThrough + 1))
  return ends
}

/** Returns the hour of a day at which somebody has to look at a streak that ends with it: to plan the reminder, and then to remind. */
const hourToLook = ({ reminder }: StreakRow, day: string): number => (reminder?.day === day ? reminder.hour : PLANNING_HOUR)

/**
 * Returns when a streak has to be looked at next: in the morning of the day with which it ends and at the hour of the reminder, for automatic freezes
 * also after that day is over, and after two weeks without an activity. Null when nothing is to come.
 */
export const nextDue = (streak: StreakRow, nowMs: number): Date | null => {
  const { timeZone, automaticFreezes, eveningSeen, nightSeen } = streak
  const today = dayNumber(localDayOf(nowMs, timeZone))
  const moments = nextEnds(streak).flatMap((end) => {
    const day = dayText(end)
    const reminder = end >= today && day !== eveningSeen ? [instantOfHour(day, hourToLook(streak, day), timeZone)] : []
    // A freeze comes too late for a day before yesterday.
    const isNightToCome = automaticFreezes && end >= today - 1 && (nightSeen === null || day > nightSeen)
    return [...reminder, ...(isNightToCome ? [instantOfHour(dayText(end + 1), 0, timeZone)] : [])]
  })
  const silent = silenceDue(streak, nowMs)
  if (silent !== null) moments.push(silent)
  return moments.length === 0 ? null : new Date(Math.max(nowMs, Math.min(...moments)))
}

/** Returns whether there is a freeze left for each of these days. */
const canFreeze = (streak: Pick<StreakRow, 'freezes'>, days: readonly string[]): boolean => {
  const [day, ...others] = days
  if (day === undefined) return true
  if (freezesLeft(streak, day) === 0) return false
  return canFreeze({ freezes: [...streak.freezes, { day, isNeeded: true }] }, others)
}

/** More days than there are freezes in two months. */
const MISSED_MAX = 5

/**
 * Returns the days to freeze so that a streak goes on which ended yesterday; none when there are not freezes enough. Several days are
 * needed when nobody looked for days.
 */
export const automaticFreezesFor = (streak: StreakRow, nowMs: number): readonly string[] => {
  if (!streak.automaticFreezes) return []
  const yesterday = dayNumber(localDayOf(nowMs, streak.timeZone)) - 1
  const { days, weeks } = streak.views.ONLY_ME
  const missed = days.lastsThrough === null || days.count < WORTH_KEEPING ? 0 : yesterday - days.lastsThrough
  if (missed > 0 && missed < MISSED_MAX) {
    const wanted = Array.from({ length: missed }, (_, index) => dayText(yesterday - missed + 1 + index))
    if (canFreeze(streak, wanted)) return wanted
  }
  const week = weekOf(yesterday)
  const endsWeeks = weeks.count >= WORTH_KEEPING && sundayOf(week) === yesterday && endsWith(weeks, week)
  const sunday = dayText(yesterday)
  return endsWeeks && canFreeze(streak, [sunday]) ? [sunday] : []
}

/** A streak that ends with a day. */
interface StreakOfDay extends EndingStreak {
  readonly day: string
}

/** Returns the streak that ends today, unless the reminder of the day is over, or a freeze comes by itself. */
const endingToday = (streak: StreakRow, day: string): StreakOfDay | null => {
  if (streak.eveningSeen === day || (streak.automaticFreezes && freezesLeft(streak, day) > 0)) return null
  const ending = endingOn(streak, day)
  return ending === null ? null : { ...ending, day }
}

/** Returns what to choose the hour of a reminder for now; null when there is nothing to remind of, or the hour is chosen. */
export const reminderToPlan = (streak: StreakRow, nowMs: number): StreakOfDay | null => {
  const day = localDayOf(nowMs, streak.timeZone)
  if (localHourOf(nowMs, streak.timeZone) < PLANNING_HOUR || streak.reminder?.day === day) return null
  return endingToday(streak, day)
}

export const planReminder = (streak: StreakRow, { day }: StreakOfDay, { hour }: ReminderChoice): StreakRow => ({
  ...streak,
  reminder: { day, hour },
})

/** Returns what to remind the athlete of now: from the chosen hour on, once a day. */
export const reminderFor = (streak: StreakRow, nowMs: number): StreakOfDay | null => {
  const day = localDayOf(nowMs, streak.timeZone)
  const { reminder } = streak
  if (reminder?.day !== day || localHourOf(nowMs, streak.timeZone) < reminder.hour) return null
  return endingToday(streak, day)
}

/**
 * Whether a streak that ended with this day does not any more, since something has happened after somebody looked in its evening: what a reminder has
 * said is over.
 */
export const isSettled = (before: StreakRow, after: StreakRow, day: string): boolean =>
  before.eveningSeen === day && endingOn(before, day) !== null && endingOn(after, day) === null

/** Notes that somebody has looked at a streak at this moment. Before the hour of a reminder, there is another look to come on the same day. */
export const markSeen = (streak: StreakRow, nowMs: number): StreakRow => {
  const day = localDayOf(nowMs, streak.timeZone)
  const isSeen = localHourOf(nowMs, streak.timeZone) >= hourToLook(streak, day)
  return { ...streak, eveningSeen: isSeen ? day : streak.eveningSeen, nightSeen: dayText(dayNumber(day) - 1) }
}
