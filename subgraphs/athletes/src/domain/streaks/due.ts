import { instantOfHour, localDayOf, localHourOf } from '@gruppetto/graph'
import { type DayNumber, dayNumber, dayText, sundayOf, weekOf } from './calendar.ts'
import { endsWith } from './runs.ts'
import { type EndingStreak, endingOn, freezesLeft, type StreakRow, WORTH_KEEPING } from './streak.ts'

/** The hour of the athlete's day at which a reminder comes. */
const REMINDER_HOUR = 18

/** Returns the days whose end is the next end of a streak: that of days, and that of weeks. */
const nextEnds = ({ views }: Pick<StreakRow, 'views'>): readonly DayNumber[] => {
  const { days, weeks } = views.ONLY_ME
  const ends: DayNumber[] = []
  if (days.lastsThrough !== null && days.count >= WORTH_KEEPING) ends.push(days.lastsThrough + 1)
  if (weeks.lastsThrough !== null && weeks.count >= WORTH_KEEPING) ends.push(sundayOf(weeks.lastsThrough + 1))
  return ends
}

/**
 * Returns when a streak has to be looked at next: in the evening of the day with which it ends, and for automatic freezes also after
 * that day is over. Null when no streak is worth it. A day is looked at once.
 */
export const nextDue = (streak: StreakRow, nowMs: number): Date | null => {
  const { timeZone, automaticFreezes, eveningSeen, nightSeen } = streak
  const today = dayNumber(localDayOf(nowMs, timeZone))
  const moments = nextEnds(streak).flatMap((end) => {
    const day = dayText(end)
    const evening = end >= today && day !== eveningSeen ? [instantOfHour(day, REMINDER_HOUR, timeZone)] : []
    // A freeze comes too late for a day before yesterday.
    const isNightToCome = automaticFreezes && end >= today - 1 && (nightSeen === null || day > nightSeen)
    return [...evening, ...(isNightToCome ? [instantOfHour(dayText(end + 1), 0, timeZone)] : [])]
  })
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

/** Returns what to remind the athlete of now: in the evening, once a day, and not when a freeze comes by itself. */
export const reminderFor = (streak: StreakRow, nowMs: number): (EndingStreak & { readonly day: string }) | null => {
  const day = localDayOf(nowMs, streak.timeZone)
  if (localHourOf(nowMs, streak.timeZone) < REMINDER_HOUR || streak.eveningSeen === day) return null
  if (streak.automaticFreezes && freezesLeft(streak, day) > 0) return null
  const ending = endingOn(streak, day)
  return ending === null ? null : { ...ending, day }
}

/** Notes that somebody has looked at a streak at this moment. */
export const markSeen = (streak: StreakRow, nowMs: number): StreakRow => {
  const today = localDayOf(nowMs, streak.timeZone)
  const isEvening = localHourOf(nowMs, streak.timeZone) >= REMINDER_HOUR
  return { ...streak, eveningSeen: isEvening ? today : streak.eveningSeen, nightSeen: dayText(dayNumber(today) - 1) }
}
