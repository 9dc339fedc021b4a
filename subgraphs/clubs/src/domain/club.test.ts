import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ClubRow, clubSeenBy, decideLeaving, type MembershipRow, maySeeClub, maySeeInside, slugFor, slugOf } from './club.ts'
import { wordsOf } from './text.ts'

const member: MembershipRow = {
  _id: 'c:a',
  clubId: 'c',
  athleteId: 'a',
  role: 'MEMBER',
  status: 'ACTIVE',
  joinedAt: new Date(1),
  revision: 1,
}
const owner: MembershipRow = { ...member, role: 'OWNER' }
const requested: MembershipRow = { ...member, status: 'REQUESTED' }

const secretClub: ClubRow = {
  _id: 'c',
  slug: 'club-c',
  name: 'Dawn Patrol',
  nameWords: ['dawn', 'patrol'],
  description: 'Nobody knows.',
  avatarUrl: 'https://example.org/dawn.png',
  sports: ['RIDE'],
  access: 'SECRET',
  memberCount: 7,
  createdById: 'a',
  createdAt: new Date(1),
  dissolved: false,
}

describe('slugOf', () => {
  it.each([
    ['Gruppetto Zürich', 'gruppetto-zurich'],
    ['  --Los  Ángeles / Tri-Club!! ', 'los-angeles-tri-club'],
    ['Straße 7', 'strasse-7'],
    ['走る会', 'club-87654321'],
  ])('%s -> %s', (name, slug) => {
    expect(slugOf(name, 'club_0087654321')).toBe(slug)
  })

  it('returns a slug that the input check accepts, for any name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 3, maxLength: 200 }), (name) => {
        const slug = slugOf(name, 'club_0087654321')
        expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
        expect(slug.length).toBeLessThanOrEqual(80)
      }),
    )
  })
})

describe('wordsOf', () => {
  it('returns each word once, without case and accents, in any script', () => {
    expect(wordsOf('Éclair éclair ÉCLAIRS 走る 24h')).toEqual(['eclair', 'eclairs', '走る', '24h'])
    expect(wordsOf('!?- ')).toEqual([])
  })
})

describe('membership rules', () => {
  it('let the owner leave only as the only member', () => {
    expect(decideLeaving(owner, 2)).toBe('OWNER')
    expect(decideLeaving(owner, 1)).toBe('DISSOLVE')
    expect(decideLeaving(member, 2)).toBe('LEAVE')
    expect(decideLeaving(requested, 1)).toBe('LEAVE')
    expect(decideLeaving({ ...member, status: 'INVITED' }, 2)).toBe('LEAVE')
    for (const status of ['NONE', 'BANNED'] as const) expect(decideLeaving({ ...member, status }, 2)).toBe('NOTHING')
    expect(decideLeaving(null, 2)).toBe('NOTHING')
  })

  it('show the inside of a closed club only to its active members', () => {
    expect([null, requested, member].map((one) => maySeeInside({ access: 'ON_REQUEST' }, one))).toEqual([false, false, true])
    expect([null, requested, member].map((one) => maySeeInside({ access: 'OPEN' }, one))).toEqual([true, true, true])
  })

  it('show a SECRET club to its members, and its name and picture to whoever is invited', () => {
    const [invited, banned] = [{ ...member, status: 'INVITED' } as const, { ...member, status: 'BANNED' } as const]
    expect([null, requested, invited, banned, member].map((one) => maySeeClub({ access: 'SECRET' }, one))).toEqual([
      ...[false, false, false, false, true],
    ])
    expect([null, requested, banned].map((one) => clubSeenBy(secretClub, one))).toEqual([null, null, null])
    expect(clubSeenBy(secretClub, member)).toEqual(secretClub)
    const { name, avatarUrl } = secretClub
    expect(clubSeenBy(secretClub, invited)).toMatchObject({
      name,
      avatarUrl,
      slug: 'c',
      description: null,
      sports: [],
      memberCount: 0,
    })
  })

  it('give a SECRET club a slug that follows from its id alone', () => {
    expect(slugFor({ access: 'SECRET', name: 'Well known', slug: null }, 'club_0123456789abcdefghij')).toBe(
      'club-456789abcdefghij',
    )
    expect(slugFor({ access: 'OPEN', name: 'Well known', slug: null }, 'club_1')).toBe('well-known')
  })
})
