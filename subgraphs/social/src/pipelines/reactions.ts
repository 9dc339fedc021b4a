import { badUserInput, forbidden, isIdOf, newId, notFound, requireAthlete, validInput } from '@gruppetto/graph'
import { awaitProjection } from '@gruppetto/relations'
import type { Context } from '../context.ts'
import type { CommentRow, Subject } from '../domain/subjects.ts'
import { commentText } from '../domain/texts.ts'
import { kudosId } from '../stores/kudos.ts'
import { commit, forgetReads } from './commit.ts'
import { knownAthlete } from './known-athlete.ts'
import { resolveMentions } from './mentions.ts'

/** The activity or post a mutation names; throws NOT_FOUND for what the viewer may not see. Waits a moment for one just made. */
const subjectOf = async (context: Context, subjectId: string): Promise<Subject> => {
  const isKnown = (await context.loaders.anySubject(subjectId)) !== null
  if (!isKnown && isIdOf('Activity', subjectId)) {
    await awaitProjection(subjectId, context.runtime.now(), () => context.stores.activities.get(subjectId))
    forgetReads(context)
  }
  const subject = await context.loaders.subject(subjectId)
  if (subject === null) throw notFound('This activity or post')
  return subject
}

/** Gives kudos, once: again changes nothing. Throws BAD_USER_INPUT for the viewer's own. */
export const giveKudos = async (context: Context, subjectId: string): Promise<Subject> => {
  const athleteId = await knownAthlete(context)
  const subject = await subjectOf(context, subjectId)
  if (subject.ownerId === athleteId) throw badUserInput([{ path: 'subjectId', message: 'is your own' }])
  await commit(context, async (tx) => {
    const at = context.runtime.now()
    const row = { _id: kudosId(subjectId, athleteId), subjectId, athleteId, givenAtMs: at }
    const isNew = await context.stores.kudos.give(row, tx)
    if (isNew) tx.emit('kudos.given', { subjectId, subjectOwnerId: subject.ownerId, athleteId, at })
  })
  return subject
}

/**
 * Takes the viewer's own kudos back, also from what has been hidden from the viewer since: then there is nothing to show (null). Where there
 * are none nothing changes; throws NOT_FOUND where the viewer may not know of the subject either.
 */
export const takeBackKudos = async (context: Context, subjectId: string): Promise<Subject | null> => {
  const { athleteId } = requireAthlete(context.caller)
  const { ownerId } = (await context.loaders.anySubject(subjectId)) ?? (await subjectOf(context, subjectId))
  const wasThere = await commit(context, async (tx) => {
    const isGone = await context.stores.kudos.takeBack(subjectId, athleteId, tx)
    if (isGone) tx.emit('kudos.taken-back', { subjectId, subjectOwnerId: ownerId, athleteId, at: context.runtime.now() })
    return isGone
  })
  const shown = await context.loaders.subject(subjectId)
  if (!wasThere && shown === null) throw notFound('This activity or post')
  return shown
}

export const addComment = async (context: Context, input: { subjectId: string; text: string }): Promise<CommentRow> => {
  const athleteId = await knownAthlete(context)
  const text = validInput(commentText, input.text, 'input.text')
  const subject = await subjectOf(context, input.subjectId)
  const mentionIds = await resolveMentions(context, text)
  const at = context.runtime.now()
  const row: CommentRow = {
    _id: newId('Comment'),
    subjectId: subject.id,
    authorId: athleteId,
    text,
    mentionIds,
    createdAtMs: at,
    editedAtMs: null,
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

const visibleComment = async (context: Context, id: string): Promise<CommentRow> => {
  const row = await context.loaders.comment(id)
  if (row === null) throw notFound('This comment')
  return row
}

/** Edits the viewer's own comment. Athletes mentioned anew are linked but not told. Throws FORBIDDEN for another's. */
export const editComment = async (context: Context, id: string, newText: string): Promise<CommentRow> => {
  const { athleteId } = requireAthlete(context.caller)
  const text = validInput(commentText, newText, 'text')
  const row = await visibleComment(context, id)
  if (row.authorId !== athleteId) throw forbidden('Only its author can edit a comment.')
  if (row.text === text) return row
  const change = { text, mentionIds: await resolveMentions(context, text), editedAtMs: context.runtime.now() }
  await commit(context, async (tx) => {
    if ((await context.stores.comments.get(id, tx)) === null) throw notFound('This comment')
    await context.stores.comments.edit(id, change, tx)
  })
  return { ...row, ...change }
}

/** The comment and what it stands under, where it is the viewer's to delete: whether the viewer may see it still is no matter. */
const deletableComment = async (context: Context, id: string, viewerId: string) => {
  const row = await context.loaders.anyComment(id)
  const subject = row === null ? null : await context.loaders.anySubject(row.subjectId)
  if (row === null || subject === null) throw notFound('This comment')
  if (row.authorId === viewerId || subject.ownerId === viewerId) return { row, subject }
  await visibleComment(context, id)
  throw forbidden('Only its author or the owner can delete it.')
}

/** Deletes a comment of the viewer's own, or under something of the viewer's own; answers what it stood under, null where that is hidden. */
export const deleteComment = async (context: Context, id: string): Promise<Subject | null> => {
  const { athleteId } = requireAthlete(context.caller)
  const { row, subject } = await deletableComment(context, id, athleteId)
  await commit(context, async (tx) => {
    const at = context.runtime.now()
    if (!(await context.stores.comments.remove(id, tx))) throw notFound('This comment')
    const about = { subjectId: row.subjectId, subjectOwnerId: subject.ownerId }
    tx.emit('comment.deleted', { commentId: id, ...about, authorId: row.authorId, at })
  })
  return context.loaders.subject(row.subjectId)
}
