import { badUserInput, forbidden, isIdOf, newId, notFound, requireAthlete, validInput } from '@gruppetto/graph'
import { awaitProjection } from '@gruppetto/relations'
import type { Context } from '../context.ts'
import type { CommentRow, Subject } from '../domain/subjects.ts'
import { commentText } from '../domain/texts.ts'
import { kudosId } from '../stores/kudos.ts'
import { commit } from './commit.ts'
import { resolveMentions } from './mentions.ts'
import { requireKnownAthlete } from './require-known-athlete.ts'

/** Returns an activity or post, whoever may see it. Waits a moment for a new activity. */
const findSubject = async ({ loaders, stores, runtime }: Context, subjectId: string): Promise<Subject | null> => {
  if (isIdOf('Activity', subjectId)) {
    await awaitProjection(subjectId, runtime.now(), () => stores.activities.get(subjectId))
  }
  return loaders.anySubject(subjectId)
}

/** Returns the activity or post that a mutation names. Throws NOT_FOUND when the viewer may not see it. */
const requireSubject = async (context: Context, subjectId: string): Promise<Subject> => {
  await findSubject(context, subjectId)
  const subject = await context.loaders.subject(subjectId)
  if (subject === null) throw notFound('This activity or post')
  return subject
}

/** Gives kudos. Repeating it changes nothing. Throws BAD_USER_INPUT for the viewer's own activity or post. */
export const giveKudos = async (context: Context, subjectId: string): Promise<Subject> => {
  const athleteId = await requireKnownAthlete(context)
  const subject = await requireSubject(context, subjectId)
  if (subject.ownerId === athleteId) throw badUserInput([{ path: 'subjectId', message: 'is your own' }])
  await commit(context, async (tx) => {
    const at = context.runtime.now()
    const row = { _id: kudosId(subjectId, athleteId), subjectId, athleteId, givenAt: new Date(at) }
    const isNew = await context.stores.kudos.give(row, tx)
    if (isNew) tx.emit('kudos.given', { subjectId, subjectOwnerId: subject.ownerId, athleteId, at })
  })
  return subject
}

/**
 * Takes the viewer's kudos back, even when the subject has been hidden from the viewer since; then it returns null. When there
 * are no kudos nothing changes, and it throws NOT_FOUND if the viewer may not see the subject.
 */
export const takeBackKudos = async (context: Context, subjectId: string): Promise<Subject | null> => {
  const { athleteId } = requireAthlete(context.caller)
  const subject = await findSubject(context, subjectId)
  if (subject === null) throw notFound('This activity or post')
  const wasThere = await commit(context, async (tx) => {
    const isGone = await context.stores.kudos.takeBack(subjectId, athleteId, tx)
    if (isGone) tx.emit('kudos.taken-back', { subjectId, subjectOwnerId: subject.ownerId, athleteId, at: context.runtime.now() })
    return isGone
  })
  const shown = await context.loaders.subject(subjectId)
  if (!wasThere && shown === null) throw notFound('This activity or post')
  return shown
}

export const addComment = async (context: Context, input: { subjectId: string; text: string }): Promise<CommentRow> => {
  const athleteId = await requireKnownAthlete(context)
  const text = validInput(commentText, input.text, 'input.text')
  const subject = await requireSubject(context, input.subjectId)
  const mentionIds = await resolveMentions(context, text)
  const at = context.runtime.now()
  const row: CommentRow = {
    _id: newId('Comment'),
    subjectId: subject.id,
    authorId: athleteId,
    text,
    mentionIds,
    createdAt: new Date(at),
    editedAt: null,
  }
  await commit(context, async (tx) => {
    await context.stores.comments.insert(row, tx)
    tx.emit('comment.added', {
      commentId: row._id,
      subjectId: subject.id,
      subjectOwnerId: subject.ownerId,
      authorId: athleteId,
      mentionedIds: [...mentionIds],
      at,
    })
  })
  return row
}

const requireVisibleComment = async (context: Context, id: string): Promise<CommentRow> => {
  const row = await context.loaders.comment(id)
  if (row === null) throw notFound('This comment')
  return row
}

/**
 * Edits the viewer's own comment. Athletes whom the new text mentions are linked but not notified. Throws FORBIDDEN for
 * another's.
 */
export const editComment = async (context: Context, id: string, newText: string): Promise<CommentRow> => {
  const { athleteId } = requireAthlete(context.caller)
  const text = validInput(commentText, newText, 'text')
  const row = await requireVisibleComment(context, id)
  if (row.authorId !== athleteId) throw forbidden('Only its author can edit a comment.')
  if (row.text === text) return row
  const change = { text, mentionIds: await resolveMentions(context, text), editedAt: new Date(context.runtime.now()) }
  await commit(context, async (tx) => {
    if ((await context.stores.comments.get(id, tx)) === null) throw notFound('This comment')
    await context.stores.comments.edit(id, change, tx)
  })
  return { ...row, ...change }
}

/** Returns a comment that the viewer may delete, and its subject, even when the viewer may not see them any more. */
const requireDeletableComment = async (context: Context, id: string) => {
  const { athleteId } = requireAthlete(context.caller)
  const row = await context.loaders.anyComment(id)
  const subject = row === null ? null : await context.loaders.anySubject(row.subjectId)
  if (row === null || subject === null) throw notFound('This comment')
  if (row.authorId === athleteId || subject.ownerId === athleteId) return { row, subject }
  await requireVisibleComment(context, id)
  throw forbidden('Only its author or the owner can delete it.')
}

/**
 * Deletes a comment that the viewer wrote, or on an activity or post of the viewer. Returns its subject, or null when that is
 * hidden.
 */
export const deleteComment = async (context: Context, id: string): Promise<Subject | null> => {
  const { row, subject } = await requireDeletableComment(context, id)
  await commit(context, async (tx) => {
    const at = context.runtime.now()
    if (!(await context.stores.comments.remove(id, tx))) throw notFound('This comment')
    const about = { subjectId: row.subjectId, subjectOwnerId: subject.ownerId }
    tx.emit('comment.deleted', { commentId: id, ...about, authorId: row.authorId, at })
  })
  return context.loaders.subject(row.subjectId)
}
