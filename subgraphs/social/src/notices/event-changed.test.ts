import type { EventData } from '@gruppetto/events'
import { expect, it } from 'vitest'
import { eventChanged } from './event-changed.ts'
import { dueNotice, eventOf, nobody } from './testing.ts'

const HOUR_MS = 3_600_000
const { startsAtMs } = dueNotice
const before = { startsAtMs, place: null, cancelled: false }

const told = (change: Partial<EventData<'club-event.notice-due'>>, timeZone = 'Europe/Zurich') => {
  const [notice] = eventChanged.notify(eventOf('club-event.notice-due', { ...dueNotice, kind: 'CHANGED', before, ...change }), {
    nowMs: 7,
    zoneOf: () => timeZone,
  })
  return { ...notice, said: eventChanged.sentence({ event: 'Autumn ride', ...notice?.words }, nobody, {}) }
}

it('is one notification of the event for each who has answered', () => {
  expect(told({})).toMatchObject({ recipientId: 'ath_a', group: 'evt_1', atMs: 7, subjects: { event: 'evt_1' } })
  const reminder = eventOf('club-event.notice-due', { ...dueNotice, kind: 'REMINDER' })
  expect(eventChanged.notify(reminder, { nowMs: 7, zoneOf: () => 'UTC' })).toEqual([])
})

it('says what has changed, on the clock of who reads it', () => {
  const moved = { startsAtMs: startsAtMs + 2 * HOUR_MS }
  expect(told(moved).said).toBe('Autumn ride is now on Saturday 24 October, 09:00, not Saturday 24 October, 07:00')
  expect(told(moved, 'Asia/Tokyo').said).toBe('Autumn ride is now on Saturday 24 October, 16:00, not Saturday 24 October, 14:00')
  expect(told({ ...moved, place: 'Café' }).said).toMatch('not Saturday 24 October, 07:00, at Café')
  expect(told({ place: 'Café' }).said).toBe('Autumn ride on Saturday 24 October, 07:00 is now at Café')
  expect(told({ before: { ...before, place: 'Café' } }).said).toMatch('07:00 has no place any more')
  expect(told({ routeId: 'a' }).said).toBe('Autumn ride on Saturday 24 October, 07:00 has a new route')
  expect(told({ routeId: 'b', before: { ...before, routeId: 'a' } }).said).toMatch('07:00 has a new route')
  expect(told({ before: { ...before, routeId: 'a' } }).said).toMatch('07:00 has no route any more')
  expect(told({ routeId: 'a', place: 'Café' }).said).toMatch('07:00 is now at Café, by a new route')
  expect(told({ ...moved, routeId: 'a' }).said).toMatch('not Saturday 24 October, 07:00, by a new route')
  expect(told({ cancelled: true, cancelReason: 'Ice', otherDates: 1 }).said).toBe(
    'Autumn ride on Saturday 24 October, 07:00 is cancelled: Ice (and 1 other date)',
  )
  expect(told({ before: { ...before, cancelled: true }, otherDates: 5 }).said).toBe(
    'Autumn ride takes place after all: Saturday 24 October, 07:00 (and 5 other dates)',
  )
})

it('knows the same as facts', () => {
  const { words } = told({ startsAtMs: startsAtMs + HOUR_MS, place: 'Café', routeId: 'a', otherDates: 2 })
  expect(eventChanged.facts?.({ event: 'Autumn ride', ...words })).toEqual({
    change: 'TIME',
    startsAt: new Date(startsAtMs + HOUR_MS),
    formerStartsAt: new Date(startsAtMs),
    place: 'Café',
    hasNewRoute: true,
    cancelReason: undefined,
    otherDates: 2,
    eventTitle: undefined,
  })
})

it('tells who has waited of the place', () => {
  const place = told({ kind: 'PLACE', before: null })
  expect(place).toMatchObject({ recipientId: 'ath_a', group: `evt_1:${startsAtMs}:place` })
  expect(place.said).toBe('Autumn ride: you have a place, Saturday 24 October, 07:00')
})

it('tells nothing of an event that the reader may not see any more', () => {
  expect(eventChanged.sentence({ when: 'Saturday', place: 'Café' }, nobody, {})).toBe('An event of a club has changed')
  expect(eventChanged.facts?.({ startsAt: '2026-10-24T05:00:00.000Z', place: 'Café', reason: 'Ice' })).toEqual({})
})

it('tells of an event whose club was deleted without leading to it', () => {
  const { group, subjects, words } = told({ cancelled: true, title: 'Autumn ride', otherDates: 3 })
  expect({ group, subjects }).toEqual({ group: 'evt_1:deleted', subjects: {} })
  expect(eventChanged.sentence({ ...words }, nobody, {})).toBe(
    'Autumn ride on Saturday 24 October, 07:00 is cancelled (and 3 other dates)',
  )
  expect(eventChanged.facts?.({ ...words })).toMatchObject({ eventTitle: 'Autumn ride', change: 'CANCELLED', otherDates: 3 })
})
