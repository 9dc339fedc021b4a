import { describe, expect, it } from 'vitest'
import {
  AUDIENCES,
  audienceOfViewer,
  mayAppearTo,
  maySeeActivity,
  maySeeCard,
  maySeeProfile,
  type Relation,
  sees,
} from './visibility.ts'

const stranger: Relation = {
  isSelf: false,
  ownerBlockedViewer: false,
  viewerBlockedOwner: false,
  viewerFollowsOwner: false,
  owner: { exists: true, isPrivate: false, profileVisibility: 'EVERYONE' },
}
const follower: Relation = { ...stranger, viewerFollowsOwner: true }
const self: Relation = { ...stranger, isSelf: true }
const privately = (relation: Relation): Relation => ({ ...relation, owner: { ...relation.owner, isPrivate: true } })

describe('maySeeActivity', () => {
  it.each([
    ['EVERYONE', stranger, true],
    ['EVERYONE', privately(stranger), false],
    ['EVERYONE', privately(follower), true],
    ['FOLLOWERS', stranger, false],
    ['FOLLOWERS', follower, true],
    ['ONLY_ME', follower, false],
    ['ONLY_ME', self, true],
  ] as const)('%s', (visibility, relation, expected) => {
    expect(maySeeActivity(visibility, relation)).toBe(expected)
  })

  it('is false after a block by either side, whatever else holds', () => {
    for (const blocked of [
      { ...follower, ownerBlockedViewer: true },
      { ...follower, viewerBlockedOwner: true },
    ]) {
      expect(maySeeActivity('EVERYONE', blocked)).toBe(false)
      expect(maySeeProfile(blocked)).toBe(false)
      expect(mayAppearTo(blocked)).toBe(false)
    }
  })

  it('is false for an account that does not exist', () => {
    const gone = { ...follower, owner: { ...follower.owner, exists: false } }
    expect([maySeeActivity('EVERYONE', gone), maySeeCard(gone), maySeeProfile(gone)]).toEqual([false, false, false])
  })
})

describe('maySeeCard', () => {
  it('is true for the athlete who blocked, so that the block can be undone, and false for the blocked one', () => {
    expect(maySeeCard({ ...stranger, viewerBlockedOwner: true })).toBe(true)
    expect(maySeeCard({ ...stranger, ownerBlockedViewer: true })).toBe(false)
  })
})

describe('audienceOfViewer', () => {
  const privateAccount = { exists: true, isPrivate: true, profileVisibility: 'EVERYONE' } as const
  const forFollowers = { exists: true, isPrivate: false, profileVisibility: 'FOLLOWERS' } as const
  const forNobody = { exists: true, isPrivate: false, profileVisibility: 'ONLY_ME' } as const

  it.each([
    ['a stranger', {}, 'EVERYONE'],
    ['a follower', { viewerFollowsOwner: true }, 'FOLLOWERS'],
    ['the athlete', { isSelf: true, owner: forNobody }, 'ONLY_ME'],
    ['a stranger to a private account', { owner: privateAccount }, null],
    ['a follower of a private account', { owner: privateAccount, viewerFollowsOwner: true }, 'FOLLOWERS'],
    ['a stranger to a profile for followers', { owner: forFollowers }, null],
    ['a follower of a profile for followers', { owner: forFollowers, viewerFollowsOwner: true }, 'FOLLOWERS'],
    ['a follower of a profile for nobody', { owner: forNobody, viewerFollowsOwner: true }, null],
    ['who is blocked', { ownerBlockedViewer: true, viewerFollowsOwner: true }, null],
    ['who has blocked', { viewerBlockedOwner: true }, null],
    ['anybody, of a closed account', { owner: { ...stranger.owner, exists: false } }, null],
  ] as const)('%s belongs to the audience %j, %s', (_who, change, audience) => {
    expect(audienceOfViewer({ ...stranger, ...change })).toBe(audience)
  })

  it('what a wide audience sees, each narrower one sees too', () => {
    expect(AUDIENCES.map((audience) => AUDIENCES.filter((shownTo) => sees(audience, shownTo)))).toEqual([
      ['ONLY_ME', 'FOLLOWERS', 'EVERYONE'],
      ['FOLLOWERS', 'EVERYONE'],
      ['EVERYONE'],
    ])
  })
})
