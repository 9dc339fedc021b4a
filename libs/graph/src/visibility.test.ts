import { describe, expect, it } from 'vitest'
import { mayAppearTo, maySeeActivity, maySeeCard, maySeeProfile, type Relation } from './visibility.ts'

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

  it('lets a block win over everything, whichever side blocked', () => {
    for (const blocked of [
      { ...follower, ownerBlockedViewer: true },
      { ...follower, viewerBlockedOwner: true },
    ]) {
      expect(maySeeActivity('EVERYONE', blocked)).toBe(false)
      expect(maySeeProfile(blocked)).toBe(false)
      expect(mayAppearTo(blocked)).toBe(false)
    }
  })

  it('shows nothing of an account that is gone', () => {
    const gone = { ...follower, owner: { ...follower.owner, exists: false } }
    expect([maySeeActivity('EVERYONE', gone), maySeeCard(gone), maySeeProfile(gone)]).toEqual([false, false, false])
  })
})

describe('maySeeCard', () => {
  it('stays for who blocked, so that the block can be undone, and goes for who is blocked', () => {
    expect(maySeeCard({ ...stranger, viewerBlockedOwner: true })).toBe(true)
    expect(maySeeCard({ ...stranger, ownerBlockedViewer: true })).toBe(false)
  })
})
