import { expect, it } from 'vitest'
import { cheer } from './cheer.ts'
import { ana, anaAndBen, eventOf } from './testing.ts'

const data = { cheerId: 'cheer_1', athleteId: 'ath_a', message: 'Go!', at: 1 }

it('notifies everybody whom the cheer is for, in one group for each live session or event', () => {
  const live = eventOf('cheer.given', { ...data, toAthleteIds: ['ath_b'], liveSessionId: 'live_1' })
  expect(cheer.notify(live, undefined)).toEqual([
    {
      recipientId: 'ath_b',
      actorId: 'ath_a',
      group: 'live_1',
      sourceId: 'cheer_1',
      atMs: 1,
      subjects: { liveSession: 'live_1' },
      words: { message: 'Go!' },
    },
  ])
  const event = eventOf('cheer.given', { ...data, toAthleteIds: ['ath_b', 'ath_c'], eventId: 'evt_1' })
  expect(cheer.notify(event, undefined)).toMatchObject([
    { recipientId: 'ath_b', group: 'evt_1', subjects: { event: 'evt_1' } },
    { recipientId: 'ath_c', group: 'evt_1' },
  ])
  const athlete = eventOf('cheer.given', { ...data, toAthleteIds: ['ath_b'] })
  expect(cheer.notify(athlete, undefined)[0]).not.toHaveProperty('group')
})

it('says who, where and what', () => {
  expect(cheer.sentence({ message: 'Go!' }, ana, {})).toBe('Ana is cheering for you: “Go!”')
  expect(cheer.sentence({ message: 'Go!', event: 'Town run' }, ana, { event: 'evt_1' })).toBe(
    'Ana is cheering for you at Town run: “Go!”',
  )
  expect(cheer.sentence({ message: 'Go!' }, anaAndBen, { event: 'evt_1' })).toBe(
    'Ana and Ben are cheering for you at an event, the latest: “Go!”',
  )
})
