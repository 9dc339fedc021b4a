import { conflict, forbidden, newId, notFound, requireAthlete, validInput } from '@gruppetto/graph'
import type { Tx } from '@gruppetto/runtime'
import type { Context } from '../context.ts'
import { changeOfMentions } from '../domain/mentions.ts'
import { type CommentRemover, type CommentRow, clubIdOf, type Subject } from '../domain/subjects.ts'
import { commentText, sendKeyText } from '../domain/texts.ts'
import type { AddCommentInput } from '../generated/resolvers.ts'
import { commit } from './commit.ts'
import { announceComment, findHeldWord, openHeldCase } from './hold-texts.ts'
import { resolveMentions } from './mentions.ts'
import { removeAsStaff } from './moderate.ts'
import { removeComment } from './remove-comment.ts'
import { requireMayWriteIn } from './require-club.ts'
import { requireKnownAthlete } from './require-known-athlete.ts'
import { requireComment, requireSubject } from './require-subject.ts'

/** Where a reply stands, and whom it answers. */
interface Answer {
  readonly parent: CommentRow
  readonly answered: CommentRow
}

/** Finds the comment that a reply stands under: a reply to a reply stands beside it. */
const requireAnswer = async (context: Context, subjectId: string, replyToId: string): Promise<Answer> => {
  const answered = await requireComment(context, replyToId)
  if (answered.subjectId !== subjectId) throw notFound('This comment')
  if (answered.held) throw conflict('This comment waits for a moderator: nobody can answer it yet.', 'COMMENT_HELD')
  if (!answered.replyToId) return { parent: answered, answered }
  const parent = await context.loaders.comment(answered.replyToId)
  if (parent === null || parent.held) throw notFound('This comment')
  return { parent, answered }
}

/**
 * Locks the comment that a reply stands under, and returns its author, or null when it is a place by now. A deletion of it at the same
 * moment finds the reply, or this transaction runs again and sees the deletion. Nobody answers a place itself.
 */
const lockAnswered = async ({ stores }: Context, { parent, answered }: Answer, tx: Tx): Promise<string | null> => {
  const current = await stores.comments.lock(parent._id, tx)
  if (current === null || (current.deletedBy && answered._id === parent._id)) throw notFound('This comment')
  return current.authorId || null
}

interface NewText extends Pick<CommentRow, '_id' | 'authorId' | 'text'> {
  readonly clubId: string | null
  readonly heldFor: string | null
}

/** Makes a comment in a club that has a word of its rules a case. Whom it concerns is told of it when it is released. */
const holdComment = async (context: Context, { clubId, heldFor, ...row }: NewText, tx: Tx): Promise<void> => {
  if (clubId === null || heldFor === null) return
  const { _id: subjectId, authorId: subjectOwnerId, text: subjectText } = row
  await openHeldCase(context, { subjectId, subjectOwnerId, subjectText, clubId }, heldFor, tx)
}

/** Lets nobody but its owner, the caller, comment on an activity or post, or everybody again. Throws FORBIDDEN for another's. */
export const closeComments = async (context: Context, subjectId: string, closed: boolean): Promise<Subject> => {
  const { stores, runtime } = context
  const { athleteId } = requireAthlete(context.caller)
  const subject = await requireSubject(context, subjectId)
  if (subject.ownerId !== athleteId) throw forbidden('Only its owner closes the comments.')
  const { closedComments } = stores
  if (closed) await closedComments.close({ _id: subject.id, ownerId: athleteId, closedAt: new Date(runtime.now()) })
  else await closedComments.open(subject.id)
  return subject
}

/**
 * Comments on an activity or post, or answers a comment on it. Sent again with the same key, it is the comment that is there. Throws CONFLICT where
 * its owner has closed the comments.
 */
