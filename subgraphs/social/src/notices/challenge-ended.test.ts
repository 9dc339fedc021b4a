import { expect, it } from 'vitest'
import { challengeEnded } from './challenge-ended.ts'
import { eventOf, nobody } from './testing.ts'

it('tells who has no score only that it has ended', () => {
  const results = [{ athleteId: 'ath_a', rank: 7, score: 0, completed: false }]
  const event = eventOf('challenge.settled', { challengeId: 'chl_1', participants: 9, results, at: 1 })
  expect(challengeEnded.notify(event, undefined)).toEqual([
    { recipientId: 'ath_a', group: 'chl_1', atMs: 1, subjects: { challenge: 'chl_1' } },
  ])
  expect(challengeEnded.facts?.({ challenge: 'January 500' })).toEqual({ rank: undefined, participants: undefined })
})

it('tells everybody with a score their final rank', () => {
  const result = (athleteId: string, rank: number) => ({ athleteId, rank, score: 10, completed: false })
  const results = [result('ath_a', 1), result('ath_b', 1), result('ath_c', 3), result('ath_d', 12), result('ath_e', 122)]
  const event = eventOf('challenge.settled', { challengeId: 'chl_1', participants: 128, results, at: 1 })
  expect(challengeEnded.notify(event, undefined).map(({ recipientId, words }) => [recipientId, words?.place])).toEqual([
    ['ath_a', '1st of 128'],
    ['ath_b', '1st of 128'],
    ['ath_c', '3rd of 128'],
    ['ath_d', '12th of 128'],
    ['ath_e', '122nd of 128'],
  ])
  const alone = eventOf('challenge.settled', { challengeId: 'chl_1', participants: 1, results: [result('ath_a', 1)], at: 1 })
  expect(challengeEnded.notify(alone, undefined)).toEqual([
    {
      recipientId: 'ath_a',
      group: 'chl_1',
      atMs: 1,
      subjects: { challenge: 'chl_1' },
      words: { place: '1st', rank: '1', participants: '1' },
    },
  ])
  const challenge = 'January 500'
  expect(challengeEnded.sentence({ challenge, place: '2nd of 128' }, nobody, {})).toBe('You came 2nd of 128 in January 500')
  expect(challengeEnded.sentence({ challenge }, nobody, {})).toBe('January 500 has ended')
  expect(challengeEnded.facts?.({ challenge, rank: '2', participants: '128' })).toEqual({ rank: 2, participants: 128 })
})
