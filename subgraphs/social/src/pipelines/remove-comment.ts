import type { Tx } from '@gruppetto/runtime'
import type { CommentRemover, CommentRow } from '../domain/subjects.ts'
import type { Services } from '../services.ts'

interface Removal {
  readonly id: string
  readonly subjectOwnerId: string
  readonly by: CommentRemover
}

/** Removes the place of a deleted comment when its last reply has gone. Locks it, so that another reply at this moment conflicts. */
const removeEmptyPlace = async ({ stores }: Services, id: string, tx: Tx): Promise<void> => {
  const place = await stores.comments.lock(id, tx)
  if (place?.deletedBy && !(await stores.comments.hasReplies(id, tx))) await stores.comments.remove(id, tx)
}

/**
 * Deletes a comment; one with replies stays as their place. Returns the comment as it was, or null when there is none any more. A
 * reply at the same moment conflicts.
 */
export const removeComment = async (
  services: Services,
  { id, subjectOwnerId, by }: Removal,
  tx: Tx,
): Promise<CommentRow | null> => {
  const { comments } = services.stores
  const row = await comments.lock(id, tx)
  if (row === null || row.deletedBy) return null
  if (await comments.hasReplies(id, tx)) await comments.empty(id, by, tx)
  else await comments.remove(id, tx)
  if (row.replyToId) await removeEmptyPlace(services, row.replyToId, tx)
  const { subjectId, authorId } = row
  tx.emit('comment.deleted', { commentId: id, subjectId, subjectOwnerId, authorId, by, at: services.runtime.now() })
  return row
}