export const addComment = async (context: Context, input: AddCommentInput): Promise<CommentRow> => {
  const { stores, runtime } = context
  const athleteId = await requireKnownAthlete(context)
  const text = validInput(commentText, input.text, 'input.text')
  const sendKey = input.sendKey == null ? null : validInput(sendKeyText, input.sendKey, 'input.sendKey')
  const subject = await requireSubject(context, input.subjectId)
  const clubId = clubIdOf(subject)
  if (clubId !== null) await requireMayWriteIn(context, clubId, athleteId)
  const answer = input.replyToId ? await requireAnswer(context, subject.id, input.replyToId) : null
  const mentionIds = await resolveMentions(context, text)
  const heldFor = clubId === null ? null : await findHeldWord(context, clubId, athleteId, text)
  const at = runtime.now()
  const isHeld = heldFor !== null
  const asked: CommentRow = {
    _id: newId('Comment'),
    subjectId: subject.id,
    authorId: athleteId,
    replyToId: answer?.parent._id ?? null,
    replyToAuthorId: null,
    text,
    mentionIds,
    createdAt: new Date(at),
    editedAt: null,
    ...(isHeld && { held: { isNew: true, answersId: answer?.answered._id ?? null } }),
    ...(sendKey !== null && { sendKey }),
  }
  return commit(context, async (tx) => {
    const sentBefore = await stores.comments.sentBefore(asked, tx)
    if (sentBefore !== null) return sentBefore
    if (subject.ownerId !== athleteId && (await stores.closedComments.isClosed(subject.id, tx)))
      throw conflict('The comments here are closed.', 'COMMENTS_CLOSED')
    const row = answer === null ? asked : { ...asked, replyToAuthorId: await lockAnswered(context, answer, tx) }
    await stores.comments.insert(row, tx)
    await holdComment(context, { ...row, clubId, heldFor }, tx)
    if (!isHeld) announceComment(context, row, { subjectOwnerId: subject.ownerId, answered: answer?.answered ?? null, at }, tx)
    return row
  })
}

/**
 * Edits the viewer's own comment, which the viewer must still be able to see. Athletes whom the new text mentions are notified, and
 * notices of mentions that it has no more are taken back. Throws FORBIDDEN for another's.
 */
export const editComment = async (context: Context, id: string, newText: string): Promise<CommentRow> => {
  const { athleteId } = requireAthlete(context.caller)
  const text = validInput(commentText, newText, 'text')
  const row = await requireComment(context, id)
  if (row.authorId !== athleteId) throw forbidden('Only its author can edit a comment.')
  if (row.text === text) return row
  const subject = await requireSubject(context, row.subjectId)
  const clubId = clubIdOf(subject)
  if (clubId !== null) await requireMayWriteIn(context, clubId, athleteId)
  const mentionIds = await resolveMentions(context, text)
  const heldFor = clubId === null ? null : await findHeldWord(context, clubId, athleteId, text)
  const at = context.runtime.now()
  const change = { text, mentionIds, editedAt: new Date(at) }
  const held = { held: { isNew: false, answersId: null } }
  await commit(context, async (tx) => {
    const current = await context.stores.comments.get(id, tx)
    if (current === null || current.deletedBy) throw notFound('This comment')
    const isHeldNow = heldFor !== null && !current.held
    await context.stores.comments.edit(id, { ...change, ...(isHeldNow && held) }, tx)
    await holdComment(context, { ...current, text, clubId, heldFor }, tx)
    tx.emit('comment.edited', {
      commentId: id,
      subjectId: row.subjectId,
      subjectOwnerId: subject.ownerId,
      authorId: athleteId,
      ...changeOfMentions(current.mentionIds, mentionIds),
      at,
    })
  })
  return { ...row, ...change, ...(heldFor !== null && !row.held && held) }
}

const removerOf = ({ caller }: Context, row: CommentRow, subject: Subject): CommentRemover | null => {
  const { athleteId, roles } = requireAthlete(caller)
  if (row.authorId === athleteId) return 'AUTHOR'
  if (subject.ownerId === athleteId) return 'OWNER'
  return roles.includes('STAFF') ? 'MODERATOR' : null
}

/**
 * Deletes a comment: of the viewer, on an activity or post of the viewer, or any as staff, also when the viewer may not see it any
 * more. Returns its subject, or null when that is hidden.
 */
export const deleteComment = async (context: Context, id: string): Promise<Subject | null> => {
  requireAthlete(context.caller)
  const row = await context.loaders.anyComment(id)
  const subject = row === null ? null : await context.loaders.anySubject(row.subjectId)
  if (row === null || row.deletedBy || subject === null) throw notFound('This comment')
  const by = removerOf(context, row, subject)
  if (by === null) {
    await requireComment(context, id)
    throw forbidden('Only its author or the owner can delete it.')
  }
  await commit(context, async (tx) => {
    const { authorId: subjectOwnerId, text: subjectText } = row
    if (by === 'MODERATOR') return removeAsStaff(context, { subjectId: id, subjectOwnerId, subjectText }, tx)
    if ((await removeComment(context, { id, subjectOwnerId: subject.ownerId, by }, tx)) === null) throw notFound('This comment')
  })
  return context.loaders.subject(row.subjectId)
}
