import type { EventData, EventName } from '@gruppetto/events'
import { type AnyWorker, defineWorker, type Tx } from '@gruppetto/runtime'
import type { Relations } from './relations.ts'
import type { AccountRow, Accounts } from './stores/accounts.ts'
import { edgeId } from './stores/edges.ts'
import type { Entitlements } from './stores/entitlements.ts'
import type { Photos } from './stores/photos.ts'
import type { Projection } from './stores/projection.ts'

const isNewer = (known: { revision: number } | null, revision: number): boolean => known === null || known.revision < revision

interface Change<Row> {
  readonly row: Row
  /** The row before the change; null when it is new. */
  readonly before: Row | null
}

/** What else a subgraph does, in the same transaction, after a newer row was stored. */
type After<Row> = (change: Change<Row>, tx: Tx) => Promise<void>

/** A worker that keeps a projection up to date. The row of the newest event wins, in whatever order the events arrive. */
export const keepLatest = <const Name extends EventName, Row extends { readonly _id: string; readonly revision: number }>(
  name: string,
  on: Name,
  projection: Pick<Projection<Row>, 'get' | 'put'>,
  rowOf: (data: EventData<Name>) => Row,
  after?: After<Row>,
): AnyWorker =>
  defineWorker<Name, undefined, Row | null, Change<Row> | null>({
    name,
    on: [on],
    load: (event, tx) => projection.get(rowOf(event.data)._id, tx),
    decide: (event, before) => {
      const row = rowOf(event.data)
      return isNewer(before, row.revision) ? { row, before } : null
    },
    save: async (change, tx) => {
      if (change === null) return
      await projection.put(change.row, tx)
      await after?.(change, tx)
    },
  })

/**
 * Stores a row unless a newer one is known, and returns the one that holds. For workers that must not run before the projection has
 * seen the event.
 */
export const keepNewer = async <Row extends { readonly _id: string; readonly revision: number }>(
  projection: Pick<Projection<Row>, 'get' | 'put'>,
  row: Row,
  tx: Tx,
): Promise<Row> => {
  const known = await projection.get(row._id, tx)
  if (known !== null && !isNewer(known, row.revision)) return known
  await projection.put(row, tx)
  return row
}

const accountOf = ({ athleteId, at: _at, ...state }: EventData<'athlete.changed'>): AccountRow => ({ _id: athleteId, ...state })

/** Stores the account of an event unless a newer one is known, and returns the one that holds. */
export const keepAccount = (accounts: Accounts, data: EventData<'athlete.changed'>, tx: Tx): Promise<AccountRow> =>
  keepNewer(accounts, accountOf(data), tx)

/** Projects the accounts of athletes into the database of `subgraph`. */
export const projectAccounts = (subgraph: string, accounts: Accounts, after?: After<AccountRow>): AnyWorker =>
  keepLatest(`${subgraph}-project-accounts`, 'athlete.changed', accounts, accountOf, after)

/** Projects the entitlements of commerce into the database of `subgraph`. */
export const projectEntitlements = (subgraph: string, entitlements: Entitlements): AnyWorker =>
  keepLatest(`${subgraph}-project-entitlements`, 'entitlement.changed', entitlements, ({ athleteId, revision, premium }) => ({
    _id: athleteId,
    revision,
    premium,
  }))

/** Projects the photos of athletes into the database of a subgraph whose things carry photos. */
export const projectPhotos = (subgraph: string, photos: Photos): AnyWorker =>
  keepLatest(`${subgraph}-project-photos`, 'photo.changed', photos, ({ photoId, createdAtMs, at: _at, ...state }) => ({
    _id: photoId,
    ...state,
    createdAt: new Date(createdAtMs),
  }))

/** Projects the follows and blocks of social into the database of `subgraph`. */
export const projectRelations = (subgraph: string, { follows, blocks }: Pick<Relations, 'follows' | 'blocks'>): AnyWorker[] => [
  keepLatest(`${subgraph}-project-follows`, 'follow.changed', follows, ({ followerId, followeeId, revision, state }) => ({
    _id: edgeId(followerId, followeeId),
    fromId: followerId,
    toId: followeeId,
    revision,
    present: state === 'FOLLOWING',
  })),
  keepLatest(`${subgraph}-project-blocks`, 'block.changed', blocks, ({ blockerId, blockedId, revision, blocked }) => ({
    _id: edgeId(blockerId, blockedId),
    fromId: blockerId,
    toId: blockedId,
    revision,
    present: blocked,
  })),
]
