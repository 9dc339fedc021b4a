import type { Relation } from '@gruppetto/graph'
import { OWN_PRIVACY, privacyOfAccount } from '@gruppetto/relations'
import type { Tx } from '@gruppetto/runtime'
import type { FollowRow } from '../domain/follow-rules.ts'
import { edgeId } from './follows.ts'
import type { Stores } from './mod.ts'

/** A relation, and whether the viewer has asked to follow: social owns the edges, so it knows that too. */
export interface SocialRelation extends Relation {
  readonly viewerRequested: boolean
}

/**
 * Returns the relation between the viewer (null: signed out) and each owner, from this subgraph's own accounts, follows and blocks,
 * read inside `tx` where it is given. Needs three reads, and none for the viewer as the only owner.
 */
export const relationsBetween = async (
  stores: Pick<Stores, 'accounts' | 'follows' | 'blocks'>,
  viewerId: string | null,
  ownerIds: readonly string[],
  tx?: Tx,
): Promise<ReadonlyMap<string, SocialRelation>> => {
  const otherOwners = ownerIds.filter((ownerId) => ownerId !== viewerId)
  const others = viewerId === null ? [] : otherOwners
  const viewer = viewerId ?? ''
  const readAccounts = () => stores.accounts.many(otherOwners, tx)
  const edgeIds = others.map((ownerId) => edgeId(viewer, ownerId))
  const readFollows = () => stores.follows.many(edgeIds, tx)
  const readBlocks = () => stores.blocks.standingAmong([...edgeIds, ...others.map((ownerId) => edgeId(ownerId, viewer))], tx)
  // A transaction takes one command at a time.
  const [accounts, follows, blocks] =
    tx === undefined
      ? await Promise.all([readAccounts(), readFollows(), readBlocks()])
      : [await readAccounts(), await readFollows(), await readBlocks()]
  const between = (ownerId: string): SocialRelation => {
    const isSelf = ownerId === viewerId
    const follow: FollowRow | undefined = follows.get(edgeId(viewer, ownerId))
    return {
      isSelf,
      viewerFollowsOwner: follow?.state === 'FOLLOWING',
      viewerRequested: follow?.state === 'REQUESTED',
      viewerBlockedOwner: blocks.has(edgeId(viewer, ownerId)),
      ownerBlockedViewer: blocks.has(edgeId(ownerId, viewer)),
      owner: isSelf ? OWN_PRIVACY : privacyOfAccount(accounts.get(ownerId)),
    }
  }
  return new Map(ownerIds.map((ownerId) => [ownerId, between(ownerId)]))
}
