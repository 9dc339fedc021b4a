import type { EventData } from '@gruppetto/events'
import { expect, it } from 'vitest'
import { clubOfferAnswered } from './club-offer-answered.ts'
import { ana, eventOf } from './testing.ts'

type Change = EventData<'club.offer-changed'>
const changed = (change: Partial<Change>) =>
  eventOf('club.offer-changed', {
    clubId: 'club_1',
    revision: 4,
    athleteId: null,
    formerAthleteId: 'ath_a',
    ownerId: 'ath_o',
    answer: 'ACCEPTED',
    at: 2,
    ...change,
  })

it('tells the owner what was answered, and nothing of what the owner has done', () => {
  expect(clubOfferAnswered.notify(changed({}), undefined)).toMatchObject([
    { recipientId: 'ath_o', actorId: 'ath_a', group: 'club_1', words: { answer: 'ACCEPTED' } },
  ])
  for (const change of [{ answer: null }, { ownerId: null }])
    expect(clubOfferAnswered.notify(changed(change), undefined)).toEqual([])
})

it('names who has answered, and the club', () => {
  const sentence = (answer: string) => clubOfferAnswered.sentence({ club: 'Early Birds', answer }, ana, {})
  expect(sentence('ACCEPTED')).toBe('Ana is now the owner of Early Birds')
  expect(sentence('DECLINED')).toBe('Ana declined your offer of Early Birds')
})
