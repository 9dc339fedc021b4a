/** The rules of who may see what. They are pure functions; every subgraph that returns data applies them. */

export type Audience = 'EVERYONE' | 'FOLLOWERS' | 'ONLY_ME'

/** The relation between a viewer and an owner, as far as the rules need it. */
export interface Relation {
  readonly isSelf: boolean
  /** The owner blocked the viewer, who then sees nothing of the owner. */
  readonly ownerBlockedViewer: boolean
  /** The viewer blocked the owner. The viewer then sees only the card, so that the block can be undone. */
  readonly viewerBlockedOwner: boolean
  /** The follow is approved, not only requested. */
  readonly viewerFollowsOwner: boolean
  readonly owner: OwnerPrivacy
}

export interface OwnerPrivacy {
  /** False when the account was deleted or has not arrived here yet. Then nothing of it is visible. */
  readonly exists: boolean
  readonly isPrivate: boolean
  readonly profileVisibility: Audience
}

const admits = (audience: Audience, relation: Relation): boolean => {
  if (relation.isSelf) return true
  if (audience === 'ONLY_ME') return false
  return audience === 'EVERYONE' || relation.viewerFollowsOwner
}

/** The card has id, handle, displayName, avatarUrl, isPrivate and viewerFollow. */
export const maySeeCard = (relation: Relation): boolean =>
  relation.owner.exists && (relation.isSelf || !relation.ownerBlockedViewer)

const notBlocked = (relation: Relation): boolean =>
  relation.owner.exists && (relation.isSelf || (!relation.ownerBlockedViewer && !relation.viewerBlockedOwner))

/** Whether the owner may appear in lists that the viewer reads: search, followers, kudos, comments, members, leaderboards. */
export const mayAppearTo = notBlocked

/** More than the card: bio, city, counts, lists of followers, activities and clubs. */
export const maySeeProfile = (relation: Relation): boolean =>
  notBlocked(relation) && admits(relation.owner.profileVisibility, relation)

/** An activity and everything that belongs to it. A private account shows its public activities to approved followers only. */
export const maySeeActivity = (visibility: Audience, relation: Relation): boolean =>
  notBlocked(relation) && admits(visibility === 'EVERYONE' && relation.owner.isPrivate ? 'FOLLOWERS' : visibility, relation)

/** From the narrowest to the widest. What is shown to a wide one, each narrower one sees too. */
export const AUDIENCES = ['ONLY_ME', 'FOLLOWERS', 'EVERYONE'] as const satisfies readonly Audience[]

/** Whether `audience` sees what is shown to the audience `shownTo`. */
export const sees = (audience: Audience, shownTo: Audience): boolean => AUDIENCES.indexOf(audience) <= AUDIENCES.indexOf(shownTo)

/**
 * Returns the audience that a viewer of a profile belongs to, for what is made of activities: a private account shows its public ones to
 * approved followers only. Null for who sees no more than the card.
 */
export const audienceOfViewer = (relation: Relation): Audience | null => {
  if (!maySeeProfile(relation)) return null
  if (relation.isSelf) return 'ONLY_ME'
  if (relation.viewerFollowsOwner) return 'FOLLOWERS'
  return relation.owner.isPrivate ? null : 'EVERYONE'
}

/** A post is part of the profile and follows the rule of a public activity: a private account shows it to followers only. */
export const maySeePost = (relation: Relation): boolean => maySeeProfile(relation) && maySeeActivity('EVERYONE', relation)

/** Rounds to the nearest multiple of `step`. A step that divides 1, such as 0.1, gives the exact decimal number. */
export const toStep = (value: number, step: number): number =>
  step < 1 ? Math.round(value / step) / Math.round(1 / step) : Math.round(value / step) * step
