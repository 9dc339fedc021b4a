import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import type { Relations } from './relations.ts'
import type { Accounts } from './stores/accounts.ts'
import { edgeId } from './stores/edges.ts'
import type { Entitlements } from './stores/entitlements.ts'

const isNewer = (known: { revision: number } | null, revision: number): boolean => known === null || known.revision < revision

/** Keeps the accounts of `subgraph`'s database as athletes has them. */
export const projectAccounts = (subgraph: string, accounts: Accounts): AnyWorker => {
  return defineWorker({
    name: `${subgraph}-project-accounts`,
    on: ['athlete.changed'],
    load: (event, tx) => accounts.get(event.data.athleteId, tx),
    decide: (event, known) => {
      const { athleteId, at: _at, ...state } = event.data
      return isNewer(known, state.revision) ? { _id: athleteId, ...state } : null
    },
    save: async (row, tx) => {
      if (row !== null) await accounts.put(row, tx)
    },
  })
}

/** Keeps the entitlements of `subgraph`'s database as commerce has them. */
export const projectEntitlements = (subgraph: string, entitlements: Entitlements): AnyWorker =>
  defineWorker({
    name: `${subgraph}-project-entitlements`,
    on: ['entitlement.changed'],
    load: (event, tx) => entitlements.get(event.data.athleteId, tx),
    decide: ({ data: { athleteId, revision, premium } }, known) =>
      isNewer(known, revision) ? { _id: athleteId, revision, premium } : null,
    save: async (row, tx) => {
      if (row !== null) await entitlements.put(row, tx)
    },
  })

/** Keeps the follows and blocks of `subgraph`'s database as social has them. */
export const projectRelations = (subgraph: string, { follows, blocks }: Pick<Relations, 'follows' | 'blocks'>): AnyWorker[] => {
  return [
    defineWorker({
      name: `${subgraph}-project-follows`,
      on: ['follow.changed'],
      load: (event, tx) => follows.get(edgeId(event.data.followerId, event.data.followeeId), tx),
      decide: ({ data }, known) =>
        isNewer(known, data.revision)
          ? {
              _id: edgeId(data.followerId, data.followeeId),
              fromId: data.followerId,
              toId: data.followeeId,
              revision: data.revision,
              present: data.state === 'FOLLOWING',
            }
          : null,
      save: async (row, tx) => {
        if (row !== null) await follows.put(row, tx)
      },
    }),
    defineWorker({
      name: `${subgraph}-project-blocks`,
      on: ['block.changed'],
      load: (event, tx) => blocks.get(edgeId(event.data.blockerId, event.data.blockedId), tx),
      decide: ({ data }, known) =>
        isNewer(known, data.revision)
          ? {
              _id: edgeId(data.blockerId, data.blockedId),
              fromId: data.blockerId,
              toId: data.blockedId,
              revision: data.revision,
              present: data.blocked,
            }
          : null,
      save: async (row, tx) => {
        if (row !== null) await blocks.put(row, tx)
      },
    }),
  ]
}
