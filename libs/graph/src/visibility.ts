/** Who may see what: pure rules, applied by every subgraph that hands something out. */

export type Audience = 'EVERYONE' | 'FOLLOWERS' | 'ONLY_ME'

/** What stands between a viewer and an owner, as far as the rules care. */
export interface Relation {
  readonly isSelf: boolean
  /** The owner blocked the viewer: nothing of the owner is visible. */
  readonly ownerBlockedViewer: boolean
  /** The viewer blocked the owner: only the card is, so that the block can be undone. */
  readonly viewerBlockedOwner: boolean
  /** Approved, not just requested. */
  readonly viewerFollowsOwner: boolean
  readonly owner: OwnerPrivacy
}

export interface OwnerPrivacy {
  /** False for an account that is gone or not known here yet: then nothing of it shows. */
  readonly exists: boolean
  readonly isPrivate: boolean
  readonly profileVisibility: Audience
}

const admits = (audience: Audience, relation: Relation): boolean => {
  if (relation.isSelf) return true
  if (audience === 'ONLY_ME') return false
  return audience === 'EVERYONE' || relation.viewerFollowsOwner
}

/** Id, handle, displayName, avatarUrl, isPrivate, viewerFollow. */
export const maySeeCard = (relation: Relation): boolean =>
  relation.owner.exists && (relation.isSelf || !relation.ownerBlockedViewer)

const notBlocked = (relation: Relation): boolean =>
  relation.owner.exists && (relation.isSelf || (!relation.ownerBlockedViewer && !relation.viewerBlockedOwner))

/** True when the owner may appear in lists the viewer reads: search, followers, kudos, comments, members, leaderboards. */
export const mayAppearTo = notBlocked

/** More than the card: bio, city, counts, lists of followers, activities, clubs. */
export const maySeeProfile = (relation: Relation): boolean =>
  notBlocked(relation) && admits(relation.owner.profileVisibility, relation)

/** An activity, and whatever hangs on it. What a private account shows to everyone, it shows to its approved followers. */
export const maySeeActivity = (visibility: Audience, relation: Relation): boolean =>
  notBlocked(relation) && admits(visibility === 'EVERYONE' && relation.owner.isPrivate ? 'FOLLOWERS' : visibility, relation)

/** A post is part of the profile, and for those who see that as an activity for everyone: of a private account, its followers. */
export const maySeePost = (relation: Relation): boolean => maySeeProfile(relation) && maySeeActivity('EVERYONE', relation)

/** To the nearest step; of a step that divides 1, such as 0.1, the number that is written so. */
export const toStep = (value: number, step: number): number =>
  step < 1 ? Math.round(value / step) / Math.round(1 / step) : Math.round(value / step) * step
