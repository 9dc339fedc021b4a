import { type AnyWorker, defineWorker, SYSTEM } from '@gruppetto/runtime'
import { putMembership } from '../pipelines/put-membership.ts'
import type { Services } from '../services.ts'

const ROWS_AT_ONCE = 200

/**
 * Ends the memberships of a club that is dissolved, batch by batch, so that all subgraphs learn of it. Cut short, it goes on with
 * those that are left.
 */
export const endMemberships = (services: Services): AnyWorker =>
  defineWorker({
    name: 'clubs-end-memberships',
    on: ['club.changed'],
    prepare: async ({ data: { clubId, dissolved } }, { working }) => {
      if (!dissolved) return
      for (let left = ROWS_AT_ONCE; left === ROWS_AT_ONCE; working()) {
        left = await services.database.transact(async (tx) => {
          const rows = await services.stores.memberships.someOf(clubId, ROWS_AT_ONCE, tx)
          for (const known of rows) {
            await putMembership(services, { clubId, athleteId: known.athleteId, known, status: 'NONE' }, tx)
          }
          return rows.length
        }, SYSTEM)
      }
    },
  })
