import { forbidden, notFound, requireAthlete } from '@gruppetto/graph'
import type { Tx } from '@gruppetto/runtime'
import type { Context } from '../context.ts'
import {
  type BlockRow,
  blockState,
  countDelta,
  type FollowChange,
  type FollowRow,
  type FollowState,
  followState,
  onBlock,
  onFollow,
  onRemoval,
  onResponse,
  onUnfollow,
} from '../domain/follow-rules.ts'
import { requestLock } from '../domain/locks.ts'
import type { Services } from '../services.ts'
import { edgeId } from '../stores/follows.ts'
import { commit } from './commit.ts'
import { refuseOneself, requireAccount, requireUnblockedAccount } from './require-account.ts'
import { requireKnownAthlete } from './require-known-athlete.ts'

interface Pair {
  readonly followerId: string
  readonly followeeId: string
}

/** A pair and its follow as the transaction has read it; null when there never was one. */
interface KnownFollow extends Pair {
  readonly known: FollowRow | null
}

const stateOf = (row: FollowRow | null): FollowState => row?.state ?? 'NONE'

const loadFollow = async ({ stores }: Services, pair: Pair, tx: Tx): Promise<KnownFollow> => ({
  ...pair,
  known: await stores.follows.get(pair.followerId, pair.followeeId, tx),
})

/** Saves the change of a follow, the counts that it changes, and its event. */
export const saveFollow = async (
  { stores, runtime }: Services,
  { followerId, followeeId, known }: KnownFollow,
  change: FollowChange,
  tx: Tx,
): Promise<void> => {
  const row: FollowRow = {
    _id: edgeId(followerId, followeeId),
    followerId,
    followeeId,
    state: change.state,
    revision: (known?.revision ?? 0) + 1,
    changedAt: new Date(runtime.now()),
  }
  const delta = countDelta(stateOf(known), change.state)
  await stores.follows.put(row, tx)
  if (delta !== 0) await stores.followings.count({ followerId, followeeId, delta }, tx)
  tx.emit('follow.changed', followState(row, change.cause))
}

/**
 * Follows an athlete, or sends a request to a private account. Repeating it changes nothing. Throws NOT_FOUND when the athlete
 * does not exist or has blocked the viewer.
 */
export const follow = async (context: Context, athleteId: string): Promise<void> => {
  const { stores } = context
  const viewerId = await requireKnownAthlete(context)
  refuseOneself(viewerId, athleteId, 'follow')
  const account = await requireAccount(context, athleteId)
  await commit(context, async (tx) => {
    const theirs = await stores.blocks.get(athleteId, viewerId, tx)
    const own = await stores.blocks.get(viewerId, athleteId, tx)
    if (theirs?.blocked) throw notFound('This athlete')
    if (own?.blocked) throw forbidden('You have blocked this athlete: unblock first.')
    const current = await loadFollow(context, { followerId: viewerId, followeeId: athleteId }, tx)
    // Read inside the transaction: an account that stops approving followers at this moment accepts the request, or there is
    // none.
    const { isPrivate } = (await stores.accounts.get(athleteId, tx)) ?? account
    const change = onFollow(stateOf(current.known), isPrivate)
    if (change !== null) await saveFollow(context, current, change, tx)
    if (isPrivate) await stores.locks.lock([requestLock(athleteId, viewerId)], tx)
  })
}

/**
 * Ends a follow or withdraws a request, even when the viewer may not see the athlete any more. When there is nothing to end, it
 * throws NOT_FOUND if the athlete does not exist or has blocked the viewer.
 */
export const unfollow = async (context: Context, athleteId: string): Promise<void> => {
  const viewerId = requireAthlete(context.caller).athleteId
  refuseOneself(viewerId, athleteId, 'unfollow')
  const hasEnded = await commit(context, async (tx) => {
    const current = await loadFollow(context, { followerId: viewerId, followeeId: athleteId }, tx)
    const change = onUnfollow(stateOf(current.known))
    if (change !== null) await saveFollow(context, current, change, tx)
    return change !== null
  })
  if (hasEnded) return
  await requireUnblockedAccount(context, athleteId)
}

