import type { EventData, EventName } from '@gruppetto/events'
import { type AnyWorker, defineWorker, type Tx } from '@gruppetto/runtime'
import type { Relations } from './relations.ts'
import type { AccountRow, Accounts } from './stores/accounts.ts'
import { edgeId } from './stores/edges.ts'
import type { Entitlements } from './stores/entitlements.ts'
import type { Projection } from './stores/projection.ts'

const isNewer = (known: { revision: number } | null, revision: number): boolean => known === null || known.revision < revision

interface Change<Row> {
  readonly row: Row
  /** What the projection held until now; null for what is new. */
  readonly before: Row | null
}

/** What else a subgraph does, in the same transaction, when it has kept a newer row. */
type After<Row> = (change: Change<Row>, tx: Tx) => Promise<void>

/** Keeps a projection as its owner has it: the row of the newest event stays, whatever order they come in. */
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

const accountOf = ({ athleteId, at: _at, ...state }: EventData<'athlete.changed'>): AccountRow => ({ _id: athleteId, ...state })

/** The account as it is after an event, kept in the worker's own transaction: for who must not run ahead of `projectAccounts`. */
export const keepAccount = async (accounts: Accounts, data: EventData<'athlete.changed'>, tx: Tx): Promise<AccountRow> => {
  const [known, row] = [await accounts.get(data.athleteId, tx), accountOf(data)]
  if (known !== null && known.revision >= row.revision) return known
  await accounts.put(row, tx)
  return row
}

/** Keeps the accounts of `subgraph`'s database as athletes has them. */
export const projectAccounts = (subgraph: string, accounts: Accounts, after?: After<AccountRow>): AnyWorker =>
  keepLatest(`${subgraph}-project-accounts`, 'athlete.changed', accounts, accountOf, after)

/** Keeps the entitlements of `subgraph`'s database as commerce has them. */
export const projectEntitlements = (subgraph: string, entitlements: Entitlements): AnyWorker =>
  keepLatest(`${subgraph}-project-entitlements`, 'entitlement.changed', entitlements, ({ athleteId, revision, premium }) => ({
    _id: athleteId,
    revision,
    premium,
  }))

/** Keeps the follows and blocks of `subgraph`'s database as social has them. */
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
