import { type BrokenRule, broken, type Conflict } from '@gruppetto/graph'
import { type DayNumber, dayNumber, dayText } from './calendar.ts'
import { endingOn, freezesLeft, type Pause, type StreakRow } from './streak.ts'

/** The longest pause. */
const PAUSE_DAYS_MAX = 92
/** How far ahead a pause may begin. */
const PAUSE_AHEAD_DAYS = 366
/** The most pauses that are not over. */
const PAUSES_MAX = 10

const isDay = (text: string): boolean => {
  const day: DayNumber = dayNumber(text)
  return Number.isFinite(day) && dayText(day) === text
}

/** What is wrong with a new pause, by argument; empty when nothing is. */
export const pauseProblems = ({ pauses }: Pick<StreakRow, 'pauses'>, { from, until }: Pause, today: string) => {
  const problem = (path: 'from' | 'until', rule: BrokenRule) => [{ path, ...rule }]
  if (!isDay(from)) return problem('from', broken('WRONG_FORMAT', 'is not a day', { format: 'Date' }))
  if (!isDay(until)) return problem('until', broken('WRONG_FORMAT', 'is not a day', { format: 'Date' }))
  if (from < today) return problem('from', broken('IN_THE_PAST', 'lies in the past'))
  if (dayNumber(from) > dayNumber(today) + PAUSE_AHEAD_DAYS)
    return problem('from', broken('TOO_LATE', `is more than ${PAUSE_AHEAD_DAYS} days ahead`))
  if (until < from) return problem('until', broken('TOO_EARLY', 'must not lie before from'))
  if (dayNumber(until) - dayNumber(from) >= PAUSE_DAYS_MAX)
    return problem('until', broken('TOO_LATE', `makes the pause longer than ${PAUSE_DAYS_MAX} days`))
  if (pauses.some((pause) => pause.from <= until && from <= pause.until))
    return problem('from', broken('OVERLAPS', 'overlaps another pause'))
  if (pauses.filter((pause) => pause.until >= today).length >= PAUSES_MAX)
    return problem('from', broken('TOO_MANY', `would be one pause more than the ${PAUSES_MAX} there may be`, { max: PAUSES_MAX }))
  return []
}

export const addPause = (streak: StreakRow, pause: Pause): StreakRow => ({
  ...streak,
  pauses: [...streak.pauses, pause].sort((a, b) => (a.from < b.from ? -1 : 1)),
})

/**
 * Returns the streak without the pause that begins on this day, or null when there is none. Of a pause that has begun, the days before
 * today stay; one that is over stays as it is.
 */
export const removePause = (streak: StreakRow, from: string, today: string): StreakRow | null => {
  const pause = streak.pauses.find((each) => each.from === from && each.until >= today)
  if (pause === undefined) return null
  const others = streak.pauses.filter((each) => each !== pause)
  const passed = from < today ? [{ from, until: dayText(dayNumber(today) - 1) }] : []
  return { ...streak, pauses: [...others, ...passed].sort((a, b) => (a.from < b.from ? -1 : 1)) }
}

/** Why today cannot be frozen; null when it can. */
export const freezeProblem = (streak: StreakRow, today: string): Conflict | null => {
  if (endingOn(streak, today, 1) === null) return ['No streak ends today, so there is nothing to freeze.', 'NOTHING_TO_FREEZE']
  return freezesLeft(streak, today) === 0 ? ['There is no freeze left this month.', 'NO_FREEZE_LEFT'] : null
}

export const addFreezes = (streak: StreakRow, days: readonly string[]): StreakRow => ({
  ...streak,
  freezes: [...streak.freezes, ...days.map((day) => ({ day, isNeeded: true }))],
})
