import { expect, it } from 'vitest'
import { challengeOvertaken } from './challenge-overtaken.ts'
import { ana, eventOf } from './testing.ts'

it('notifies the athlete who was overtaken, and names the other and the challenge', () => {
  const event = eventOf('challenge.overtaken', { challengeId: 'chl_1', athleteId: 'ath_b', byAthleteId: 'ath_a', at: 1 })
  const expected = { recipientId: 'ath_b', actorId: 'ath_a', group: 'chl_1', atMs: 1, subjects: { challenge: 'chl_1' } }
  expect(challengeOvertaken.notify(event, undefined)).toEqual([expected])
  expect(challengeOvertaken.sentence({ challenge: 'January 500' }, ana, {})).toBe('Ana overtook you in January 500')
})
