import type { Relation } from '@gruppetto/graph'
import { privacyOfAccount } from '@gruppetto/relations'
import type { FollowRow } from '../domain/follow-rules.ts'
import { edgeId } from './follows.ts'
import type { Stores } from './mod.ts'

/** A relation, and whether the viewer has asked to follow: social owns the edges, so it knows that too. */
export interface SocialRelation extends Relation {
  readonly viewerRequested: boolean
}

/** What stands between a viewer (null: signed out) and each owner, from this subgraph's own follows and blocks: three reads. */
export const relationsBetween = async (
  stores: Pick<Stores, 'accounts' | 'follows' | 'blocks'>,
  viewerId: string | null,
  ownerIds: readonly string[],
): Promise<ReadonlyMap<string, SocialRelation>> => {
  const others = viewerId === null ? [] : ownerIds.filter((ownerId) => ownerId !== viewerId)
  const viewer = viewerId ?? ''
  const [accounts, follows, blocks] = await Promise.all([
    stores.accounts.many(ownerIds),
    stores.follows.many(others.map((ownerId) => edgeId(viewer, ownerId))),
    stores.blocks.standingAmong(others.flatMap((ownerId) => [edgeId(viewer, ownerId), edgeId(ownerId, viewer)])),
  ])
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
