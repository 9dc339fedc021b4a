import type { EventData } from '@gruppetto/events'
import { expect, it } from 'vitest'
import { clubOffered } from './club-offered.ts'
import { ana, eventOf } from './testing.ts'

type Change = EventData<'club.offer-changed'>
const changed = (change: Partial<Change>) =>
  eventOf('club.offer-changed', {
    clubId: 'club_1',
    revision: 4,
    athleteId: 'ath_a',
    formerAthleteId: null,
    ownerId: 'ath_o',
    answer: null,
    at: 2,
    ...change,
  })

it('tells to whom a club is offered, as long as the offer is the last', () => {
  expect(clubOffered.notify(changed({}), true)).toEqual([
    { recipientId: 'ath_a', actorId: 'ath_o', group: 'club_1', sourceId: 'club_1:4', atMs: 2, subjects: { club: 'club_1' } },
  ])
  expect(clubOffered.notify(changed({}), false)).toEqual([])
  expect(clubOffered.notify(changed({ athleteId: null }), true)).toEqual([])
  expect(clubOffered.withdraw?.(changed({}), true)).toEqual([])
  expect(clubOffered.withdraw?.(changed({ athleteId: 'ath_c', formerAthleteId: 'ath_a' }), true)).toEqual([
    { recipientId: 'ath_a', group: 'club_1', actorId: null },
  ])
})

it('names the owner and the club', () => {
  expect(clubOffered.sentence({ club: 'Early Birds' }, ana, {})).toBe(
    'Ana would hand Early Birds over to you: you can accept or decline',
  )
})
