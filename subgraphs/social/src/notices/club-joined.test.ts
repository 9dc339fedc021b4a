import type { EventData } from '@gruppetto/events'
import { expect, it } from 'vitest'
import { clubJoined } from './club-joined.ts'
import { eventOf, nobody } from './testing.ts'

type Change = EventData<'club.membership-changed'>
const changed = (change: Partial<Change>) =>
  eventOf('club.membership-changed', {
    clubId: 'club_1',
    athleteId: 'ath_a',
    revision: 1,
    status: 'ACTIVE',
    role: 'MEMBER',
    mutedUntilMs: null,
    byId: 'ath_b',
    sinceMs: 1,
    at: 1,
    ...change,
  })

it('tells whose request was accepted, and nobody else', () => {
  expect(clubJoined.notify(changed({}), true)).toEqual([
    { recipientId: 'ath_a', group: 'club_1', atMs: 1, subjects: { club: 'club_1' } },
  ])
  expect(clubJoined.notify(changed({}), false)).toEqual([])
  const others: Partial<Change>[] = [{ byId: null }, { byId: 'ath_a' }, { at: 2, role: 'ADMIN' }, { status: 'REQUESTED' }]
  for (const change of others) expect(clubJoined.notify(changed(change), true)).toEqual([])
})

it('holds as long as the athlete is a member', () => {
  expect(clubJoined.withdraw?.(changed({ at: 2 }), true)).toEqual([])
  expect(clubJoined.withdraw?.(changed({ status: 'BANNED' }), true)).toEqual([
    { recipientId: 'ath_a', group: 'club_1', actorId: null },
  ])
})

it('names the club', () => {
  expect(clubJoined.sentence({ club: 'Early Birds' }, nobody, {})).toBe('You are now a member of Early Birds')
})
