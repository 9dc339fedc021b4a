import type { EventData } from '@gruppetto/events'
import { expect, it } from 'vitest'
import { clubInvited } from './club-invited.ts'
import { ana, eventOf } from './testing.ts'

type Change = EventData<'club.membership-changed'>
const changed = (change: Partial<Change>) =>
  eventOf('club.membership-changed', {
    clubId: 'club_1',
    athleteId: 'ath_a',
    revision: 1,
    status: 'INVITED',
    role: 'MEMBER',
    mutedUntilMs: null,
    byId: 'ath_b',
    sinceMs: 1,
    at: 1,
    ...change,
  })

it('tells who is invited, until there is an answer', () => {
  expect(clubInvited.notify(changed({}), true)).toEqual([
    { recipientId: 'ath_a', actorId: 'ath_b', group: 'club_1', atMs: 1, subjects: { club: 'club_1' } },
  ])
  expect(clubInvited.notify(changed({}), false)).toEqual([])
  expect(clubInvited.notify(changed({ at: 2 }), true)).toEqual([])
  expect(clubInvited.withdraw?.(changed({}), true)).toEqual([])
  for (const status of ['ACTIVE', 'NONE', 'BANNED'] as const) {
    expect(clubInvited.notify(changed({ status }), true)).toEqual([])
    expect(clubInvited.withdraw?.(changed({ status }), true)).toEqual([{ recipientId: 'ath_a', group: 'club_1', actorId: null }])
  }
})

it('names who invites, and the club', () => {
  expect(clubInvited.sentence({ club: 'Early Birds' }, ana, {})).toBe('Ana invites you to Early Birds')
})
