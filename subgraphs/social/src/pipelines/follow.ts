import { badUserInput, forbidden, isIdOf, notFound, requireAthlete } from '@gruppetto/graph'
import { awaitProjection } from '@gruppetto/relations'
import type { Tx } from '@gruppetto/runtime'
import type { Context } from '../context.ts'
import {
  countDelta,
  type FollowChange,
  type FollowRow,
  type FollowState,
  followerSlot,
  onBlock,
  onFollow,
  onResponse,
  onUnfollow,
  requestTurn,
} from '../domain/follow-rules.ts'
import { edgeId } from '../stores/follows.ts'
import { commit } from './commit.ts'
import { knownAthlete } from './known-athlete.ts'

interface Pair {
  readonly followerId: string
  readonly followeeId: string
}

const stateOf = (row: FollowRow | null): FollowState => row?.state ?? 'NONE'

/** Writes one edge's change, the counts it changes and its event. */
export const applyFollow = async (
  context: Pick<Context, 'stores' | 'runtime'>,
  pair: Pair,
  known: FollowRow | null,
  change: FollowChange,
  tx: Tx,
): Promise<void> => {
  const nowMs = context.runtime.now()
  const revision = (known?.revision ?? 0) + 1
  const delta = countDelta(stateOf(known), change.state)
  await context.stores.follows.put(
    { _id: edgeId(pair.followerId, pair.followeeId), ...pair, state: change.state, revision, sinceMs: nowMs },
    tx,
  )
  if (delta !== 0) await context.stores.followings.count({ ...pair, delta }, tx)
  tx.emit('follow.changed', { ...pair, revision, ...change, at: nowMs })
}

const change = async (
  context: Context,
  pair: Pair,
  decide: (state: FollowState) => FollowChange | null,
  tx: Tx,
): Promise<boolean> => {
  const known = await context.stores.follows.get(pair.followerId, pair.followeeId, tx)
  const decided = decide(stateOf(known))
  if (decided !== null) await applyFollow(context, pair, known, decided, tx)
  return decided !== null
}

/** The account a mutation names; throws NOT_FOUND for one that is not there. Waits a moment for one that has just signed up. */
const accountOf = async (context: Context, athleteId: string) => {
  if (!isIdOf('Athlete', athleteId)) throw notFound('This athlete')
  const account = await awaitProjection(athleteId, context.runtime.now(), () => context.stores.accounts.get(athleteId))
  if (account === null || account.deleted) throw notFound('This athlete')
  return account
}

const notOneself = (viewerId: string, athleteId: string, verb: string): void => {
  if (viewerId === athleteId) throw badUserInput([{ path: 'athleteId', message: `is yourself, whom you cannot ${verb}` }])
}

/** Follows, or asks a private account to be let in. Twice changes nothing. Throws NOT_FOUND for who is not there or blocked the viewer. */
export const follow = async (context: Context, athleteId: string): Promise<void> => {
  const viewerId = await knownAthlete(context)
  notOneself(viewerId, athleteId, 'follow')
  const account = await accountOf(context, athleteId)
  await commit(context, async (tx) => {
    const [theirs, mine] = [
      await context.stores.blocks.get(athleteId, viewerId, tx),
      await context.stores.blocks.get(viewerId, athleteId, tx),
    ]
    if (theirs?.blocked) throw notFound('This athlete')
    if (mine?.blocked) throw forbidden('You have blocked this athlete: unblock first.')
    const pair = { followerId: viewerId, followeeId: athleteId }
    // As of the transaction: who stops approving followers accepts the requests that are there, this one or none.
    const { isPrivate } = (await context.stores.accounts.get(athleteId, tx)) ?? account
    await change(context, pair, (state) => onFollow(state, isPrivate), tx)
    if (isPrivate) await context.stores.turns.take([requestTurn(athleteId, followerSlot(viewerId))], tx)
  })
}

/**
 * Ends a follow or withdraws a request, whoever it is to; where there is none nothing changes. Then throws NOT_FOUND for who is not there or
 * blocked the viewer.
 */
export const unfollow = async (context: Context, athleteId: string): Promise<void> => {
  const viewerId = requireAthlete(context.caller).athleteId
  notOneself(viewerId, athleteId, 'unfollow')
  const hasEnded = await commit(context, (tx) => change(context, { followerId: viewerId, followeeId: athleteId }, onUnfollow, tx))
  if (hasEnded) return
  await accountOf(context, athleteId)
  if ((await context.loaders.relation.load(athleteId)).ownerBlockedViewer) throw notFound('This athlete')
}

/** Accepts or declines a request to follow the viewer. Throws NOT_FOUND where there is none, unless it is accepted already. */
export const respondToFollowRequest = async (context: Context, athleteId: string, accept: boolean): Promise<void> => {
  const viewerId = requireAthlete(context.caller).athleteId
  await commit(context, async (tx) => {
    const known = await context.stores.follows.get(athleteId, viewerId, tx)
    const decided = onResponse(stateOf(known), accept)
    if (decided !== null) return applyFollow(context, { followerId: athleteId, followeeId: viewerId }, known, decided, tx)
    if (!accept || known?.state !== 'FOLLOWING') throw notFound('This request')
  })
}

const setBlock = async (context: Context, blockerId: string, blockedId: string, blocked: boolean, tx: Tx): Promise<void> => {
  const known = await context.stores.blocks.get(blockerId, blockedId, tx)
  const isBlocked = known?.blocked ?? false
  if (isBlocked === blocked) return
  const nowMs = context.runtime.now()
  const revision = (known?.revision ?? 0) + 1
  await context.stores.blocks.put(
    { _id: edgeId(blockerId, blockedId), blockerId, blockedId, blocked, revision, sinceMs: nowMs },
    tx,
  )
  tx.emit('block.changed', { blockerId, blockedId, revision, blocked, at: nowMs })
}

/**
 * Ends one direction for a block. Writes the edge even where there was none, so that a follow committed at the same moment conflicts with
 * the block, runs again and meets it.
 */
const endFollow = async (context: Context, pair: Pair, tx: Tx): Promise<void> => {
  const known = await context.stores.follows.get(pair.followerId, pair.followeeId, tx)
  const decided = onBlock(stateOf(known))
  if (decided !== null) return applyFollow(context, pair, known, decided, tx)
  const nowMs = context.runtime.now()
  const untouched: FollowRow = {
    _id: edgeId(pair.followerId, pair.followeeId),
    ...pair,
    state: 'NONE',
    revision: known?.revision ?? 0,
    sinceMs: nowMs,
  }
  await context.stores.follows.put(untouched, tx)
}

/** Blocks: hides both from each other and ends follows and requests both ways. Who blocked the viewer before can be blocked as well. */
export const block = async (context: Context, athleteId: string): Promise<void> => {
  const viewerId = requireAthlete(context.caller).athleteId
  notOneself(viewerId, athleteId, 'block')
  await accountOf(context, athleteId)
  await commit(context, async (tx) => {
    await setBlock(context, viewerId, athleteId, true, tx)
    await endFollow(context, { followerId: viewerId, followeeId: athleteId }, tx)
    await endFollow(context, { followerId: athleteId, followeeId: viewerId }, tx)
  })
}

/** Ends a block; the follows it ended do not come back. Where there is none nothing changes. */
export const unblock = async (context: Context, athleteId: string): Promise<void> => {
  const viewerId = requireAthlete(context.caller).athleteId
  notOneself(viewerId, athleteId, 'unblock')
  await accountOf(context, athleteId)
  await commit(context, (tx) => setBlock(context, viewerId, athleteId, false, tx))
}
