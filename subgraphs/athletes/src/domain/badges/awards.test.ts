import { describe, expect, it } from 'vitest'
import { badgeChanges, badgeEvents } from './awards.ts'
import { newChallenge, newEntry, shownToOf } from './challenge-badge.ts'
import { contributionOfEfforts, withEfforts, withRecord } from './effort-contribution.ts'
import { factOfPeople } from './people-contribution.ts'
import { showBadge } from './shown-badge.ts'

const NOW = Date.parse('2026-11-27T12:00:00Z')
const none = { ONLY_ME: [], FOLLOWERS: [], EVERYONE: [] }

describe('badgeEvents', () => {
  const cause = { athleteId: 'ath_1', revision: 5, activityId: 'act_1', happenedAt: new Date(NOW - 3_600_000), nowMs: NOW }
  const eventsOf = (before: typeof none | object, after: object, change = {}) =>
    badgeEvents(badgeChanges({ ...none, ...before }, { ...none, ...after }), { ...cause, ...change })

  it('tell of several new badges once, with the rarest', () => {
    const keys = ['first-activity', 'climb-4000-m', 'ride-50-km']
    const { awarded, takenBack } = eventsOf({}, { ONLY_ME: keys, FOLLOWERS: keys, EVERYONE: keys })
    expect(takenBack).toEqual([])
    expect(awarded.map(({ badgeKey, others, audience }) => [badgeKey, others, audience])).toEqual([
      ['first-activity', null, 'EVERYONE'],
      ['ride-50-km', null, 'EVERYONE'],
      ['climb-4000-m', 2, 'EVERYONE'],
    ])
    expect(awarded[0]).toMatchObject({ name: 'First steps', activityId: 'act_1', isNew: true, isQuiet: false, revision: 5 })
  })

  it('say who sees it when a hidden activity earned it, and that a wider audience is no news to the athlete', () => {
    const keys = ['first-activity']
    const hidden = eventsOf({}, { ONLY_ME: keys })
    expect(hidden.awarded).toMatchObject([{ audience: 'ONLY_ME', isNew: true, others: 0 }])
    const opened = eventsOf({ ONLY_ME: keys }, { ONLY_ME: keys, FOLLOWERS: keys })
    expect(opened.awarded).toMatchObject([{ audience: 'FOLLOWERS', isNew: false, others: null }])
    const closed = eventsOf({ ONLY_ME: keys, FOLLOWERS: keys }, { ONLY_ME: keys })
    expect(closed).toMatchObject({ awarded: [], takenBack: [{ audience: 'ONLY_ME' }] })
    expect(eventsOf({ ONLY_ME: keys }, {}).takenBack).toMatchObject([{ badgeKey: 'first-activity', audience: null }])
  })

  it('are quiet about what is older than a day', () => {
    const old = eventsOf({}, { ONLY_ME: ['first-activity'] }, { happenedAt: new Date(NOW - 25 * 3_600_000) })
    expect(old.awarded).toMatchObject([{ isQuiet: true }])
  })

  it('take back a badge whose rule is gone', () => {
    expect(badgeChanges({ ...none, ONLY_ME: ['dropped'] }, none)).toMatchObject([{ badgeKey: 'dropped', after: null }])
  })
})

describe('efforts', () => {
  const effort = (effortId: string, change = {}) => ({
    effortId,
    revision: 1,
    deleted: false,
    segmentId: `seg_${effortId}`,
    startedAtMs: 0,
    elapsedSeconds: 60,
    hidden: false,
    counts: true,
    ...change,
  })
  const event = (visibility: 'EVERYONE' | 'FOLLOWERS', ...efforts: readonly ReturnType<typeof effort>[]) => ({
    activityId: 'act_1',
    athleteId: 'ath_1',
    visibility,
    isBackfilled: false,
    efforts: [...efforts],
    at: 0,
  })

  it('count as boards count them: not when they are unfair or deleted, and hidden ones for the athlete alone', () => {
    const known = withEfforts(
      {},
      event('EVERYONE', effort('a'), effort('b', { counts: false }), effort('c', { counts: false, hidden: true })),
    )
    expect(contributionOfEfforts(known)).toMatchObject({
      sums: { ONLY_ME: { segmentEfforts: 2 }, FOLLOWERS: { segmentEfforts: 1 }, EVERYONE: { segmentEfforts: 1 } },
      members: { ONLY_ME: { segments: ['seg_c'] }, EVERYONE: { segments: ['seg_a'] } },
    })
    const gone = withEfforts(known, event('EVERYONE', effort('a', { deleted: true, revision: 3 })))
    expect(contributionOfEfforts(withEfforts(gone, event('EVERYONE', effort('a', { revision: 2 })))).sums.EVERYONE).toEqual({
      segmentEfforts: 0,
      segmentRecords: 0,
    })
  })

  it('are records, whichever event comes first, as long as they are there', () => {
    const record = { segmentName: 'A', effortId: 'a', segmentId: 'seg_a', activityId: 'act_1', athleteId: 'ath_1' }
    const won = withRecord({}, { ...record, elapsedSeconds: 60, previousSeconds: null, at: 0 })
    expect(contributionOfEfforts(won).sums.ONLY_ME).toEqual({ segmentEfforts: 0, segmentRecords: 0 })
    const both = withEfforts(won, event('FOLLOWERS', effort('a')))
    expect(contributionOfEfforts(both).sums).toMatchObject({ FOLLOWERS: { segmentRecords: 1 }, EVERYONE: { segmentRecords: 0 } })
  })
})

it('a kudos taken back at the same millisecond is the later of the two, and names nobody', () => {
  const data = { subjectId: 'act_1', subjectOwnerId: 'ath_2', athleteId: 'ath_1', at: 7 }
  const envelope = { id: 'e', version: 1, at: 7, actor: null, traceparent: null }
  const given = factOfPeople({ ...envelope, name: 'kudos.given', data })
  const takenBack = factOfPeople({ ...envelope, name: 'kudos.taken-back', data })
  expect(takenBack.revision).toBeGreaterThan(given.revision)
  expect(given._id).toBe(takenBack._id)
  expect(JSON.stringify(given.contribution)).not.toContain('ath_2')
})

describe('the badge of a challenge', () => {
  const challenge = { ...newChallenge('chl_1'), revision: 1, title: 'January 500', badgeName: 'Frosty', isPublic: true }
  const entry = { ...newEntry('chl_1', 'ath_1'), completedAt: new Date(NOW) }
  it.each([
    ['a public one', {}, {}, 'EVERYONE'],
    ['one of a closed club', { isPublic: false }, {}, 'ONLY_ME'],
    ['a sponsored one that is not shared', { isSponsored: true }, {}, 'ONLY_ME'],
    ['a sponsored one that is shared', { isSponsored: true }, { sharesWithBrand: true }, 'EVERYONE'],
    ['a cancelled one', { isCancelled: true }, {}, null],
    ['one that is not completed', {}, { completedAt: null }, null],
    ['one that is not known yet', { revision: -1 }, {}, null],
  ] as const)('of %s is for %j', (_which, change, entryChange, audience) => {
    expect(shownToOf({ ...challenge, ...change }, { ...entry, ...entryChange })).toBe(audience)
  })

  it('is named by the challenge', () => {
    const key = 'challenge.chl_1'
    expect(showBadge(key, challenge)).toEqual({ key, name: 'Frosty', description: 'For those who complete January 500.' })
    expect(showBadge(key, { ...challenge, _id: 'chl_2' })).toBeNull()
    expect(showBadge(key, null)).toBeNull()
  })
})
