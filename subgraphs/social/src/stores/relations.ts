import type { Relation } from '@gruppetto/graph'
import { privacyOfAccount } from '@gruppetto/relations'
import type { Tx } from '@gruppetto/runtime'
import type { FollowRow } from '../domain/follow-rules.ts'
import { edgeId } from './follows.ts'
import type { Stores } from './mod.ts'

/** A relation, and whether the viewer has asked to follow: social owns the edges, so it knows that too. */
export interface SocialRelation extends Relation {
  readonly viewerRequested: boolean
}

/** What stands between a viewer (null: signed out) and each owner, from this subgraph's own follows and blocks: three reads, as of `tx`. */
export const relationsBetween = async (
  stores: Pick<Stores, 'accounts' | 'follows' | 'blocks'>,
  viewerId: string | null,
  ownerIds: readonly string[],
  tx?: Tx,
): Promise<ReadonlyMap<string, SocialRelation>> => {
  const others = viewerId === null ? [] : ownerIds.filter((ownerId) => ownerId !== viewerId)
  const viewer = viewerId ?? ''
  const readAccounts = () => stores.accounts.many(ownerIds, tx)
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
    const owner = privacyOfAccount(accounts.get(ownerId))
    return {
      isSelf,
      viewerFollowsOwner: follow?.state === 'FOLLOWING',
      viewerRequested: follow?.state === 'REQUESTED',
      viewerBlockedOwner: blocks.has(edgeId(viewer, ownerId)),
      ownerBlockedViewer: blocks.has(edgeId(ownerId, viewer)),
      // The viewer's own account exists, even where its first event has not arrived yet.
      owner: isSelf ? { ...owner, exists: true } : owner,
    }
  }
  return new Map(ownerIds.map((ownerId) => [ownerId, between(ownerId)]))
}
