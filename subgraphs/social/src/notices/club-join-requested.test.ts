import type { EventData } from '@gruppetto/events'
import { expect, it } from 'vitest'
import { clubJoinRequested } from './club-join-requested.ts'
import { anaAndBen, eventOf } from './testing.ts'

type Change = EventData<'club.membership-changed'>
const changed = (change: Partial<Change>) =>
  eventOf('club.membership-changed', {
    clubId: 'club_1',
    athleteId: 'ath_a',
    revision: 1,
    status: 'REQUESTED',
    role: 'MEMBER',
    mutedUntilMs: null,
    byId: 'ath_b',
    sinceMs: 1,
    at: 1,
    ...change,
  })

const loaded = { isCurrent: true, adminIds: ['ath_owner', 'ath_admin'] }

it('tells those who may answer, until somebody has', () => {
  expect(clubJoinRequested.notify(changed({}), loaded)).toMatchObject([
    { recipientId: 'ath_owner', actorId: 'ath_a', group: 'club_1' },
    { recipientId: 'ath_admin', actorId: 'ath_a', group: 'club_1' },
  ])
  expect(clubJoinRequested.notify(changed({}), { ...loaded, isCurrent: false })).toEqual([])
  expect(clubJoinRequested.withdraw?.(changed({}), loaded)).toEqual([])
  expect(clubJoinRequested.notify(changed({ status: 'NONE' }), loaded)).toEqual([])
  expect(clubJoinRequested.withdraw?.(changed({ status: 'NONE' }), loaded)).toEqual([
    { recipientId: 'ath_owner', group: 'club_1', actorId: 'ath_a' },
    { recipientId: 'ath_admin', group: 'club_1', actorId: 'ath_a' },
  ])
})

it('names who asks, and the club', () => {
  expect(clubJoinRequested.sentence({ club: 'Early Birds' }, anaAndBen, {})).toBe('Ana and Ben would like to join Early Birds')
})
