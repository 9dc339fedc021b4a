import type { EventData } from '@gruppetto/events'
import type { Tx } from '@gruppetto/runtime'
import type { Subject } from '../domain/subjects.ts'
import type { Stores } from '../stores/mod.ts'
import { loadSubject } from './subjects.ts'

interface CommentOrPost {
  readonly data: EventData<'comment.added' | 'post.created'>
}

/** What a comment stands under, or the post itself; null where any of it is gone. */
export const subjectOfText = async ({ data }: CommentOrPost, tx: Tx, stores: Stores): Promise<Subject | null> => {
  if ('postId' in data) return loadSubject(data.postId, tx, stores)
  return (await stores.comments.beginTelling(data.commentId, tx)) ? loadSubject(data.subjectId, tx, stores) : null
}
