import type { EventData } from '@gruppetto/events'
import type { Audience, Relation } from '@gruppetto/graph'
import { describe, expect, it } from 'vitest'
import {
  type AchievementRow,
  achievedBadge,
  achievedRecord,
  achievementId,
  changedRecords,
  maySeeAchievement,
} from './achievements.ts'
import { activitySubject } from './subjects.ts'

const badge = { athleteId: 'ath_1', badgeKey: 'ride-100-km', name: 'Century', activityId: 'act_1', challengeId: null, at: 5 }
const awarded = (change: Partial<EventData<'badge.awarded'>> = {}): EventData<'badge.awarded'> => ({
  ...badge,
  audience: 'EVERYONE',
  isNew: true,
  isQuiet: false,
  others: 0,
  revision: 1,
  ...change,
})
const takenBack = (revision: number, audience: Audience | null) => ({ ...badge, revision, audience })
const known = achievedBadge(awarded(), null, null) as AchievementRow

describe('achievedBadge', () => {
  it('is there for those who may see it, together with the others of its activity', () => {
    expect(known).toMatchObject({ groupKey: 'act_1', audience: 'EVERYONE', isPresent: true })
    expect(achievedBadge(awarded({ activityId: null }), null, null)?.groupKey).toBe('badge:ath_1:ride-100-km')
  })

  it('is not there when it is old news, or was taken back, whichever event comes first', () => {
    expect(achievedBadge(awarded({ isQuiet: true }), null, null)?.isPresent).toBe(false)
    expect(achievedBadge(takenBack(2, null), known, null)).toMatchObject({ isPresent: false, revision: 2 })
    const gone = achievedBadge(takenBack(2, null), null, null)
    expect(gone?.isPresent).toBe(false)
    expect(achievedBadge(awarded(), gone, null)).toBeNull()
    expect(achievedBadge(awarded({ revision: 3 }), gone, null)?.isPresent).toBe(true)
  })

  it('follows its audience', () => {
    expect(achievedBadge(takenBack(2, 'ONLY_ME'), known, null)).toMatchObject({ isPresent: true, audience: 'ONLY_ME' })
  })
})

describe('achievedRecord', () => {
  const record = { segmentId: 'seg_1', segmentName: 'Hill', effortId: 'eff_1', activityId: 'act_1', athleteId: 'ath_1' }
  const event = { ...record, elapsedSeconds: 60, previousSeconds: null, at: 100_000_000 }
  const at = (activityAt: Date | null) => ({ activityAt, activity: null })
  it('is news when the recording is of today', () => {
    expect(achievedRecord(event, null, at(new Date(event.at - 1_000)))).toMatchObject({ effortId: 'eff_1', groupKey: 'act_1' })
    expect(achievedRecord(event, null, at(new Date(event.at - 86_400_001)))).toBeNull()
    expect(achievedRecord(event, null, at(null))).toBeNull()
  })

  it('goes with its effort', () => {
    const row = achievedRecord(event, null, at(new Date(event.at))) as AchievementRow
    const effort = { effortId: 'eff_1', revision: 2, deleted: false, segmentId: 'seg_1', startedAtMs: 0, elapsedSeconds: 60 }
    const of = (change: object) => ({
      activityId: 'act_1',
      athleteId: 'ath_1',
      visibility: 'FOLLOWERS' as const,
      isBackfilled: false,
      efforts: [{ ...effort, hidden: false, counts: true, ...change }],
      at: 0,
    })
    const rows = new Map([[achievementId.ofRecord('eff_1'), row]])
    expect(changedRecords(of({}), rows)).toMatchObject([{ isPresent: true, audience: 'FOLLOWERS' }])
    expect(changedRecords(of({ deleted: true }), rows)).toMatchObject([{ isPresent: false }])
    expect(changedRecords(of({ hidden: true, counts: false }), rows)).toMatchObject([{ isPresent: false }])
    expect(changedRecords(of({}), new Map())).toEqual([])
  })
})

describe('maySeeAchievement', () => {
  const stranger: Relation = {
    isSelf: false,
    ownerBlockedViewer: false,
    viewerBlockedOwner: false,
    viewerFollowsOwner: false,
    owner: { exists: true, isPrivate: false, profileVisibility: 'EVERYONE' },
  }
  const [follower, self] = [
    { ...stranger, viewerFollowsOwner: true },
    { ...stranger, isSelf: true },
  ]
  const blocked = { ...follower, ownerBlockedViewer: true }
  const ride = (visibility: Audience, deleted = false) =>
    activitySubject({ _id: 'act_1', ownerId: 'ath_1', visibility, sport: 'RIDE', name: '', deleted, revision: 1 })
  const viewers = [self, follower, stranger, blocked]

  it.each([
    ['EVERYONE', 'EVERYONE', [true, true, true, false]],
    ['EVERYONE', 'FOLLOWERS', [true, true, false, false]],
    ['FOLLOWERS', 'EVERYONE', [true, true, false, false]],
    ['EVERYONE', 'ONLY_ME', [true, false, false, false]],
    ['ONLY_ME', 'EVERYONE', [true, false, false, false]],
  ] as const)('for %s, of an activity for %s: %j', (audience, visibility, expected) => {
    expect(viewers.map((viewer) => maySeeAchievement({ ...known, audience }, ride(visibility), viewer))).toEqual(expected)
  })

  it('is false when it is gone, or its activity is', () => {
    expect(maySeeAchievement({ ...known, isPresent: false }, ride('EVERYONE'), self)).toBe(false)
    expect(maySeeAchievement(known, ride('EVERYONE', true), self)).toBe(false)
    expect(maySeeAchievement(known, null, self)).toBe(false)
    expect(maySeeAchievement({ ...known, activityId: null }, null, follower)).toBe(true)
  })
})
