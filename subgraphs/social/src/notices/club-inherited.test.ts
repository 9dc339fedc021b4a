import type { EventData } from '@gruppetto/events'
import { expect, it } from 'vitest'
import { clubInherited } from './club-inherited.ts'
import { eventOf, nobody } from './testing.ts'

type Change = EventData<'club.membership-changed'>
const changed = (change: Partial<Change>) =>
  eventOf('club.membership-changed', {
    clubId: 'club_1',
    athleteId: 'ath_a',
    revision: 2,
    status: 'ACTIVE',
    role: 'OWNER',
    mutedUntilMs: null,
    byId: null,
    sinceMs: 1,
    formerRole: 'MEMBER',
    at: 2,
    ...change,
  })

it('tells the heir, and not who has founded the club or was given it', () => {
  expect(clubInherited.notify(changed({}), true)).toEqual([
    { recipientId: 'ath_a', group: 'club_1', atMs: 2, subjects: { club: 'club_1' } },
  ])
  expect(clubInherited.notify(changed({}), false)).toEqual([])
  const { formerRole: _none, ...founded } = changed({}).data
  const others = [{ ...changed({}), data: founded }, changed({ byId: 'ath_b' }), changed({ role: 'ADMIN' })]
  for (const event of others) expect(clubInherited.notify(event, true)).toEqual([])
})

it('holds as long as the athlete owns the club', () => {
  expect(clubInherited.withdraw?.(changed({}), true)).toEqual([])
  for (const event of [changed({ role: 'ADMIN' }), changed({ status: 'NONE' })])
    expect(clubInherited.withdraw?.(event, true)).toEqual([{ recipientId: 'ath_a', group: 'club_1', actorId: null }])
})

it('names the club', () => {
  expect(clubInherited.sentence({ club: 'Early Birds' }, nobody, {})).toBe(
    'You are now the owner of Early Birds, since its owner has left',
  )
})
