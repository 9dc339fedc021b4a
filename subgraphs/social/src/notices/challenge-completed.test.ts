import { expect, it } from 'vitest'
import { challengeCompleted } from './challenge-completed.ts'
import { eventOf, nobody } from './testing.ts'

it('notifies the athlete who reached the target', () => {
  const event = eventOf('challenge.completed', { challengeId: 'chl_1', athleteId: 'ath_a', at: 1 })
  const expected = { recipientId: 'ath_a', group: 'chl_1', atMs: 1, subjects: { challenge: 'chl_1' } }
  expect(challengeCompleted.notify(event, undefined)).toEqual([expected])
  expect(challengeCompleted.sentence({ challenge: 'January 500' }, nobody, {})).toBe('You completed January 500')
  expect(challengeCompleted.sentence({}, nobody, {})).toBe('You completed a challenge')
})
