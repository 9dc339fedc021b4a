import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { nameWordsOf } from '../pipelines/put-membership.ts'
import type { Services } from '../services.ts'

/** Keeps the names by which the members of clubs are found. */
export const nameMembers = ({ stores }: Services): AnyWorker =>
  defineWorker({
    name: 'clubs-name-members',
    on: ['athlete.changed'],
    load: ({ data: { athleteId } }, tx) => stores.relations.accounts.get(athleteId, tx),
    save: async (account, tx, { data }) => {
      if (account !== null && account.revision > data.revision) return
      await stores.memberships.setNameWords(data.athleteId, nameWordsOf(data), tx)
    },
  })
