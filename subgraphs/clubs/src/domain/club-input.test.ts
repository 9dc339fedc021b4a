import { describe, expect, it } from 'vitest'
import type { ClubRow } from './club.ts'
import { clubFieldsOf, clubInput, nearInput, slugProblem } from './club-input.ts'

const ID = 'club_0123456789abcdefghij'
const known: ClubRow = {
  _id: ID,
  slug: 'the-gang',
  name: 'The Gang',
  nameWords: ['the', 'gang'],
  description: 'Slow but home.',
  avatarUrl: 'https://example.org/a.png',
  sports: ['RIDE'],
  access: 'ON_REQUEST',
  location: { type: 'Point', coordinates: [8.5, 47.4] },
  memberCount: 2,
  createdById: 'a',
  createdAt: new Date(1),
  dissolved: false,
}
const fieldsOf = (input: object, before: ClubRow | null) => clubFieldsOf(clubInput.parse(input), ID, before)

describe('clubInput', () => {
  it.each([
    [{ name: ' ab ' }],
    [{ name: 'x'.repeat(81) }],
    [{ name: 'a\u0000bcd' }],
    [{ name: 'good', slug: 'no spaces' }],
    [{ name: 'good', slug: '-x-' }],
    [{ name: 'good', slug: 'ab' }],
    [{ name: 'good', sports: ['RUN', 'RUN'] }],
    [{ name: 'good', sports: ['CHESS'] }],
    [{ name: 'good', description: 'x'.repeat(2001) }],
    [{ name: 'good', latitude: 47 }],
    [{ name: 'good', latitude: 91, longitude: 0 }],
    [{ name: 'good', latitude: null, longitude: 8 }],
  ])('refuses %j', (input) => {
    expect(clubInput.safeParse(input).success).toBe(false)
  })

  it('counts characters as readers see them', () => {
    expect(clubInput.safeParse({ name: '🚴'.repeat(80) }).success).toBe(true)
  })
})

describe('clubFieldsOf', () => {
  it('fills in the defaults of a new club', () => {
    expect(fieldsOf({ name: '  The   Gang ' }, null)).toEqual({
      ...{ name: 'The Gang', nameWords: ['the', 'gang'], slug: 'the-gang', access: 'OPEN' },
      ...{ description: null, avatarUrl: null, sports: [], location: null, slowModeSeconds: 0, heldWords: [] },
    })
  })

  it('keeps what an input leaves out, and empties what is null', () => {
    const { slug, description, avatarUrl, sports, access, location } = known
    expect(fieldsOf({ name: 'Other name' }, { ...known, slowModeSeconds: 60, heldWords: ['casino'] })).toEqual({
      ...{ slowModeSeconds: 60, heldWords: ['casino'] },
      ...{ name: 'Other name', nameWords: ['other', 'name'] },
      ...{ slug, description, avatarUrl, sports, access, location },
    })
    const emptied = { description: null, avatarUrl: null, sports: null, access: null, latitude: null, longitude: null }
    expect(fieldsOf({ name: 'The Gang', ...emptied }, known)).toMatchObject({
      ...{ description: null, avatarUrl: null, sports: [], access: 'ON_REQUEST', location: null },
    })
  })

  it('gives a club that becomes SECRET a slug that follows from its id, and one that ceases to be a slug of its name', () => {
    const secret = fieldsOf({ name: 'The Gang', access: 'SECRET' }, known)
    expect(secret.slug).toBe('club-456789abcdefghij')
    const before: ClubRow = { ...known, ...secret }
    expect(fieldsOf({ name: 'Renamed' }, before).slug).toBe(secret.slug)
    expect(fieldsOf({ name: 'Renamed', access: 'OPEN' }, before).slug).toBe('renamed')
    expect(fieldsOf({ name: 'Renamed', access: 'OPEN', slug: 'chosen' }, before).slug).toBe('chosen')
    expect(slugProblem(clubInput.parse({ name: 'Renamed', slug: 'chosen' }), { access: 'SECRET' })).not.toBeNull()
    expect(slugProblem(clubInput.parse({ name: 'Renamed', slug: null }), { access: 'SECRET' })).toBeNull()
  })
})

describe('nearInput', () => {
  it('refuses places that are not on earth, and circles without an end', () => {
    const near = { latitude: 47, longitude: 8, radiusKm: 20 }
    expect(nearInput.parse(near)).toEqual(near)
    expect(nearInput.parse(undefined)).toBeNull()
    for (const wrong of [{ latitude: 90.1 }, { longitude: -181 }, { radiusKm: 0 }, { radiusKm: 501 }, { radiusKm: Number.NaN }]) {
      expect(nearInput.safeParse({ ...near, ...wrong }).success).toBe(false)
    }
  })
})
