import { expect, it } from 'vitest'
import { liveStarted } from './live-started.ts'
import { ana, eventOf } from './testing.ts'

const event = eventOf('live-session.announced', {
  liveSessionId: 'live_1',
  athleteId: 'ath_a',
  recipientIds: ['ath_1', 'ath_2'],
  at: 5,
})

it('notifies those who still follow, each of this session', () => {
  const notice = { actorId: 'ath_a', group: 'live_1', atMs: 5, subjects: { liveSession: 'live_1' } }
  expect(liveStarted.notify(event, ['ath_1'])).toEqual([{ recipientId: 'ath_1', ...notice }])
  expect(liveStarted.notify(event, [])).toEqual([])
})

it('names the athlete', () => {
  expect(liveStarted.sentence({}, ana, { liveSession: 'live_1' })).toBe('Ana is live now')
})
