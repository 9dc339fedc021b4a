import type { EventData } from '@gruppetto/events'
import { expect, it } from 'vitest'
import { clubRoleChanged } from './club-role-changed.ts'
import { eventOf, nobody } from './testing.ts'

type Change = EventData<'club.membership-changed'>
const changed = (change: Partial<Change>) =>
  eventOf('club.membership-changed', {
    clubId: 'club_1',
    athleteId: 'ath_a',
    revision: 2,
    status: 'ACTIVE',
    role: 'MODERATOR',
    mutedUntilMs: null,
    byId: 'ath_b',
    sinceMs: 1,
    formerRole: 'MEMBER',
    at: 2,
    ...change,
  })

it('tells who has another role, given by somebody else', () => {
  expect(clubRoleChanged.notify(changed({}), true)).toEqual([
    { recipientId: 'ath_a', group: 'club_1', atMs: 2, subjects: { club: 'club_1' }, words: { role: 'MODERATOR' } },
  ])
  expect(clubRoleChanged.notify(changed({}), false)).toEqual([])
  const { formerRole: _none, ...sameRole } = changed({}).data
  const others = [{ ...changed({}), data: sameRole }]
  const changes: Partial<Change>[] = [
    { byId: null },
    { byId: 'ath_a' },
    { role: 'OWNER' },
    { formerRole: 'OWNER', role: 'ADMIN' },
  ]
  for (const event of [...others, ...changes.map(changed)]) expect(clubRoleChanged.notify(event, true)).toEqual([])
})

it('holds as long as the athlete is a member', () => {
  expect(clubRoleChanged.withdraw?.(changed({}), true)).toEqual([])
  expect(clubRoleChanged.withdraw?.(changed({ status: 'NONE' }), true)).toEqual([
    { recipientId: 'ath_a', group: 'club_1', actorId: null },
  ])
})

it('names the role and the club', () => {
  for (const role of ['ADMIN', 'an admin'])
    expect(clubRoleChanged.sentence({ club: 'Early Birds', role }, nobody, {})).toBe('You are now an admin of Early Birds')
  expect(clubRoleChanged.facts?.({ role: 'ADMIN' })).toEqual({ role: 'ADMIN' })
  expect(clubRoleChanged.facts?.({ role: 'an admin' })).toEqual({ role: undefined })
})
