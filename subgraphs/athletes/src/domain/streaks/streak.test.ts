import { describe, expect, it } from 'vitest'
import { forEachAudience } from '../audiences.ts'
import { addFreezes, addPause, freezeProblem, pauseProblems, removePause } from './choices.ts'
import { automaticFreezesFor, isSettled, markSeen, nextDue, planReminder, reminderFor, reminderToPlan } from './due.ts'
import { type ActiveDays, endingOn, freezesLeft, newStreak, renewStreak, type StreakRow, showStreak } from './streak.ts'

const ZURICH = 'Europe/Zurich'
const at = (text: string) => Date.parse(text)
// 23 November 2026 is a Monday.
const november = (...days: readonly number[]) => days.map((day) => `2026-11-${String(day).padStart(2, '0')}`)

interface Case {
  readonly days?: readonly string[]
  readonly hidden?: readonly string[]
  readonly otherDays?: readonly string[]
  readonly cheerDays?: readonly string[]
  readonly today?: string
  readonly change?: Partial<StreakRow>
}

const streakOf = ({ days = [], hidden = [], otherDays = [], cheerDays = [], today = '2026-11-27', change = {} }: Case) => {
  const active = forEachAudience(
    (audience): ActiveDays => ({ days: audience === 'ONLY_ME' ? [...days, ...hidden].sort() : days, otherDays }),
  )
  return renewStreak({ ...newStreak('ath_1', ZURICH), ...change }, active, cheerDays, today)
}
const shown = (streak: StreakRow, day = '2026-11-27') => showStreak(streak.views.ONLY_ME, day)
const frozen = (...days: readonly string[]) => ({ freezes: days.map((day) => ({ day, isNeeded: true })) })

describe('a streak', () => {
  it('counts days and weeks, also of an upload that comes late and without one that was deleted', () => {
    const days = november(12, 19, 25, 26)
    expect(shown(streakOf({ days }))).toEqual({ currentDays: 2, longestDays: 2, currentWeeks: 3, longestWeeks: 3 })
    const late = [...november(24), ...days].sort()
    expect(shown(streakOf({ days: late }))).toMatchObject({ currentDays: 3, longestDays: 3 })
    expect(shown(streakOf({ days: november(12, 25, 26) }))).toMatchObject({ currentWeeks: 1, longestWeeks: 1 })
  })

  it('is kept by a freeze, which covers one day and does not count', () => {
    const days = november(23, 24, 26)
    expect(shown(streakOf({ days }))).toMatchObject({ currentDays: 1 })
    expect(shown(streakOf({ days, change: frozen('2026-11-25') }))).toMatchObject({ currentDays: 3, longestDays: 3 })
    const gap = november(22, 23, 26)
    expect(shown(streakOf({ days: gap, change: frozen('2026-11-25') }))).toMatchObject({ currentDays: 1, longestDays: 2 })
  })

  it('is kept by a pause, by ten cheers on a day of rest, and by the day of another time zone', () => {
    const days = november(20, 21, 26)
    const pauses = [{ from: '2026-11-22', until: '2026-11-25' }]
    expect(shown(streakOf({ days, change: { pauses } }))).toMatchObject({ currentDays: 3 })
    const twoDays = november(24, 26)
    expect(shown(streakOf({ days: twoDays, cheerDays: november(25) }))).toMatchObject({ currentDays: 2 })
    expect(shown(streakOf({ days: twoDays, otherDays: november(25) }))).toMatchObject({ currentDays: 2 })
  })

  it('of weeks is kept by a pause that touches the week, a freeze on its Sunday, and no other freeze', () => {
    const days = november(3, 10, 24)
    expect(shown(streakOf({ days }))).toMatchObject({ currentWeeks: 1 })
    const pauses = [{ from: '2026-11-18', until: '2026-11-18' }]
    expect(shown(streakOf({ days, change: { pauses } }))).toMatchObject({ currentWeeks: 3 })
    expect(shown(streakOf({ days, change: frozen('2026-11-22') }))).toMatchObject({ currentWeeks: 3 })
    expect(shown(streakOf({ days, change: frozen('2026-11-21') }))).toMatchObject({ currentWeeks: 1 })
  })

  it('shows others only what they may see', () => {
    const streak = streakOf({ days: november(24, 26), hidden: november(25) })
    expect(shown(streak)).toMatchObject({ currentDays: 3 })
    expect(showStreak(streak.views.FOLLOWERS, '2026-11-27')).toMatchObject({ currentDays: 1, longestDays: 1 })
  })

  it('does not believe a clock that is days ahead', () => {
    expect(shown(streakOf({ days: ['2026-11-26', '2099-01-01'] }))).toMatchObject({ currentDays: 1, longestDays: 1 })
  })
})

