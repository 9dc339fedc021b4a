import { expect, it } from 'vitest'
import type { ClubEventRow } from '../club-event.ts'
import { type OccurrenceRow, occurrenceId } from '../occurrence.ts'
import type { Rsvp } from '../values.ts'
import { type CalendarEvent, entriesOf } from './entries.ts'

const DAY = 24 * 3_600_000
const HOUR = 3_600_000

const ride: ClubEventRow = {
  _id: 'evt_1',
  clubId: 'club_1',
  title: 'Saturday ride',
  description: 'No drop.',
  sport: 'RIDE',
  startsAt: new Date('2026-10-10T05:00:00Z'),
  endsAt: new Date('2026-10-10T08:00:00Z'),
  overAt: new Date('2026-10-10T08:00:00Z'),
  timeZone: 'Europe/Zurich',
  recurrence: 'FREQ=WEEKLY;BYDAY=SA',
  meetingPoint: null,
  place: 'Station',
  isVirtual: false,
  cancelledAt: null,
  cancelReason: null,
  createdById: 'ath_1',
  createdAt: new Date('2026-09-01T08:00:00Z'),
  revision: 2,
}

/** The date of a week, after the rule of the event. */
const dateOf = (week: number, more: Partial<OccurrenceRow> = {}, event = ride): OccurrenceRow => {
  // At seven on the clock, which is an hour later from the 25th of October on.
  const slotAt = new Date(event.startsAt.getTime() + week * 7 * DAY + (week > 2 && event.timeZone === 'Europe/Zurich' ? HOUR : 0))
  const { title, description, sport, meetingPoint, place, isVirtual, timeZone } = event
  return {
    _id: occurrenceId(event._id, slotAt),
    eventId: event._id,
    clubId: event.clubId,
    originalStartsAt: slotAt,
    slotAt,
    startsAt: slotAt,
    endsAt: new Date(slotAt.getTime() + 3 * HOUR),
    overAt: new Date(slotAt.getTime() + 3 * HOUR),
    ...{ title, description, sport, meetingPoint, place, isVirtual, timeZone },
    own: [],
    cancelledAt: null,
    cancelReason: null,
    cancelledWithSeries: false,
    goingCount: 0,
    waitlistedCount: 0,
    revision: 1,
    ...more,
  }
}
const weeks = [0, 1, 2, 3, 4].map((week) => dateOf(week))
const calendarOf = (occurrences: readonly OccurrenceRow[], more: Partial<CalendarEvent> = {}): CalendarEvent => ({
  event: ride,
  occurrences,
  clubName: null,
  routes: new Map(),
  answers: null,
  ...more,
})

it('shows a series as one entry, and beside it each date that differs', () => {
  const moved = dateOf(1, { own: ['time'], startsAt: new Date('2026-10-17T07:00:00Z'), revision: 2 })
  const cancelled = dateOf(3, { cancelledAt: new Date(7), cancelReason: 'Ice', revision: 3 })
  const entries = entriesOf(calendarOf([dateOf(0), moved, dateOf(2), cancelled]))
  expect(entries).toMatchObject([
    {
      uid: 'evt_1@gruppetto',
      sequence: 2,
      startsAt: ride.startsAt,
      series: { rule: 'FREQ=WEEKLY;BYDAY=SA', exceptMs: [], besidesMs: [] },
      status: 'CONFIRMED',
    },
    { uid: 'evt_1@gruppetto', sequence: 4, originalStartsAt: moved.slotAt, startsAt: moved.startsAt, status: 'CONFIRMED' },
    {
      uid: 'evt_1@gruppetto',
      sequence: 5,
      originalStartsAt: cancelled.slotAt,
      status: 'CANCELLED',
      description: 'Cancelled: Ice\n\nNo drop.',
    },
  ])
  expect(entries[0]).not.toHaveProperty('originalStartsAt')
})

it('keeps the exceptions and further dates of a rule', () => {
  const event = { ...ride, recurrence: 'RRULE:FREQ=WEEKLY;BYDAY=SA\nEXDATE:20261017T070000\nRDATE:20261018T070000' }
  const series = { exceptMs: [Date.UTC(2026, 9, 17, 7)], besidesMs: [Date.UTC(2026, 9, 18, 7)] }
  expect(entriesOf(calendarOf([dateOf(0)], { event }))).toMatchObject([{ series }])
})

it('shows a cancelled series as one cancelled entry', () => {
  const event = { ...ride, cancelledAt: new Date(7), cancelReason: 'Winter' }
  const all = weeks.map((row) => ({ ...row, cancelledAt: new Date(7), cancelReason: 'Winter', cancelledWithSeries: true }))
  expect(entriesOf(calendarOf(all, { event }))).toMatchObject([
    { status: 'CANCELLED', description: 'Cancelled: Winter\n\nNo drop.' },
  ])
})

