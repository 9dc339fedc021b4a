import { expect, it } from 'vitest'
import type { Readers } from './event-dates.ts'
import { eventScheduled } from './event-scheduled.ts'
import { dueNotice, eventOf, nobody } from './testing.ts'

const readers: Readers = { nowMs: 7, zoneOf: (athleteId) => (athleteId === 'ath_b' ? 'America/New_York' : 'Europe/Zurich') }

it('tells each member when the event begins, on the own clock', () => {
  const event = eventOf('club-event.notice-due', { ...dueNotice, kind: 'SCHEDULED', athleteIds: ['ath_a', 'ath_b'] })
  const startsAt = '2026-10-24T05:00:00.000Z'
  const rest = { group: 'evt_1', atMs: 7, subjects: { event: 'evt_1' } }
  expect(eventScheduled.notify(event, readers)).toEqual([
    { recipientId: 'ath_a', ...rest, words: { when: 'Saturday 24 October, 07:00', startsAt } },
    { recipientId: 'ath_b', ...rest, words: { when: 'Saturday 24 October, 01:00', startsAt } },
  ])
  for (const kind of ['CHANGED', 'REMINDER'] as const)
    expect(eventScheduled.notify({ ...event, data: { ...event.data, kind } }, readers)).toEqual([])
})

it('names the event to whoever may see it', () => {
  const when = 'Saturday 24 October, 07:00'
  expect(eventScheduled.sentence({ event: 'Autumn ride', when }, nobody, {})).toBe(
    'New event: Autumn ride, Saturday 24 October, 07:00',
  )
  expect(eventScheduled.sentence({ when }, nobody, {})).toBe('A club has a new event')
  const startsAt = '2026-10-24T05:00:00.000Z'
  expect(eventScheduled.facts?.({ event: 'Autumn ride', startsAt })).toEqual({ startsAt: new Date(startsAt) })
  expect(eventScheduled.facts?.({ startsAt })).toEqual({})
})
