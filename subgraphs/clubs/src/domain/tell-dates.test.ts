import { expect, it } from 'vitest'
import { type EventDateRow, followDate } from './event-date.ts'
import { noticeOfChange, noticeOfReminder } from './event-notice.ts'
import { type Answered, noticeOfPlace, tellDates } from './tell-dates.ts'

const DAY = 24 * 3_600_000
const HOUR = 3_600_000
const BEGINS = Date.UTC(2026, 9, 24, 5)

const dateOf = (week: number, change: object = {}): EventDateRow => {
  const startsAtMs = BEGINS + week * 7 * DAY
  const state = {
    clubEventId: 'evt_1',
    clubId: 'club_1',
    originalStartsAtMs: startsAtMs,
    revision: 1,
    title: 'Ride',
    startsAtMs,
    endsAtMs: null,
    overAtMs: startsAtMs + 12 * HOUR,
    timeZone: 'Europe/Zurich',
    place: null,
    isVirtual: false,
    cancelled: false,
    cancelReason: null,
    at: BEGINS - 10 * DAY,
  }
  const row = followDate(followDate(null, state), { ...state, revision: 2, ...change })
  if (row === null) throw new Error('the state is not newer')
  return row
}
const moved = (week: number) => dateOf(week, { startsAtMs: BEGINS + week * 7 * DAY + HOUR })
const byId = (...rows: readonly EventDateRow[]) => new Map(rows.map((row) => [row._id, row]))
const answer = (athleteId: string, row: EventDateRow): Answered => ({ athleteId, occurrenceId: row._id })

it('tells each of the soonest own date, and of how many others, and those together who are told the same', () => {
  const dates = [moved(0), moved(1), moved(2)] as const
  const notice = noticeOfChange([dates[2], dates[0], dates[1]], BEGINS - 9 * DAY)
  if (notice === null) throw new Error('there is a change')
  const answers = [
    ...dates.map((row) => answer('ath_a', row)),
    ...dates.map((row) => answer('ath_b', row)),
    answer('ath_c', dates[2]),
  ]
  const told = tellDates(notice, byId(...dates), answers, 7)
  expect(told.map(({ athleteIds, startsAtMs, otherDates }) => [athleteIds, startsAtMs, otherDates])).toEqual([
    [['ath_a', 'ath_b'], BEGINS + HOUR, 2],
    [['ath_c'], BEGINS + 14 * DAY + HOUR, 0],
  ])
  expect(told[0]).toMatchObject({
    kind: 'CHANGED',
    originalStartsAtMs: BEGINS,
    before: { startsAtMs: BEGINS, place: null, cancelled: false },
    at: 7,
  })
})

it('tells what is true now, and nothing when the change was taken back meanwhile', () => {
  const notice = noticeOfChange([moved(0)], 7)
  if (notice === null) throw new Error('there is a change')
  const answers = [answer('ath_a', moved(0))]
  const cancelled = dateOf(0, { cancelled: true, cancelReason: 'Ice' })
  expect(tellDates(notice, byId(cancelled), answers, 7)).toMatchObject([{ cancelled: true, cancelReason: 'Ice' }])
  expect(tellDates(notice, byId(dateOf(0)), answers, 7)).toEqual([])
  expect(tellDates(notice, new Map(), answers, 7)).toEqual([])
  expect(noticeOfChange([], 7)).toBeNull()
})

it('reminds nobody of what has changed since, or of a date of others', () => {
  const [row, other] = [dateOf(0), dateOf(1)]
  const notice = noticeOfReminder(row, 7)
  const answers = [answer('ath_a', row), answer('ath_b', other)]
  expect(tellDates(notice, byId(row, other), answers, 7)).toMatchObject([
    { kind: 'REMINDER', athleteIds: ['ath_a'], before: null, otherDates: 0 },
  ])
  for (const changed of [moved(0), dateOf(0, { cancelled: true })])
    expect(tellDates(notice, byId(changed), answers, 7)).toEqual([])
})

it('tells who has waited of the place, unless it is gone again or too late', () => {
  const answered = {
    clubEventId: 'evt_1',
    clubId: 'club_1',
    originalStartsAtMs: BEGINS,
    athleteId: 'ath_a',
    answer: 'GOING',
    movedUp: true,
    revision: 4,
    at: 7,
  } as const
  expect(noticeOfPlace(answered, moved(0), 7)).toMatchObject({
    kind: 'PLACE',
    athleteIds: ['ath_a'],
    startsAtMs: BEGINS + HOUR,
    before: null,
  })
  expect(noticeOfPlace({ ...answered, answer: null }, moved(0), 7)).toBeNull()
  expect(noticeOfPlace(answered, dateOf(0, { cancelled: true }), 7)).toBeNull()
  expect(noticeOfPlace(answered, moved(0), BEGINS + DAY)).toBeNull()
})