it('shows an athlete the dates that they go to as confirmed, and none that they do not go to', () => {
  const answersOf = (...given: readonly (Rsvp | null)[]) =>
    new Map(given.flatMap((answer, week) => (answer === null ? [] : [[dateOf(week)._id, answer] as const])))
  const shown = (...given: readonly (Rsvp | null)[]) =>
    entriesOf(calendarOf(weeks, { answers: answersOf(...given), clubName: 'Early Birds' }))
  expect(shown()).toMatchObject([{ title: 'Saturday ride (Early Birds)', status: 'TENTATIVE', isBusy: false }])
  const [series, going, ...none] = shown('MAYBE', 'GOING', 'NOT_GOING', 'WAITLISTED')
  expect(none).toEqual([])
  expect(series).toMatchObject({ status: 'TENTATIVE', series: { exceptMs: [Date.UTC(2026, 9, 24, 7)] } })
  expect(going).toMatchObject({ status: 'CONFIRMED', isBusy: true, originalStartsAt: dateOf(1).slotAt })
  // Who goes to all of them has one entry.
  expect(shown('GOING', 'GOING', 'GOING', 'GOING', 'GOING')).toMatchObject([{ status: 'CONFIRMED', isBusy: true }])
  expect(shown('GOING', 'GOING', 'GOING', 'GOING', null)).toMatchObject([
    { status: 'CONFIRMED' },
    { status: 'TENTATIVE', originalStartsAt: dateOf(4).slotAt },
  ])
})

it('shows a date by an earlier rule, and one without exact time on the clock, by itself', () => {
  const event = { ...ride, startsAt: dateOf(2).startsAt, endsAt: dateOf(2).endsAt }
  const gone = dateOf(3, { slotAt: null, cancelledAt: null })
  expect(entriesOf(calendarOf([dateOf(0), dateOf(2), gone], { event }))).toMatchObject([
    { uid: 'evt_1@gruppetto', startsAt: dateOf(2).startsAt },
    { uid: `${dateOf(0)._id}@gruppetto`, startsAt: dateOf(0).startsAt },
  ])
  const casablanca = { ...ride, timeZone: 'Africa/Casablanca', recurrence: 'FREQ=WEEKLY' }
  const rows = Array.from({ length: 52 }, (_, week) => dateOf(week, {}, casablanca))
  expect(entriesOf(calendarOf(rows, { event: casablanca })).map(({ uid }) => uid)).toEqual(
    rows.map(({ _id }) => `${_id}@gruppetto`),
  )
})

it('shows a single event as one entry', () => {
  const event = { ...ride, recurrence: null }
  expect(entriesOf(calendarOf([dateOf(0, { revision: 3 })], { event }))).toMatchObject([
    { uid: 'evt_1@gruppetto', sequence: 5, title: 'Saturday ride', isBusy: false },
  ])
  const answers = new Map([[dateOf(0)._id, 'NOT_GOING' as const]])
  expect(entriesOf(calendarOf([dateOf(0)], { event, answers }))).toEqual([])
})

it('says how far the route is, and begins where it does when no meeting point is given', () => {
  const planned = { polyline: '_p~iF~ps|U_ulLnnqC', distanceMeters: 42_345, climbMeters: 560 }
  const row = { _id: 'r', eventId: 'evt_1', clubId: 'club_1', activityId: null, givenById: 'ath_1', createdAt: ride.createdAt }
  const routes = new Map([
    ['r', { ...row, planned }],
    ['flat', { ...row, _id: 'flat', planned: { ...planned, climbMeters: null } }],
    ['activity', { ...row, _id: 'activity', planned: null, activityId: 'act_1' }],
  ])
  const single = { ...ride, recurrence: null }
  const entryWith = (routeId: string, more: Partial<OccurrenceRow> = {}) =>
    entriesOf({ ...calendarOf([dateOf(0, { routeId, ...more }, single)], { event: single }), routes })[0]
  expect(entryWith('r')).toMatchObject({
    description: 'No drop.\n\nRoute: 42.3 km, 560 m of climbing',
    position: { latitude: 38.5, longitude: -120.2 },
  })
  expect(entryWith('flat', { description: null })?.description).toBe('Route: 42.3 km')
  expect(entryWith('activity')).toMatchObject({ description: 'No drop.', position: null })
  const meetingPoint = { latitude: 47, longitude: 8 }
  expect(entryWith('r', { meetingPoint })?.position).toEqual(meetingPoint)
})
