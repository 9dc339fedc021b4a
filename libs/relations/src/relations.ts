import type { OwnerPrivacy, Relation } from '@gruppetto/graph'
import type { Database } from '@gruppetto/runtime'
import DataLoader from 'dataloader'
import { type AccountRow, type Accounts, openAccounts } from './stores/accounts.ts'
import { type Edges, edgeId, openEdges } from './stores/edges.ts'

/** Athletes block only a few others. The limit keeps a hostile account from slowing down every reader. */
const BLOCKS_READ = 10_000

export type PrivacyOf = (athleteIds: readonly string[]) => Promise<ReadonlyMap<string, OwnerPrivacy>>

export interface Relations {
  readonly accounts: Accounts
  readonly follows: Edges
  readonly blocks: Edges
  /**
   * Returns the relation between the viewer (null: signed out) and each owner, for the rules in @gruppetto/graph. Needs three
   * reads for any number of owners, and none for the viewer as the only owner: the rules hide nothing from oneself. Who reads the owners'
   * accounts anyhow gives their privacy, which saves one of the reads.
   */
  between(viewerId: string | null, ownerIds: readonly string[], privacy?: PrivacyOf): Promise<ReadonlyMap<string, Relation>>
  /** Returns everyone whom the viewer blocked or who blocked the viewer. */
  blockedEitherWay(viewerId: string): Promise<ReadonlySet<string>>
}

const NOBODY: OwnerPrivacy = { exists: false, isPrivate: true, profileVisibility: 'ONLY_ME' }

/** The viewer as owner, without a read. The account exists, even when its first event has not arrived yet. */
export const OWN_PRIVACY: OwnerPrivacy = { ...NOBODY, exists: true }

export const privacyOfAccount = (account: AccountRow | undefined): OwnerPrivacy =>
  account === undefined || account.deleted
    ? NOBODY
    : { exists: true, isPrivate: account.isPrivate, profileVisibility: account.profileVisibility }

/**
 * Opens the relations as one subgraph's database has them. `privacyOf` replaces the projected accounts in the subgraph that owns
 * the accounts.
 */
export const openRelations = (database: Database, privacyOf?: PrivacyOf): Relations => {
  const accounts = openAccounts(database)
  const follows = openEdges(database, 'relations_follows')
  const blocks = openEdges(database, 'relations_blocks')
  const privacy: PrivacyOf =
    privacyOf ??
    (async (ids) => {
      const rows = await accounts.many(ids)
      return new Map(ids.map((id) => [id, privacyOfAccount(rows.get(id))]))
    })
  return {
    accounts,
    follows,
    blocks,
    async between(viewerId, ownerIds, privacyOfOwners = privacy) {
      const otherOwners = ownerIds.filter((ownerId) => ownerId !== viewerId)
      const others = viewerId === null ? [] : otherOwners
      const [owners, following, blocking] = await Promise.all([
        privacyOfOwners(otherOwners),
        follows.presentAmong(others.map((ownerId) => edgeId(viewerId ?? '', ownerId))),
        blocks.presentAmong(others.flatMap((ownerId) => [edgeId(viewerId ?? '', ownerId), edgeId(ownerId, viewerId ?? '')])),
      ])
      return new Map(
        ownerIds.map((ownerId) => {
          const isSelf = ownerId === viewerId
          const relation: Relation = {
            isSelf,
            viewerFollowsOwner: following.has(edgeId(viewerId ?? '', ownerId)),
            viewerBlockedOwner: blocking.has(edgeId(viewerId ?? '', ownerId)),
            ownerBlockedViewer: blocking.has(edgeId(ownerId, viewerId ?? '')),
            owner: isSelf ? OWN_PRIVACY : (owners.get(ownerId) ?? NOBODY),
          }
          return [ownerId, relation]
        }),
      )
    },
    async blockedEitherWay(viewerId) {
      const [blocked, blockers] = await Promise.all([blocks.from(viewerId, BLOCKS_READ), blocks.to(viewerId, BLOCKS_READ)])
      return new Set([...blocked, ...blockers])
    },
  }
}

/** Creates a loader of relations for one request. It reads all owners requested in one tick at once. */
export const relationLoader = (relations: Pick<Relations, 'between'>, viewerId: string | null): DataLoader<string, Relation> =>
  new DataLoader(async (ownerIds: readonly string[]) => {
    const found = await relations.between(viewerId, ownerIds)
    return ownerIds.map((ownerId) => found.get(ownerId) ?? new Error(`no relation to ${ownerId}`))
  })