describe('freezes', () => {
  it('are two in a month, and come back when there was activity after all', () => {
    const change = frozen('2026-10-31', '2026-11-10', '2026-11-20')
    expect(freezesLeft(streakOf({ change }), '2026-11-27')).toBe(0)
    expect(freezesLeft(streakOf({ change, days: november(20) }), '2026-11-27')).toBe(1)
    expect(freezesLeft(streakOf({ change }), '2026-12-01')).toBe(2)
  })

  it('are refused when no streak ends today or none is left', () => {
    const days = november(25, 26)
    expect(freezeProblem(streakOf({ days }), '2026-11-27')).toBeNull()
    expect(freezeProblem(streakOf({ days: november(26, 27) }), '2026-11-27')?.[0]).toMatch('no streak ends today'.slice(3))
    expect(freezeProblem(streakOf({}), '2026-11-27')?.[0]).toMatch('nothing to freeze')
    expect(freezeProblem(addFreezes(streakOf({ days }), ['2026-11-27']), '2026-11-28')?.[0]).toMatch('nothing to freeze')
    const change = frozen('2026-11-10', '2026-11-20')
    expect(freezeProblem(streakOf({ days, change }), '2026-11-27')?.[0]).toMatch('no freeze left')
  })
})

describe('pauses', () => {
  const streak = { ...newStreak('ath_1', ZURICH), pauses: [{ from: '2026-12-10', until: '2026-12-20' }] }
  it.each([
    ['2026-11-27', '2026-11-27', null],
    ['2026-12-21', '2027-03-22', null],
    ['2026-12-21', '2027-03-23', 'until'],
    ['2026-11-26', '2026-11-28', 'from'],
    ['2026-11-30', '2026-11-29', 'until'],
    ['2026-12-20', '2026-12-22', 'from'],
    ['2026-12-01', '2026-12-10', 'from'],
    ['2027-11-29', '2027-11-29', 'from'],
    ['2026-02-30', '2026-12-01', 'from'],
    ['2026-12-01', 'tomorrow', 'until'],
  ])('from %s until %s: %j', (from, until, path) => {
    expect(pauseProblems(streak, { from, until }, '2026-11-27').map((problem) => problem.path)).toEqual(
      path === null ? [] : [path],
    )
  })

  it('are at most ten', () => {
    const days = Array.from({ length: 10 }, (_, index) => `2027-01-${10 + index}`)
    const full = days.reduce((row, day) => addPause(row, { from: day, until: day }), newStreak('ath_1', ZURICH))
    expect(pauseProblems(full, { from: '2026-12-01', until: '2026-12-01' }, '2026-11-27')).toHaveLength(1)
    expect(pauseProblems(full, { from: '2027-02-01', until: '2027-02-01' }, '2027-01-11')).toEqual([])
  })

  it('can be removed; of one that has begun, the days that have passed stay', () => {
    expect(removePause(streak, '2026-12-10', '2026-11-27')?.pauses).toEqual([])
    expect(removePause(streak, '2026-12-10', '2026-12-12')?.pauses).toEqual([{ from: '2026-12-10', until: '2026-12-11' }])
    expect(removePause(streak, '2026-12-10', '2026-12-21')).toBeNull()
    expect(removePause(streak, '2026-12-11', '2026-11-27')).toBeNull()
  })
})

