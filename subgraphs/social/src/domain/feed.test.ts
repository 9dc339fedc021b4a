import type { Relation } from '@gruppetto/graph'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  belongsInFeed,
  compareEntries,
  type FeedEntry,
  feedItemIdOf,
  matchesFilter,
  mergeNewest,
  NO_FILTER,
  placeInFeed,
} from './feed.ts'
import { type ActivityRow, activitySubject } from './subjects.ts'

const entry = fc.record({ id: fc.stringMatching(/^feed_[a-z0-9]{1,3}$/), atMs: fc.integer({ min: 0, max: 5 }) })
const list = fc.array(entry, { maxLength: 30 })
const sorted = (entries: readonly FeedEntry[]) => [...entries].sort(compareEntries)

describe('mergeNewest', () => {
  it('gives the same as sorting all entries without duplicates', () => {
    fc.assert(
      fc.property(list, list, fc.integer({ min: 0, max: 20 }), (a, b, limit) => {
        // Each item has one instant.
        const instants = new Map([...a, ...b].map((one) => [one.id, one.atMs]))
        const all = [...instants].map(([id, atMs]) => ({ id, atMs }))
        const inA = sorted(all.filter((one) => a.some((other) => other.id === one.id)))
        const inB = sorted(all.filter((one) => b.some((other) => other.id === one.id)))
        expect(mergeNewest([inA.slice(0, limit), inB.slice(0, limit)], limit)).toEqual(sorted(all).slice(0, limit))
      }),
    )
  })
})

describe('compareEntries', () => {
  it('is a total order: newest first, then by id', () => {
    fc.assert(
      fc.property(entry, entry, (a, b) => {
        expect(Math.sign(compareEntries(a, b))).toBe(-Math.sign(compareEntries(b, a)) + 0)
        if (a.atMs > b.atMs) expect(compareEntries(a, b)).toBeLessThan(0)
        if (compareEntries(a, b) === 0) expect(a).toEqual(b)
      }),
    )
  })
})

it('a subject has one item', () => {
  expect(feedItemIdOf('act_01m85wbt20fetrbmf0pz871czg')).toBe('feed_01m85wbt20fetrbmf0pz871czg')
})

describe('matchesFilter', () => {
  const ride = {
    _id: 'feed_1',
    kind: 'ACTIVITY',
    subjectId: 'act_1',
    athleteId: 'ath_1',
    sport: 'RIDE',
    distanceMeters: 10_000,
    movingSeconds: 1_800,
    recordedAt: new Date(1),
  } as const
  const { distanceMeters: _, movingSeconds: __, ...early } = ride
  const post = { ...early, kind: 'POST', subjectId: 'post_1', sport: null } as const
  it.each([
    [ride, {}, true],
    [ride, { kinds: ['POST'] }, false],
    [ride, { kinds: ['ACTIVITY'], sports: ['RUN', 'RIDE'] }, true],
    [ride, { sports: ['RUN'] }, false],
    [post, { sports: ['RUN'] }, false],
    [post, { kinds: ['POST'] }, true],
    [ride, { excludeSports: ['RUN'] }, true],
    [ride, { excludeSports: ['RUN', 'RIDE'] }, false],
    [ride, { sports: ['RIDE'], excludeSports: ['RIDE'] }, false],
    [post, { excludeSports: ['RIDE'] }, true],
    [ride, { minDistanceMeters: 10_000, minMovingSeconds: 1_800 }, true],
    [ride, { minDistanceMeters: 10_000.1 }, false],
    [ride, { minMovingSeconds: 1_801 }, false],
    [post, { minDistanceMeters: 0 }, false],
    [early, { minMovingSeconds: 1 }, false],
  ] as const)('%#', (item, filter, expected) => {
    expect(matchesFilter(item, { ...NO_FILTER, ...filter })).toBe(expected)
  })
})

it('an activity of more than a day ago stands in feeds where it was done, any other where it came in', () => {
  const at = Date.UTC(2026, 5, 3)
  const done = (hoursAgo: number, hours: number) => ({
    startedAtMs: at - hoursAgo * 3_600_000,
    elapsedSeconds: hours * 3_600,
    at,
  })
  expect([done(2, 1), done(25, 2), done(40, 16), done(-5, 1)].map(placeInFeed)).toEqual([at, at, at, at])
  expect(placeInFeed(done(40, 15))).toBe(at - 40 * 3_600_000)
})

describe('belongsInFeed', () => {
  const owner = { exists: true, isPrivate: false, profileVisibility: 'EVERYONE' } as const
  const follower: Relation = {
    isSelf: false,
    viewerFollowsOwner: true,
    viewerBlockedOwner: false,
    ownerBlockedViewer: false,
    owner,
  }
  const activity = (change: Partial<ActivityRow> = {}) =>
    activitySubject({
      _id: 'act_1',
      ownerId: 'ath_1',
      visibility: 'EVERYONE',
      sport: 'RIDE',
      name: '',
      deleted: false,
      revision: 1,
      ...change,
    })
  it.each([
    ['an activity for a follower', activity(), follower, true],
    ['an activity for followers, for a follower', activity({ visibility: 'FOLLOWERS' }), follower, true],
    ['a private activity, not for a follower', activity({ visibility: 'ONLY_ME' }), follower, false],
    [
      'a private activity, for its owner',
      activity({ visibility: 'ONLY_ME' }),
      { ...follower, isSelf: true, viewerFollowsOwner: false },
      true,
    ],
    ['a public activity, not for a stranger', activity(), { ...follower, viewerFollowsOwner: false }, false],
    ['a deleted activity, not for its owner', activity({ deleted: true }), { ...follower, isSelf: true }, false],
    ['an activity, not for a blocked follower', activity(), { ...follower, ownerBlockedViewer: true }, false],
    ['an activity, not for a follower who blocks', activity(), { ...follower, viewerBlockedOwner: true }, false],
    ['no subject', null, follower, false],
  ] as const)('%s', (_name, subject, relation, expected) => {
    expect(belongsInFeed(subject, relation, false)).toBe(expected)
  })
})
