import type { EventData } from '@gruppetto/events'
import { forbidden, newId, notFound, requireAthlete, validInput } from '@gruppetto/graph'
import { requireOwnPhotos } from '@gruppetto/relations'
import type { Tx } from '@gruppetto/runtime'
import type { Context } from '../context.ts'
import { entryOf, type FeedItemRow, feedItemIdOf } from '../domain/feed.ts'
import { changeOfMentions } from '../domain/mentions.ts'
import { type PostRow, postOf } from '../domain/subjects.ts'
import { photoPostText, postText } from '../domain/texts.ts'
import type { CreatePostInput } from '../generated/resolvers.ts'
import type { Services } from '../services.ts'
import { commit } from './commit.ts'
import { announcePost, chargeSlowMode, findHeldWord, openHeldCase } from './hold-texts.ts'
import { resolveMentions } from './mentions.ts'
import { requireMayWriteIn } from './require-club.ts'
import { requireKnownAthlete } from './require-known-athlete.ts'

const feedItemOf = (post: PostRow): FeedItemRow => ({
  _id: feedItemIdOf(post._id),
  kind: 'POST',
  subjectId: post._id,
  athleteId: post.authorId,
  sport: null,
  ...(post.clubId === undefined ? {} : { clubId: post.clubId }),
  recordedAt: post.createdAt,
})

const MAX_PHOTOS = 10
/** The photos of a post never change, so these are the only revisions of what it carries. */
const CREATED = 1
const DELETED = 2

const carriedBy = (
  { _id: carrierId, authorId: athleteId }: PostRow,
  photoIds: readonly string[],
  revision: number,
  at: number,
): EventData<'photos.carried'> => ({ carrierId, athleteId, revision, photoIds: [...photoIds], at })

/** Tells the feeds of the author and of the followers of a new item. What is written in a club is in no such feed: its members read it there. */
const announceInFeeds = ({ stores }: Context, item: FeedItemRow, tx: Tx): void => {
  if (item.clubId !== undefined) return
  const { _id: feedItemId, athleteId, recordedAt } = item
  tx.emit('feed.item-recorded', { feedItemId, athleteId, kind: 'POST', at: recordedAt.getTime() })
  tx.afterCommit(() => stores.feeds.addOwn(athleteId, entryOf(item)))
}

/** Writes a post and its feed item together. The author's feed has it at once, the followers' feeds when it is fanned out. */
export const createPost = async (context: Context, input: CreatePostInput): Promise<PostRow> => {
  const athleteId = await requireKnownAthlete(context)
  const clubId = input.clubId ?? null
  if (clubId !== null) await requireMayWriteIn(context, clubId, athleteId)
  const photoIds = await requireOwnPhotos(context.stores.photos, {
    athleteId,
    photoIds: input.photoIds ?? [],
    carriedIds: [],
    most: MAX_PHOTOS,
    nowMs: context.runtime.now(),
    path: 'input.photoIds',
  })
  const text = validInput(photoIds.length > 0 ? photoPostText : postText, input.text, 'input.text')
  const mentionIds = await resolveMentions(context, text)
  const heldFor = clubId === null ? null : await findHeldWord(context, clubId, athleteId, text)
  if (clubId !== null) await chargeSlowMode(context, clubId, athleteId)
  const at = context.runtime.now()
  const post: PostRow = {
    _id: newId('Post'),
    authorId: athleteId,
    ...(clubId === null ? {} : { clubId }),
    text,
    mentionIds,
    ...(photoIds.length > 0 ? { photoIds } : {}),
    createdAt: new Date(at),
    editedAt: null,
    ...(heldFor === null ? {} : { isHeld: true }),
  }
  const item = feedItemOf(post)
  await commit(context, async (tx) => {
    await context.stores.posts.insert(post, tx)
    context.stores.feedItems.putAtCommit(item, tx)
    if (heldFor === null) announcePost(post, at, tx)
    else await holdPost(context, post, heldFor, tx)
    if (photoIds.length > 0) tx.emit('photos.carried', carriedBy(post, photoIds, CREATED, at))
    announceInFeeds(context, item, tx)
  })
  return post
}

/** Makes a post in a club that has a word of its rules a case. Members are told of it when it is released. */
const holdPost = async (context: Context, post: PostRow, heldFor: string, tx: Tx): Promise<void> => {
  const { _id: subjectId, authorId: subjectOwnerId, text: subjectText, clubId } = post
  if (clubId !== undefined) await openHeldCase(context, { subjectId, subjectOwnerId, subjectText, clubId }, heldFor, tx)
}

const requireOwnPost = async (context: Context, id: string, verb: string): Promise<PostRow> => {
  const { athleteId } = requireAthlete(context.caller)
  const post = postOf(await context.loaders.subject(id))
  if (post === null) throw notFound('This post')
  if (post.authorId !== athleteId) throw forbidden(`Only its author can ${verb} a post.`)
  return post
}

/** Edits the viewer's own post. Mentions that are new are notified of, and notices of those that are gone are taken back. */
export const editPost = async (context: Context, id: string, newText: string): Promise<PostRow> => {
  requireAthlete(context.caller)
  const post = await requireOwnPost(context, id, 'edit')
  if (post.clubId !== undefined) await requireMayWriteIn(context, post.clubId, post.authorId)
  const text = validInput(post.photoIds === undefined ? postText : photoPostText, newText, 'text')
  if (post.text === text) return post
  const at = context.runtime.now()
  const mentionIds = await resolveMentions(context, text)
  const { clubId } = post
  const heldFor = clubId === undefined ? null : await findHeldWord(context, clubId, post.authorId, text)
  const change = { text, mentionIds, editedAt: new Date(at), ...(heldFor === null ? {} : { isHeld: true }) }
  await commit(context, async (tx) => {
    const current = await context.stores.posts.get(id, tx)
    if (current === null) throw notFound('This post')
    await context.stores.posts.edit(id, change, tx)
    if (heldFor !== null) await holdPost(context, { ...current, ...change }, heldFor, tx)
    tx.emit('post.edited', { postId: id, authorId: post.authorId, ...changeOfMentions(current.mentionIds, mentionIds), at })
  })
  return { ...post, ...change }
}

/** Deletes a post with its feed item and its photos. Its kudos and comments are hidden at once, and a worker deletes them. */
const removePost = async ({ stores, runtime }: Services, post: PostRow, tx: Tx): Promise<void> => {
  const at = runtime.now()
  await stores.posts.remove(post._id, tx)
  await stores.feedItems.remove(feedItemIdOf(post._id), tx)
  tx.emit('post.deleted', { postId: post._id, authorId: post.authorId, at })
  if (post.photoIds !== undefined) tx.emit('photos.carried', carriedBy(post, [], DELETED, at))
}

/** Deletes the viewer's own post. Who has left a club sees nothing in it any more, and may still take back what they wrote there. */
export const deletePost = async (context: Context, id: string): Promise<void> => {
  const { athleteId } = requireAthlete(context.caller)
  const known = postOf(await context.loaders.anySubject(id))
  const isOwnInClub = known?.authorId === athleteId && known.clubId !== undefined
  if (!isOwnInClub) await requireOwnPost(context, id, 'delete')
  await commit(context, async (tx) => {
    const post = await context.stores.posts.get(id, tx)
    if (post === null) throw notFound('This post')
    await removePost(context, post, tx)
  })
}
