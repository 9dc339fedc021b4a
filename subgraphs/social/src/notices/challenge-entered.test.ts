import type { EventData } from '@gruppetto/events'
import { expect, it } from 'vitest'
import { challengeEntered } from './challenge-entered.ts'
import { eventOf, nobody } from './testing.ts'

const announced = (change: Partial<EventData<'challenge-entry.announced'>>) =>
  eventOf('challenge-entry.announced', {
    ...{ challengeId: 'chl_1', clubId: 'club_1', entered: true, byId: 'ath_b', athleteIds: ['ath_a', 'ath_b', 'ath_c'], at: 2 },
    ...change,
  })

it('tells the members, but not who has entered the club', () => {
  const readers = { isCurrent: true, readerIds: ['ath_a', 'ath_b'] }
  expect(challengeEntered.notify(announced({}), readers)).toEqual([
    { recipientId: 'ath_a', group: 'chl_1:club_1', atMs: 2, subjects: { challenge: 'chl_1', club: 'club_1' } },
  ])
  expect(challengeEntered.notify(announced({ entered: false }), readers)).toEqual([])
  expect(challengeEntered.withdraw?.(announced({}), readers)).toEqual([])
})

it('holds until the club is withdrawn', () => {
  const withdrawn = announced({ entered: false, athleteIds: ['ath_a'] })
  expect(challengeEntered.withdraw?.(withdrawn, { isCurrent: true, readerIds: [] })).toEqual([
    { recipientId: 'ath_a', group: 'chl_1:club_1', actorId: null },
  ])
  expect(challengeEntered.withdraw?.(withdrawn, { isCurrent: false, readerIds: [] })).toEqual([])
})

it('names the club and the challenge', () => {
  expect(challengeEntered.sentence({ club: 'Early Birds', challenge: 'April' }, nobody, {})).toBe(
    'Early Birds takes part in April: join to score for it',
  )
})
