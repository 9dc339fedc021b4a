import { type AnyWorker, defineWorker, SYSTEM } from '@gruppetto/runtime'
import { type MembershipRow, membershipState } from '../domain/club.ts'
import { cancelEventsOf } from '../pipelines/cancel-club-events.ts'
import { tellOfDeletedClub } from '../pipelines/tell-of-event.ts'
import type { Services } from '../services.ts'

const ROWS_AT_ONCE = 200

const isLeft = ({ status }: MembershipRow): boolean => status !== 'NONE' && status !== 'BANNED'

/** Ends the memberships with these ids, in one transaction. */
const endThese = ({ database, runtime, stores }: Services, ids: readonly string[]): Promise<void> =>
  database.transact(async (tx) => {
    const known = await stores.memberships.many(ids, tx)
    const [status, joinedAt] = ['NONE', new Date(runtime.now())] as const
    const rows = [...known.values()]
      .filter(isLeft)
      .map((row): MembershipRow => ({ ...row, status, role: 'MEMBER', joinedAt, byId: null, revision: row.revision + 1 }))
    await stores.memberships.putAll(rows, tx)
    for (const row of rows) tx.emit('club.membership-changed', membershipState(row, runtime.now()))
  }, SYSTEM)

/**
 * Cancels the events of a club that is dissolved, one by one, tells those who have answered, and ends its memberships, batch by batch, so that all subgraphs learn of
 * it. Cut short, it goes on with those that are left.
 */
export const endMemberships = (services: Services): AnyWorker =>
  defineWorker({
    name: 'clubs-end-memberships',
    on: ['club.changed'],
    prepare: async ({ data: { clubId, access, dissolved } }, { working }) => {
      if (!dissolved) return
      await cancelEventsOf(services, { clubId, access }, working)
      // With a membership end the answers, which say who is to be told.
      await tellOfDeletedClub(services, clubId, working)
      for (let ids = await services.stores.memberships.someOf(clubId); ids.length > 0; ) {
        for (let from = 0; from < ids.length; from += ROWS_AT_ONCE) {
          await endThese(services, ids.slice(from, from + ROWS_AT_ONCE))
          working()
        }
        ids = await services.stores.memberships.someOf(clubId)
      }
    },
  })
