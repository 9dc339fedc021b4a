import type { Relation } from '@gruppetto/graph'
import { OWN_PRIVACY, privacyOfAccount } from '@gruppetto/relations'
import type { Tx } from '@gruppetto/runtime'
import type { FollowRow } from '../domain/follow-rules.ts'
import { edgeId } from './follows.ts'
import type { Stores } from './mod.ts'

/** A relation, and whether the viewer has asked to follow. Only social knows that, since it owns the follows. */
export interface SocialRelation extends Relation {
  readonly viewerRequested: boolean
}

/**
 * Reads the relation between the viewer (null: signed out) and each owner from the accounts, follows and blocks of this subgraph,
 * inside `tx` if it is given. Needs three commands, and none when the viewer is the only owner.
 */
export const readRelations = async (
  stores: Stores,
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
  const readBlocks = () => stores.blocks.activeAmong([...edgeIds, ...others.map((ownerId) => edgeId(ownerId, viewer))], tx)
  // A transaction runs one command at a time.
  const [accounts, follows, blocks] =
    tx === undefined
      ? await Promise.all([readAccounts(), readFollows(), readBlocks()])
      : [await readAccounts(), await readFollows(), await readBlocks()]
  const relationTo = (ownerId: string): SocialRelation => {
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
  return new Map(ownerIds.map((ownerId) => [ownerId, relationTo(ownerId)]))
}
