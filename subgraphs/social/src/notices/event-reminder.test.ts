import { expect, it } from 'vitest'
import { eventReminder } from './event-reminder.ts'
import { dueNotice, eventOf, nobody } from './testing.ts'

const readers = { nowMs: dueNotice.startsAtMs - 1, zoneOf: () => 'Europe/Zurich' }
const event = eventOf('club-event.notice-due', { ...dueNotice, kind: 'REMINDER', place: 'Main station' })

it('reminds of one date, and is taken back when the date has changed', () => {
  const group = `evt_1:${dueNotice.originalStartsAtMs}`
  expect(eventReminder.notify(event, readers)).toEqual([
    {
      recipientId: 'ath_a',
      group,
      atMs: 7,
      subjects: { event: 'evt_1' },
      words: { when: 'Saturday 24 October, 07:00', startsAt: '2026-10-24T05:00:00.000Z', place: 'Main station' },
    },
  ])
  expect(eventReminder.notify(event, { ...readers, nowMs: dueNotice.startsAtMs })).toEqual([])
  expect(eventReminder.withdraw?.(event, readers)).toEqual([])
  const changed = eventOf('club-event.notice-due', { ...dueNotice, kind: 'CHANGED' })
  expect(eventReminder.notify(changed, readers)).toEqual([])
  expect(eventReminder.withdraw?.(changed, readers)).toEqual([{ recipientId: 'ath_a', actorId: null, group }])
})

it('says when and where', () => {
  const when = 'Saturday 24 October, 07:00'
  const sentence = (words: Readonly<Record<string, string>>) => eventReminder.sentence(words, nobody, {})
  expect(sentence({ event: 'Autumn ride', when, place: 'Main station' })).toBe(
    'Autumn ride begins: Saturday 24 October, 07:00, Main station',
  )
  expect(sentence({ event: 'Autumn ride', when })).toBe('Autumn ride begins: Saturday 24 October, 07:00')
  // Nothing is said of an event that the reader may not see any more.
  expect(sentence({ when, place: 'Main station' })).toBe('An event of a club begins soon')
  const startsAt = '2026-10-24T05:00:00.000Z'
  expect(eventReminder.facts?.({ startsAt, place: 'Main station' })).toEqual({})
  expect(eventReminder.facts?.({ event: 'Autumn ride', startsAt })).toEqual({ startsAt: new Date(startsAt), place: undefined })
})
