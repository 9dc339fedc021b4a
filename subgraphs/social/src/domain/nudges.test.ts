import type { AccountRow } from '@gruppetto/relations'
import { describe, expect, it } from 'vitest'
import { isBack, isOver, isUseful, mayBeMissed, orderFriends } from './nudges.ts'

const NOW = Date.parse('2026-11-28T10:00:00Z')
const DAY_MS = 86_400_000
const account: AccountRow = {
  _id: 'ath_ana',
  revision: 1,
  handle: 'ana',
  displayName: 'Ana',
  avatarUrl: null,
  country: 'CH',
  timeZone: 'Europe/Zurich',
  profileVisibility: 'EVERYONE',
  defaultActivityVisibility: 'EVERYONE',
  isPrivate: false,
  deleted: false,
}

describe('who may be missed', () => {
  it('is an open account that has not said no', () => {
    expect(mayBeMissed(account, NOW)).toBe(true)
    expect(mayBeMissed({ ...account, nudgeable: true, suspendedUntil: NOW }, NOW)).toBe(true)
  })

  it.each([
    ['nobody', null],
    ['who does not want it', { ...account, nudgeable: false }],
    ['who approves followers', { ...account, isPrivate: true }],
    ['who hides the profile', { ...account, profileVisibility: 'FOLLOWERS' as const }],
    ['who has closed the account', { ...account, deleted: true }],
    ['who is suspended', { ...account, suspendedUntil: NOW + 1 }],
    ['whose address is not verified', { ...account, emailVerified: false }],
  ])('is not %s', (_who, row) => {
    expect(mayBeMissed(row, NOW)).toBe(false)
  })
})

it('is of use for two days', () => {
  expect([0, 2, 3].map((days) => isUseful(NOW - days * DAY_MS, NOW))).toEqual([true, true, false])
})

it('notices who was out meanwhile', () => {
  const outAt = (text: string) => isBack('2026-11-14', { athleteId: 'ath_ana', atMs: Date.parse(text) })
  expect(isBack('2026-11-14', undefined)).toBe(false)
  expect([outAt('2026-11-14T18:00:00Z'), outAt('2026-11-15T09:00:00Z'), outAt('2026-11-28T07:00:00Z')]).toEqual([
    false,
    false,
    true,
  ])
})

it('is over with what began since the silence, and not with what was before it', () => {
  const nudge = { _id: 'ath_ben:ath_ana', friendId: 'ath_ben', athleteId: 'ath_ana', offeredAt: new Date(NOW) }
  expect([-1, 10, 14, 400].map((days) => isOver(nudge, NOW - days * DAY_MS))).toEqual([true, true, false, false])
})

it('asks the friend first who was out last, and nobody who has not been out', () => {
  const out = (athleteId: string, days: number) => ({ athleteId, atMs: NOW - days * DAY_MS })
  const outings = [out('ath_eve', 0), out('ath_ben', 1), out('ath_chloe', 2), out('ath_ben', 3), out('ath_dara', 15)]
  expect(orderFriends(new Set(['ath_dara', 'ath_chloe', 'ath_ben']), outings, NOW)).toEqual(['ath_ben', 'ath_chloe'])
})
