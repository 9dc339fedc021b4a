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

it('is taken back with the badge of the challenge, and with no other', () => {
  const badge = { athleteId: 'ath_a', revision: 2, badgeKey: 'challenge.chl_1', name: 'January 500', activityId: null, at: 1 }
  const takenBack = (challengeId: string | null, audience: 'ONLY_ME' | null) =>
    challengeCompleted.withdraw?.(eventOf('badge.taken-back', { ...badge, challengeId, audience }), undefined)
  expect(takenBack('chl_1', null)).toEqual([{ recipientId: 'ath_a', group: 'chl_1', actorId: null }])
  expect([takenBack('chl_1', 'ONLY_ME'), takenBack(null, null)]).toEqual([[], []])
})
