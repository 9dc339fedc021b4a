import { type ForEach, forEachAudience } from '../audiences.ts'
import { type DayNumber, dayNumber, dayText, sundayOf, weekOf } from './calendar.ts'
import { currentOf, endsWith, NO_RUNS, type Runs, runsOf } from './runs.ts'

/** Freezes in a calendar month. */
const FREEZES_A_MONTH = 2
/** The shortest streak that a reminder or an automatic freeze is for. */
export const WORTH_KEEPING = 3

export interface Freeze {
  /** YYYY-MM-DD. */
  readonly day: string
  /** False when there was activity on the day after all. Then the athlete has the freeze back. */
  readonly isNeeded: boolean
}

export interface Pause {
  /** YYYY-MM-DD, both included. */
  readonly from: string
  readonly until: string
}

/** The streaks that one audience sees. */
export interface StreakView {
  readonly days: Runs
  /** Numbers of weeks: see weekOf. */
  readonly weeks: Runs
}

const NO_STREAK: StreakView = { days: NO_RUNS, weeks: NO_RUNS }

/** What an athlete has chosen about streaks, and the streaks that follow from the days with activity. */
export interface StreakRow {
  /** The athlete's id. */
  readonly _id: string
  /** The time zone that the days and `dueAt` were computed with. */
  readonly timeZone: string
  readonly freezes: readonly Freeze[]
  /** Whether a freeze is used overnight without being asked for. */
  readonly automaticFreezes: boolean
  /** Do not overlap, in order. */
  readonly pauses: readonly Pause[]
  readonly views: ForEach<StreakView>
  /** The last day in whose evening somebody looked, with a reminder or without. */
  readonly eveningSeen: string | null
  /** The last day after whose end somebody looked, with a freeze or without. */
  readonly nightSeen: string | null
  /** The hour that was chosen for the reminder of a day. Absent until there was one. */
  readonly reminder?: { readonly day: string; readonly hour: number }
  /** The last day of which it was considered, two weeks later, whether a friend's word would be welcome. Absent until there was one. */
  readonly silenceSeen?: string
  /** When somebody has to look at it; null when nothing can end. */
  readonly dueAt: Date | null
}

export const newStreak = (athleteId: string, timeZone: string): StreakRow => ({
  _id: athleteId,
  timeZone,
  freezes: [],
  automaticFreezes: false,
  pauses: [],
  views: forEachAudience(() => NO_STREAK),
  eveningSeen: null,
  nightSeen: null,
  dueAt: null,
})

/** The days of an athlete as one audience sees them, sorted. */
export interface ActiveDays {
  readonly days: readonly string[]
  /** Days on which an activity was in another time zone. */
  readonly otherDays: readonly string[]
}

const isIn = (pauses: readonly Pause[], from: string, until: string): boolean =>
  pauses.some((pause) => pause.from <= until && from <= pause.until)

/**
 * Computes the streaks of one audience. A day is kept by a freeze, a pause, ten cheers, or an activity on it in another time zone. A week
 * is kept when its last day has a freeze, when a pause touches it, or when an activity was in it in another time zone.
 */
const viewOf = (
  { days, otherDays }: ActiveDays,
  { freezes, pauses }: Pick<StreakRow, 'freezes' | 'pauses'>,
  cheerDays: readonly string[],
  today: DayNumber,
): StreakView => {
  // The clock of a device may be wrong, but nobody is more than a day ahead.
  const active = days.map(dayNumber).filter((day) => day <= today + 1)
  const frozen = new Set(freezes.map(({ day }) => dayNumber(day)))
  const elsewhere = new Set(otherDays.map(dayNumber))
  const cheered = new Set(cheerDays.map(dayNumber))
  const weeksElsewhere = new Set(otherDays.map((day) => weekOf(dayNumber(day))))
  const isDayKept = (day: number) =>
    frozen.has(day) || elsewhere.has(day) || cheered.has(day) || isIn(pauses, dayText(day), dayText(day))
  const isWeekKept = (week: number) => {
    const sunday = sundayOf(week)
    return frozen.has(sunday) || weeksElsewhere.has(week) || isIn(pauses, dayText(sunday - 6), dayText(sunday))
  }
  return { days: runsOf(active, isDayKept), weeks: runsOf([...new Set(active.map(weekOf))], isWeekKept) }
}

/** Computes the streaks again, for each audience. `cheerDays` are the days with cheers enough. */
export const renewStreak = (
  streak: StreakRow,
  activeDays: ForEach<ActiveDays>,
  cheerDays: readonly string[],
  today: string,
): StreakRow => {
  const active = new Set(activeDays.ONLY_ME.days)
  const freezes = streak.freezes.map(({ day }) => ({ day, isNeeded: !active.has(day) }))
  const choices = { freezes, pauses: streak.pauses }
  const views = forEachAudience((audience) => viewOf(activeDays[audience], choices, cheerDays, dayNumber(today)))
  return { ...streak, freezes, views }
}

/** How many freezes are left in the month of a day. */
export const freezesLeft = ({ freezes }: Pick<StreakRow, 'freezes'>, day: string): number =>
  Math.max(0, FREEZES_A_MONTH - freezes.filter((freeze) => freeze.isNeeded && freeze.day.slice(0, 7) === day.slice(0, 7)).length)

/** A streak that ends with a day unless something happens. */
export interface EndingStreak {
  readonly unit: 'DAYS' | 'WEEKS'
  readonly count: number
}

/** Returns the streak of this length or longer that ends with this day: that of days, or else that of weeks. */
export const endingOn = ({ views }: Pick<StreakRow, 'views'>, day: string, least = WORTH_KEEPING): EndingStreak | null => {
  const { days, weeks } = views.ONLY_ME
  const today = dayNumber(day)
  const week = weekOf(today)
  if (days.count >= least && endsWith(days, today)) return { unit: 'DAYS', count: days.count }
  if (weeks.count >= least && sundayOf(week) === today && endsWith(weeks, week)) return { unit: 'WEEKS', count: weeks.count }
  return null
}

/** The lengths of an athlete's streaks, as one audience sees them on a day. */
export const showStreak = ({ days, weeks }: StreakView, day: string) => {
  const today = dayNumber(day)
  return {
    currentDays: currentOf(days, today),
    longestDays: days.longest,
    currentWeeks: currentOf(weeks, weekOf(today)),
    longestWeeks: weeks.longest,
  }
}
