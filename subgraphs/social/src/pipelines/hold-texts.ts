import { isIdOf, newId, rateLimited } from '@gruppetto/graph'
import type { Tx } from '@gruppetto/runtime'
import type { Context } from '../context.ts'
import { heldWordIn, judgesOf, moderates } from '../domain/club-moderation.ts'
import { newCase } from '../domain/moderation.ts'
import type { CommentRow, HeldComment, PostRow } from '../domain/subjects.ts'
import { loadSubject } from '../notices/subjects.ts'
import type { Services } from '../services.ts'
import { readRole } from './require-judge.ts'

/** The rules of a club for what an athlete writes in it. None hold for its owner, admins and moderators. */
interface TextRules {
  readonly slowModeSeconds: number
  readonly heldWords: readonly string[]
}

const readRules = async (context: Context, clubId: string, athleteId: string): Promise<TextRules> => {
  const [club, role] = await Promise.all([context.stores.clubs.get(clubId), readRole(context, clubId, athleteId)])
  if (club === null || moderates(role)) return { slowModeSeconds: 0, heldWords: [] }
  return { slowModeSeconds: club.slowModeSeconds ?? 0, heldWords: club.heldWords ?? [] }
}

/** Throws RATE_LIMITED when the athlete has posted in the club a moment ago, and the club is in slow mode. */
export const chargeSlowMode = async (context: Context, clubId: string, athleteId: string): Promise<void> => {
  const { slowModeSeconds } = await readRules(context, clubId, athleteId)
  if (slowModeSeconds === 0) return
  const window = [{ most: 1, seconds: slowModeSeconds }]
  const waitSeconds = await context.counter.count(`slow:${clubId}:${athleteId}`, window)
  if (waitSeconds > 0) throw rateLimited(waitSeconds, 'posts in this club, which is in slow mode')
}

/** Returns the word of the club's rules for which a text of an athlete has to be looked at, or null. */
export const findHeldWord = async (context: Context, clubId: string, athleteId: string, text: string): Promise<string | null> =>
  heldWordIn(text, (await readRules(context, clubId, athleteId)).heldWords)

interface HeldText {
  readonly subjectId: string
  readonly subjectOwnerId: string
  readonly subjectText: string
  readonly clubId: string
}

/** Makes a text with a word of the club's rules a case of the club, unless it is one. */
export const openHeldCase = async (context: Context, text: HeldText, heldFor: string, tx: Tx): Promise<void> => {
  const { moderation } = context.stores
  const role = await readRole(context, text.clubId, text.subjectOwnerId, tx)
  const now = new Date(context.runtime.now())
  const open = await moderation.openOf(text.subjectId, tx)
  await moderation.put({ ...(open ?? newCase(newId('ModerationCase'), { ...text, judges: judgesOf(role) }, now)), heldFor }, tx)
}

/** Tells of a post that everybody who sees its place sees from now on. */
export const announcePost = ({ _id, authorId, mentionIds, clubId }: PostRow, at: number, tx: Tx): void =>
  tx.emit('post.created', {
    postId: _id,
    authorId,
    mentionedIds: [...mentionIds],
    ...(clubId === undefined ? {} : { clubId }),
    at,
  })

interface Announced {
  readonly subjectOwnerId: string
  /** The comment that it answers. */
  readonly answered: Pick<CommentRow, 'authorId'> | null
  readonly at: number
}

/** Tells of a comment that everybody who sees its subject sees from now on. */
export const announceComment = (
  { runtime }: Pick<Services, 'runtime'>,
  { _id: commentId, subjectId, authorId, mentionIds, replyToId }: CommentRow,
  { subjectOwnerId, answered, at }: Announced,
  tx: Tx,
): void => {
  tx.emit('comment.added', {
    ...{ commentId, subjectId, subjectOwnerId, authorId, mentionedIds: [...mentionIds] },
    ...(replyToId && answered !== null && answered.authorId !== '' ? { replyToId, answeredId: answered.authorId } : {}),
    at,
  })
  tx.afterCommit(() => runtime.live.publish('comment', subjectId, { id: commentId }))
}

/** Shows a comment that was held. Of a new one it tells only now, and of an edited one whom it mentions. */
const releaseComment = async (services: Services, id: string, tx: Tx): Promise<void> => {
  const { stores, runtime } = services
  const row = await stores.comments.release(id, tx)
  if (row?.held) await announceReleased(services, row, row.held, runtime.now(), tx)
}

/** Tells of a comment that waited for a moderator. */
export const announceReleased = async (
  services: Services,
  row: CommentRow,
  { isNew, answersId }: HeldComment,
  at: number,
  tx: Tx,
): Promise<void> => {
  const { _id: commentId, subjectId, authorId, mentionIds } = row
  const subjectOwnerId = (await loadSubject(services, subjectId, tx))?.ownerId
  if (subjectOwnerId === undefined) return
  if (isNew) {
    const answered = answersId === null ? null : await services.stores.comments.get(answersId, tx)
    return announceComment(services, row, { subjectOwnerId, answered, at }, tx)
  }
  const mentions = { mentionedIds: [...mentionIds], addedIds: [...mentionIds], removedIds: [] }
  tx.emit('comment.edited', { commentId, subjectId, subjectOwnerId, authorId, ...mentions, at })
}

/** Shows a post or comment that was held, and tells of it only now. */
export const release = async (services: Services, id: string, tx: Tx): Promise<void> => {
  if (isIdOf('Comment', id)) return releaseComment(services, id, tx)
  const post = await services.stores.posts.release(id, tx)
  if (post !== null) announcePost(post, services.runtime.now(), tx)
}
