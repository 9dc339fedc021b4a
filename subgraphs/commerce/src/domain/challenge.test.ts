import type { EventData } from '@gruppetto/events'
import { describe, expect, it } from 'vitest'
import { applyChallengeChange, type ChallengeRow, maySeeChallenge, statusOf } from './challenge.ts'
import { refusalOf, type SponsorshipRow } from './sponsorship.ts'

const changed = (more: Partial<EventData<'challenge.changed'>> = {}): EventData<'challenge.changed'> => ({
  challengeId: 'chl_1',
  revision: 1,
  createdById: 'ath_1',
  clubId: null,
  isPublic: (more.clubId ?? null) === null,
  title: 'November hundred',
  kind: 'TOTAL',
  metric: 'DISTANCE',
  sports: ['RIDE'],
  target: 100_000,
  segmentId: null,
  rules: { manualEntries: true, minDistanceMeters: null, place: 'ANYWHERE', membersOnly: false },
  bestOfTeam: null,
  startsAtMs: 1_000,
  endsAtMs: 2_000,
  settlesAtMs: 2_000,
  cancelled: false,
  badgeName: null,
  at: 500,
  ...more,
})
const row = (more: Partial<EventData<'challenge.changed'>> = {}): ChallengeRow => {
  const made = applyChallengeChange(null, changed(more))
  if (made === null) throw new Error('the event was dropped')
  return made
}

describe('the row of a challenge', () => {
  it('takes newer events and ignores others', () => {
    const known = row({ revision: 3 })
    expect(applyChallengeChange(known, changed({ revision: 3 }))).toBeNull()
    expect(applyChallengeChange(known, changed({ revision: 2, title: 'old' }))).toBeNull()
    expect(applyChallengeChange(known, changed({ revision: 4, title: 'new' }))).toMatchObject({ title: 'new', revision: 4 })
  })

  it('keeps its sponsor through changes', () => {
    const known = { ...row(), sponsorBrandId: 'brand_1' }
    expect(applyChallengeChange(known, changed({ revision: 2, cancelled: true }))).toMatchObject({
      sponsorBrandId: 'brand_1',
      cancelled: true,
    })
  })

  it('changes its status exactly at the start and at the end', () => {
    expect([999, 1_000, 1_999, 2_000].map((nowMs) => statusOf(row(), nowMs))).toEqual(['UPCOMING', 'ACTIVE', 'ACTIVE', 'ENDED'])
    expect(statusOf(row({ cancelled: true }), 1_500)).toBe('CANCELLED')
  })
})

describe('a challenge', () => {
  const nobody = { kind: 'public', clubIds: new Set<string>() } as const
  const member = { kind: 'public', clubIds: new Set(['club_1']) } as const

  it('is public when it belongs to no club', () => {
    expect(maySeeChallenge(row(), nobody)).toBe(true)
  })
  it('of a club is visible only to members unless the event says otherwise', () => {
    expect(maySeeChallenge(row({ clubId: 'club_1' }), nobody)).toBe(false)
    expect(maySeeChallenge(row({ clubId: 'club_2' }), member)).toBe(false)
    expect(maySeeChallenge(row({ clubId: 'club_1' }), member)).toBe(true)
    expect(maySeeChallenge(row({ clubId: 'club_1', isPublic: true }), nobody)).toBe(true)
  })
  it('is visible to its sponsor but not to other partners, even when it is public', () => {
    const sponsored = { ...row(), sponsorBrandId: 'brand_1' }
    expect(maySeeChallenge(sponsored, { kind: 'brand', brandId: 'brand_1' })).toBe(true)
    expect(maySeeChallenge(sponsored, { kind: 'brand', brandId: 'brand_2' })).toBe(false)
    expect(maySeeChallenge(row(), { kind: 'brand', brandId: 'brand_2' })).toBe(false)
  })
})

describe('a sponsorship', () => {
  const agreed: SponsorshipRow = {
    _id: 'chl_1',
    brandId: 'brand_1',
    prize: null,
    termsUrl: null,
    offerCode: null,
    productId: null,
    agreedAt: new Date(0),
  }
  it('needs a known challenge that is open and has no sponsor', () => {
    expect(refusalOf(row(), null, 1_500)).toBeNull()
    expect(refusalOf(row(), null, 500)).toBeNull()
    expect(refusalOf(null, null, 1_500)).toBe('NO_CHALLENGE')
    expect(refusalOf(row(), null, 2_000)).toBe('ENDED')
    expect(refusalOf(row({ cancelled: true }), null, 1_500)).toBe('CANCELLED')
    expect(refusalOf(row(), agreed, 1_500)).toBe('SPONSORED')
  })
})
