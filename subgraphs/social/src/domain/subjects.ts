import { type Audience, mayAppearTo, maySeeActivity, maySeePost, type Relation } from '@gruppetto/graph'

/** The projection of an activity: what this subgraph needs of it, as of its last event. */
export interface ActivityRow {
  readonly _id: string
  readonly ownerId: string
  readonly visibility: Audience
  readonly sport: string
  readonly name: string
  /** The upload that it came with; null for one without a file, absent in rows from before it was kept. */
  readonly uploadId?: string | null
  /** True when the athlete does not want it to be shown as done together. Absent in rows from before anybody could say so. */
  readonly leftTogether?: boolean
  readonly deleted: boolean
  readonly revision: number
}

export interface PostRow {
  readonly _id: string
  readonly authorId: string
  /** The club in which it was written; absent elsewhere. */
  readonly clubId?: string
  readonly text: string
  readonly mentionIds: readonly string[]
  /** Absent where there are none. */
  readonly photoIds?: readonly string[]
  readonly createdAt: Date
  readonly editedAt: Date | null
  /** Whether it was removed: the staff hides it from everybody, a club from all but its moderators and the author. */
  readonly isTakenDown?: boolean
  /** Whether it waits for a moderator of its club, hidden in the same way. */
  readonly isHeld?: boolean
}

/** An activity or post: what athletes give kudos to and comment on. */
export type Subject =
  | { readonly kind: 'ACTIVITY'; readonly id: string; readonly ownerId: string; readonly activity: ActivityRow }
  | { readonly kind: 'POST'; readonly id: string; readonly ownerId: string; readonly post: PostRow }

export const activitySubject = (activity: ActivityRow): Subject => ({
  kind: 'ACTIVITY',
  id: activity._id,
  ownerId: activity.ownerId,
  activity,
})

export const postSubject = (post: PostRow): Subject => ({ kind: 'POST', id: post._id, ownerId: post.authorId, post })

/** Returns the activity that a subject is, or null. */
export const activityOf = (subject: Subject | null): ActivityRow | null =>
  subject?.kind === 'ACTIVITY' ? subject.activity : null

/** Returns the post that a subject is, or null. */
export const postOf = (subject: Subject | null): PostRow | null => (subject?.kind === 'POST' ? subject.post : null)

/** The row behind the schema's `Reactable`. */
export type ReactableRow = ActivityRow | PostRow

export const reactableOf = (subject: Subject): ReactableRow => (subject.kind === 'POST' ? subject.post : subject.activity)

export const reactableKind = (reactable: ReactableRow): 'Activity' | 'Post' => ('authorId' in reactable ? 'Post' : 'Activity')

/** Whether an athlete lets an activity be shown as done together with others. Whoever shows it to nobody does not. */
export const takesPart = (activity: ActivityRow | null): boolean =>
  activity !== null && !(activity.leftTogether ?? false) && activity.visibility !== 'ONLY_ME'

/** Returns the id of the club in which a subject was written; null outside clubs. */
export const clubIdOf = (subject: Subject | null): string | null => postOf(subject)?.clubId ?? null

/**
 * Whether the viewer with this relation to the owner may see the subject, and so its kudos and comments. What is written in a club is for
 * those who see what is in the club, `seesClub`, whether or not they follow its author; what is held or removed there is for the author and
 * for those who moderate the club. So an author who has left sees it no more.
 */
export const maySeeSubject = (subject: Subject, relation: Relation, seesClub: boolean, moderatesClub = false): boolean => {
  if (subject.kind === 'ACTIVITY') return !subject.activity.deleted && maySeeActivity(subject.activity.visibility, relation)
  const { clubId, isTakenDown, isHeld } = subject.post
  const isHidden = isTakenDown === true || isHeld === true
  if (clubId === undefined) return !isHidden && maySeePost(relation)
  return mayAppearTo(relation) && seesClub && (!isHidden || relation.isSelf || moderatesClub)
}

export interface KudosRow {
  /** `<subject>:<athlete>`, so that each athlete gives at most one. */
  readonly _id: string
  readonly subjectId: string
  readonly athleteId: string
  readonly givenAt: Date
}

export type CommentRemover = 'AUTHOR' | 'OWNER' | 'MODERATOR'

/** A comment that waits for a moderator. */
export interface HeldComment {
  /** Whether nobody has been told of it yet; otherwise an edit made it wait. */
  readonly isNew: boolean
  /** The comment that it answers, which need not be the one that it stands under. */
  readonly answersId: string | null
}

export interface CommentRow {
  readonly _id: string
  readonly subjectId: string
  /** Empty when the comment was deleted and stays as the place of its replies. */
  readonly authorId: string
  /** The comment that this one answers. Rows that were stored before there were replies lack it. */
  readonly replyToId?: string | null
  /**
   * The author of that comment. Whoever may not see the author sees no replies either, and when the author's account is erased the
   * replies go with it. Null when the comment was deleted: then its replies stay.
   */
  readonly replyToAuthorId?: string | null
  /** Who deleted it, when it stays as the place of its replies. */
  readonly deletedBy?: CommentRemover | null
  readonly text: string
  readonly mentionIds: readonly string[]
  readonly createdAt: Date
  readonly editedAt: Date | null
  /** Set while it waits for a moderator of the club, hidden from all but its author and those who moderate. */
  readonly held?: HeldComment | null
  /** By which its author's client knows it when it sends it again. */
  readonly sendKey?: string
  /** The number of writes that only lock the row: see `lock` in stores/comments.ts. */
  readonly lockCount?: number
}
