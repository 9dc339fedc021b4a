import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  afterChange,
  afterReminder,
  type EventDateRow,
  followDate,
  isChangeDue,
  isForgotten,
  isWorthTelling,
  reminderDue,
} from './event-date.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const BEGINS = Date.UTC(2026, 9, 24, 5)
const state = {
  clubEventId: 'evt_1',
  clubId: 'club_1',
  originalStartsAtMs: BEGINS,
  revision: 1,
  title: 'Autumn ride',
  startsAtMs: BEGINS,
  endsAtMs: null,
  overAtMs: BEGINS + 12 * HOUR,
  timeZone: 'Europe/Zurich',
  place: null as string | null,
  isVirtual: false,
  cancelled: false,
  cancelReason: null,
  at: BEGINS - 10 * DAY,
}
type State = typeof state

const follow = (known: EventDateRow | null, change: Partial<State> = {}): EventDateRow => {
  const row = followDate(known, { ...state, revision: (known?.revision ?? 0) + 1, ...change })
  if (row === null) throw new Error('the state is not newer')
  return row
}
const first = follow(null)

describe('a change of a date', () => {
  it('is told once it has been quiet for two minutes, at last ten minutes after the first', () => {
    expect(first.tellChangeAt).toBeNull()
    const at = BEGINS - 5 * DAY
    let row = follow(first, { startsAtMs: BEGINS + HOUR, at })
    expect(row.tellChangeAt?.getTime()).toBe(at + 2 * MINUTE)
    expect([isChangeDue(row, at + 2 * MINUTE - 1), isChangeDue(row, at + 2 * MINUTE)]).toEqual([false, true])
    for (let minute = 1; minute < 10; minute++)
      row = follow(row, { startsAtMs: BEGINS + minute * HOUR, at: at + minute * MINUTE })
    expect(row.tellChangeAt?.getTime()).toBe(at + 10 * MINUTE)
    expect(row.told).toEqual({ startsAt: new Date(BEGINS), place: null, cancelled: false, routeId: null })
    expect(afterChange(row)).toMatchObject({ tellChangeAt: null, changedAt: null, told: { startsAt: row.startsAt } })
  })

  it('is not told when it was taken back, or when nothing has changed that athletes must know', () => {
    const cancelled = follow(first, { cancelled: true })
    expect(cancelled.tellChangeAt).not.toBeNull()
    expect(follow(cancelled).tellChangeAt).toBeNull()
    expect(follow(first, { title: 'Another name' }).tellChangeAt).toBeNull()
    // Where something would have been is of no interest once it is cancelled.
    expect(follow(afterChange(cancelled), { cancelled: true, place: 'Café' }).tellChangeAt).toBeNull()
    const over = follow(first, { cancelled: true, at: BEGINS + 13 * HOUR })
    expect(isWorthTelling(over, BEGINS + 14 * HOUR)).toBe(false)
  })

  it('comes in any order', () => {
    const moved = follow(first, { place: 'Café', revision: 3 })
    expect(followDate(moved, { ...state, revision: 2 })).toBeNull()
    expect(followDate(moved, { ...state, revision: 3 })).toBeNull()
  })
})

describe('a reminder', () => {
  /** Runs a clock that looks at the row whenever it is due. Returns when which reminder was told. */
  const run = (start: EventDateRow, fromMs: number, untilMs: number, stepMs = MINUTE) => {
    const told: (readonly [string, number])[] = []
    let row = start
    for (let nowMs = fromMs; nowMs <= untilMs; nowMs += stepMs) {
      if (row.lookAt.getTime() > nowMs || isForgotten(row, nowMs)) continue
      const lead = reminderDue(row, nowMs)
      if (lead !== null) told.push([lead, nowMs - row.startsAt.getTime()])
      row = afterReminder(row, lead, nowMs)
    }
    return { row, told }
  }

  it('comes a day and an hour before', () => {
    const { told, row } = run(first, state.at, BEGINS + 13 * HOUR)
    expect(told).toEqual([
      ['day', -DAY],
      ['hour', -HOUR],
    ])
    expect(row.remindAt).toBeNull()
    expect([isForgotten(row, BEGINS + 13 * HOUR), isForgotten(row, BEGINS + 40 * HOUR)]).toEqual([false, true])
  })

  it('comes late rather than not at all after an outage, but not once it has begun or the next one is due', () => {
    expect(run(first, BEGINS - 20 * HOUR, BEGINS).told).toEqual([
      ['day', -20 * HOUR],
      ['hour', -HOUR],
    ])
    expect(run(first, BEGINS - HOUR / 2, BEGINS).told).toEqual([['hour', -HOUR / 2]])
    expect(run(first, BEGINS, BEGINS + DAY).told).toEqual([])
  })

  it('does not come a day before for what was created later than that, nor for what is cancelled', () => {
    expect(run(follow(null, { at: BEGINS - 5 * HOUR }), BEGINS - 5 * HOUR, BEGINS).told).toEqual([['hour', -HOUR]])
    expect(run(follow(first, { cancelled: true }), state.at, BEGINS).told).toEqual([])
    expect(run(follow(follow(first, { cancelled: true })), state.at, BEGINS).told).toHaveLength(2)
  })

  it('comes again for a date that was moved by more than its lead, and not for a smaller move', () => {
    const { row } = run(first, state.at, BEGINS - 2 * HOUR)
    const at = BEGINS - 2 * HOUR
    const later = follow(row, { startsAtMs: BEGINS + 3 * HOUR, at })
    expect(run(later, at, BEGINS + 3 * HOUR).told).toEqual([['hour', -HOUR]])
    const nextWeek = follow(row, { startsAtMs: BEGINS + 7 * DAY, at })
    expect(run(nextWeek, at, BEGINS + 7 * DAY).told).toEqual([
      ['day', -DAY],
      ['hour', -HOUR],
    ])
  })

  it('comes at most once for each beginning, and an hour before the last one, however often it is moved', () => {
    const moves = fc.array(fc.record({ at: fc.integer({ min: -48, max: -2 }), by: fc.integer({ min: -30, max: 60 }) }), {
      maxLength: 5,
    })
    fc.assert(
      fc.property(moves, (all) => {
        let row = first
        let nowMs = state.at
        const told: { lead: string; beginsMs: number }[] = []
        for (const { at, by } of all.toSorted((a, b) => a.at - b.at)) {
          const until = BEGINS + at * HOUR
          const part = run(row, nowMs, until, 15 * MINUTE)
          told.push(...part.told.map(([lead]) => ({ lead, beginsMs: part.row.startsAt.getTime() })))
          const startsAtMs = Math.max(until + 2 * HOUR, BEGINS + by * HOUR)
          row = follow(part.row, { startsAtMs, overAtMs: startsAtMs + 12 * HOUR, at: until })
          nowMs = until
        }
        const end = run(row, nowMs, row.startsAt.getTime(), 15 * MINUTE)
        told.push(...end.told.map(([lead]) => ({ lead, beginsMs: row.startsAt.getTime() })))
        const keys = told.map(({ lead, beginsMs }) => `${lead} ${beginsMs}`)
        expect(new Set(keys).size).toBe(keys.length)
        const last = end.row.remindedOf.hour
        expect(last !== null && Math.abs(last.getTime() - row.startsAt.getTime()) < HOUR).toBe(true)
      }),
    )
  })
})
