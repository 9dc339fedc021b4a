import { isIdOf } from '@gruppetto/graph'
import { shownPhoto } from '@gruppetto/relations'
import type { Tx } from '@gruppetto/runtime'
import type { CaseRow } from '../domain/moderation.ts'
import type { CommentRow } from '../domain/subjects.ts'
import { loadSubject } from '../notices/subjects.ts'
import type { Services } from '../services.ts'
import { announceReleased } from './hold-texts.ts'
import { removeComment } from './remove-comment.ts'

/** What is kept of a thing that was taken down. Only a comment has to be kept: the others stay where they are, hidden. */
export interface TakenDown {
  readonly removed: CommentRow | null
}

const takeCommentDown = async (services: Services, id: string, tx: Tx): Promise<TakenDown | null> => {
  const row = await services.stores.comments.get(id, tx)
  if (row === null) return null
  const subjectOwnerId = (await loadSubject(services, row.subjectId, tx))?.ownerId ?? row.authorId
  const removed = await removeComment(services, { id, subjectOwnerId, by: 'MODERATOR' }, tx)
  return removed === null ? null : { removed }
}

/**
 * Takes down what a case is about: a comment is deleted, a post is hidden from everybody, and activities hides an activity or a live session
 * from all but its athlete when it learns of the decision, as clubs does with an event or a challenge, and athletes with a photo. Returns null when there is nothing any more.
 */
export const takeDown = async (services: Services, { subjectId }: CaseRow, tx: Tx): Promise<TakenDown | null> => {
  const { posts, activities } = services.stores
  if (isIdOf('Comment', subjectId)) return takeCommentDown(services, subjectId, tx)
  if (isIdOf('Post', subjectId)) return (await posts.setTakenDown(subjectId, true, tx)) ? { removed: null } : null
  if (isIdOf('ClubEvent', subjectId) || isIdOf('Challenge', subjectId)) {
    const store = isIdOf('ClubEvent', subjectId) ? services.stores.clubEvents : services.stores.challenges
    const row = await store.get(subjectId, tx)
    return row === null || row.isTakenDown ? null : { removed: null }
  }
  if (isIdOf('Photo', subjectId))
    return shownPhoto(await services.stores.photos.get(subjectId, tx)) === null ? null : { removed: null }
  if (isIdOf('LiveSession', subjectId))
    return (await services.stores.liveSessions.get(subjectId, tx)) === null ? null : { removed: null }
  const activity = await activities.get(subjectId, tx)
  return activity === null || activity.deleted ? null : { removed: null }
}

/** Puts a removed comment back, as long as what it stood under exists. A reply whose comment has gone stands alone. */
const restoreComment = async (services: Services, row: CommentRow, tx: Tx): Promise<void> => {
  const { comments } = services.stores
  const subject = await loadSubject(services, row.subjectId, tx)
  if (subject === null || (subject.kind === 'ACTIVITY' && subject.activity.deleted)) return
  const parent = row.replyToId ? await comments.get(row.replyToId, tx) : null
  const answers = parent === null ? { replyToId: null, replyToAuthorId: null } : {}
  await comments.put({ ...row, ...answers, held: null }, tx)
  // One that was removed while it waited was never told of.
  if (row.held) await announceReleased(services, { ...row, ...answers }, row.held, services.runtime.now(), tx)
}

/** Brings back what was taken down. What depended on a removed comment, such as its kudos, does not come back. */
export const bringBack = async (services: Services, { subjectId, removed }: CaseRow, tx: Tx): Promise<void> => {
  if (removed !== null) return restoreComment(services, removed, tx)
  if (isIdOf('Post', subjectId)) await services.stores.posts.setTakenDown(subjectId, false, tx)
}
