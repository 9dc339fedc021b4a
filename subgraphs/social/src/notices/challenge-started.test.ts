import { expect, it } from 'vitest'
import { challengeStarted } from './challenge-started.ts'
import { eventOf, nobody } from './testing.ts'

it('notifies all who had joined', () => {
  const event = eventOf('challenge.started', { challengeId: 'chl_1', athleteIds: ['ath_a', 'ath_b'], at: 1 })
  const rest = { group: 'chl_1', atMs: 1, subjects: { challenge: 'chl_1' } }
  expect(challengeStarted.notify(event, undefined)).toEqual([
    { recipientId: 'ath_a', ...rest },
    { recipientId: 'ath_b', ...rest },
  ])
  expect(challengeStarted.sentence({ challenge: 'January 500' }, nobody, {})).toBe('January 500 has begun')
  expect(challengeStarted.sentence({}, nobody, {})).toBe('A challenge has begun')
})