/** Accepts or declines a request to follow the viewer. Throws NOT_FOUND when there is none; accepting twice changes nothing. */
export const respondToFollowRequest = async (context: Context, athleteId: string, accept: boolean): Promise<void> => {
  const viewerId = requireAthlete(context.caller).athleteId
  await commit(context, async (tx) => {
    const current = await loadFollow(context, { followerId: athleteId, followeeId: viewerId }, tx)
    const change = onResponse(stateOf(current.known), accept)
    if (change !== null) return saveFollow(context, current, change, tx)
    if (!accept || stateOf(current.known) !== 'FOLLOWING') throw notFound('This request')
  })
}

/**
 * Ends another athlete's follow of the viewer. The other is not told, and may follow or ask again. When the other does not follow
 * the viewer nothing changes.
 */
export const removeFollower = async (context: Context, athleteId: string): Promise<void> => {
  const viewerId = requireAthlete(context.caller).athleteId
  refuseOneself(viewerId, athleteId, 'remove')
  await requireAccount(context, athleteId)
  await commit(context, async (tx) => {
    const current = await loadFollow(context, { followerId: athleteId, followeeId: viewerId }, tx)
    const change = onRemoval(stateOf(current.known))
    if (change !== null) await saveFollow(context, current, change, tx)
  })
}

interface BlockPair {
  readonly blockerId: string
  readonly blockedId: string
}

const setBlock = async ({ stores, runtime }: Context, pair: BlockPair, blocked: boolean, tx: Tx): Promise<void> => {
  const { blockerId, blockedId } = pair
  const known = await stores.blocks.get(blockerId, blockedId, tx)
  if ((known?.blocked ?? false) === blocked) return
  const row: BlockRow = {
    _id: edgeId(blockerId, blockedId),
    ...pair,
    blocked,
    revision: (known?.revision ?? 0) + 1,
    changedAt: new Date(runtime.now()),
  }
  await stores.blocks.put(row, tx)
  tx.emit('block.changed', blockState(row))
}

/**
 * Ends the follow in one direction because of a block. Writes the row even when there is no follow, so that a follow that is
 * committed at the same moment conflicts with the block, runs again and finds it.
 */
const endFollow = async (context: Context, pair: Pair, tx: Tx): Promise<void> => {
  const current = await loadFollow(context, pair, tx)
  const change = onBlock(stateOf(current.known))
  if (change !== null) return saveFollow(context, current, change, tx)
  const { followerId, followeeId, known } = current
  const row: FollowRow = {
    _id: edgeId(followerId, followeeId),
    ...pair,
    state: 'NONE',
    revision: known?.revision ?? 0,
    changedAt: new Date(context.runtime.now()),
  }
  await context.stores.follows.put(row, tx)
}

/**
 * Hides the two athletes from each other and ends follows and requests in both directions. An athlete who blocked the viewer can
 * be blocked too.
 */
export const block = async (context: Context, athleteId: string): Promise<void> => {
  const viewerId = requireAthlete(context.caller).athleteId
  refuseOneself(viewerId, athleteId, 'block')
  await requireAccount(context, athleteId)
  await commit(context, async (tx) => {
    await setBlock(context, { blockerId: viewerId, blockedId: athleteId }, true, tx)
    await endFollow(context, { followerId: viewerId, followeeId: athleteId }, tx)
    await endFollow(context, { followerId: athleteId, followeeId: viewerId }, tx)
  })
}

/** Ends a block. The follows that it ended do not come back. When there is no block nothing changes. */
export const unblock = async (context: Context, athleteId: string): Promise<void> => {
  const viewerId = requireAthlete(context.caller).athleteId
  refuseOneself(viewerId, athleteId, 'unblock')
  await requireAccount(context, athleteId)
  await commit(context, (tx) => setBlock(context, { blockerId: viewerId, blockedId: athleteId }, false, tx))
}