describe('a streak at risk', () => {
  const three = streakOf({ days: november(24, 25, 26), change: { silenceSeen: '2026-11-26' } })
  const morning = at('2026-11-27T07:00:00Z')
  const friday = '2026-11-27'
  const evening = at('2026-11-27T17:00:00Z')

  it('is one of three or more that ends tonight', () => {
    expect(endingOn(three, friday)).toEqual({ unit: 'DAYS', count: 3 })
    expect(endingOn(streakOf({ days: november(25, 26) }), friday)).toBeNull()
    expect(endingOn(streakOf({ days: november(24, 25, 26, 27) }), friday)).toBeNull()
    const weeks = streakOf({ days: november(3, 10, 17), today: '2026-11-29' })
    expect(endingOn(weeks, '2026-11-28')).toBeNull()
    expect(endingOn(weeks, '2026-11-29')).toEqual({ unit: 'WEEKS', count: 3 })
  })

  const ending = { unit: 'DAYS', count: 3, day: friday } as const
  const atSix = { hour: 18, modelVersion: null, chance: null }

  it('gets an hour for its reminder at eight in the morning of the zone, once, and not when a freeze comes by itself', () => {
    expect(nextDue(three, at('2026-11-26T12:00:00Z'))).toEqual(new Date(morning))
    expect(reminderToPlan(three, morning - 1)).toBeNull()
    expect(reminderToPlan(three, morning)).toEqual(ending)
    expect(reminderToPlan(planReminder(three, ending, atSix), morning)).toBeNull()
    expect(reminderToPlan({ ...three, automaticFreezes: true }, morning)).toBeNull()
    const spent = { ...three, automaticFreezes: true, ...frozen('2026-11-01', '2026-11-02') }
    expect(reminderToPlan(spent, morning)).toEqual(ending)
    const paused = streakOf({ days: november(24, 25, 26), change: { pauses: [{ from: friday, until: friday }] } })
    expect(reminderToPlan(paused, evening)).toBeNull()
    expect(nextDue(paused, evening)).toEqual(new Date(at('2026-11-28T07:00:00Z')))
  })

  it('is reminded of at that hour, once', () => {
    const planned = markSeen(planReminder(three, ending, atSix), morning)
    expect(nextDue(planned, morning)).toEqual(new Date(evening))
    expect(reminderFor(three, evening)).toBeNull()
    expect(reminderFor(planned, evening - 1)).toBeNull()
    expect(reminderFor(planned, evening)).toEqual(ending)
    const seen = markSeen(planned, evening)
    expect(reminderFor(seen, evening + 60_000)).toBeNull()
    expect(nextDue(seen, evening)).toBeNull()
    // The plan of a day says nothing of the next.
    expect(reminderFor(planned, evening + 86_400_000)).toBeNull()
  })

  it('that something has kept meanwhile is not reminded of', () => {
    const kept = { ...streakOf({ days: november(24, 25, 26, 27) }), reminder: { day: friday, hour: 18 } }
    expect(reminderFor(kept, evening)).toBeNull()
  })

  it('is over when something keeps the streak, or nothing of it is left, after somebody looked in the evening', () => {
    const seen = markSeen(planReminder(three, ending, atSix), evening)
    const kept = (change: Case) => ({ ...seen, views: streakOf({ days: november(24, 25, 26), ...change }).views })
    expect(isSettled(seen, kept({ days: november(24, 25, 26, 27) }), friday)).toBe(true)
    expect(isSettled(seen, kept({ cheerDays: [friday] }), friday)).toBe(true)
    expect(isSettled(seen, kept({ days: november(25, 26) }), friday)).toBe(true)
    expect(isSettled(seen, kept({}), friday)).toBe(false)
    expect(isSettled(three, kept({ cheerDays: [friday] }), friday)).toBe(false)
    expect(isSettled(seen, kept({ cheerDays: [friday] }), '2026-11-28')).toBe(false)
  })

  it('is frozen after midnight, where the athlete has chosen so', () => {
    const automatic = { ...three, automaticFreezes: true }
    const midnight = at('2026-11-27T23:00:00Z')
    expect(automaticFreezesFor(automatic, midnight - 1)).toEqual([])
    expect(automaticFreezesFor(automatic, midnight)).toEqual([friday])
    expect(automaticFreezesFor(three, midnight)).toEqual([])
    expect(nextDue(markSeen(automatic, evening), evening)).toEqual(new Date(midnight))
    // Nothing is left to do for this streak when it was not frozen.
    expect(nextDue(markSeen(automatic, midnight), midnight)).toBeNull()
    // Nobody looked for a day, so two days are missing; for three days there are not freezes enough.
    expect(automaticFreezesFor(automatic, midnight + 86_400_000)).toEqual([friday, '2026-11-28'])
    expect(automaticFreezesFor(automatic, midnight + 2 * 86_400_000)).toEqual([])
  })

  it('of weeks is frozen on its Sunday', () => {
    const weeks = streakOf({ days: november(3, 10, 17), today: '2026-11-29', change: { automaticFreezes: true } })
    expect(nextDue(weeks, at('2026-11-20T12:00:00Z'))).toEqual(new Date(at('2026-11-29T07:00:00Z')))
    expect(automaticFreezesFor(weeks, at('2026-11-29T23:30:00Z'))).toEqual(['2026-11-29'])
  })
})
