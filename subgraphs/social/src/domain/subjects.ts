import { type Audience, maySeeActivity, maySeePost, type Relation } from '@gruppetto/graph'

/** An activity as its last event has it: all that is needed to answer for it without asking activities. */
export interface ActivityRow {
  readonly _id: string
  readonly ownerId: string
  readonly visibility: Audience
  readonly sport: string
  readonly name: string
  readonly startedAtMs: number
  readonly deleted: boolean
  readonly revision: number
}

export interface PostRow {
  readonly _id: string
  readonly authorId: string
  readonly text: string
  readonly mentionIds: readonly string[]
  readonly createdAtMs: number
  readonly editedAtMs: number | null
}

/** What kudos and comments are given to. */
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

/** A subject as the schema's Reactable. */
export type ReactableRow = ActivityRow | PostRow

export const reactableOf = (subject: Subject): ReactableRow => (subject.kind === 'POST' ? subject.post : subject.activity)

export const reactableKind = (reactable: ReactableRow): 'Activity' | 'Post' => ('authorId' in reactable ? 'Post' : 'Activity')

/** True when the viewer whose relation to the owner is given may see the subject, and so whatever hangs on it. */
export const maySeeSubject = (subject: Subject, relation: Relation): boolean => {
  if (subject.kind === 'POST') return maySeePost(relation)
  return !subject.activity.deleted && maySeeActivity(subject.activity.visibility, relation)
}

export interface KudosRow {
  /** `<subject>:<athlete>`: one each. */
  readonly _id: string
  readonly subjectId: string
  readonly athleteId: string
  readonly givenAtMs: number
}

export interface CommentRow {
  readonly _id: string
  readonly subjectId: string
  readonly authorId: string
  readonly text: string
  readonly mentionIds: readonly string[]
  readonly createdAtMs: number
  readonly editedAtMs: number | null
  /** How often somebody began to tell of it: see beginTelling. */
  readonly tellings?: number
}
