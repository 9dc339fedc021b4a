import type { Relation } from '@gruppetto/graph'
import { expect, it } from 'vitest'
import { AUDIENCES, audienceOfViewer, sees, widestOf } from './audiences.ts'

const stranger: Relation = {
  isSelf: false,
  ownerBlockedViewer: false,
  viewerBlockedOwner: false,
  viewerFollowsOwner: false,
  owner: { exists: true, isPrivate: false, profileVisibility: 'EVERYONE' },
}
const privately = { exists: true, isPrivate: true, profileVisibility: 'EVERYONE' } as const
const forFollowers = { exists: true, isPrivate: false, profileVisibility: 'FOLLOWERS' } as const
const forNobody = { exists: true, isPrivate: false, profileVisibility: 'ONLY_ME' } as const

it.each([
  ['a stranger', {}, 'EVERYONE'],
  ['a follower', { viewerFollowsOwner: true }, 'FOLLOWERS'],
  ['the athlete', { isSelf: true, owner: forNobody }, 'ONLY_ME'],
  ['a stranger to a private account', { owner: privately }, null],
  ['a follower of a private account', { owner: privately, viewerFollowsOwner: true }, 'FOLLOWERS'],
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
  expect(widestOf(['ONLY_ME', 'FOLLOWERS'])).toBe('FOLLOWERS')
  expect(widestOf([])).toBeNull()
})
