import { type AnyWorker, defineWorker, RejectEvent } from '@gruppetto/runtime'
import type { Stores } from '../stores/mod.ts'

/** Keeps `challenges(sponsoredOnly:)`: commerce says which challenge has a sponsor. */
export const markSponsored = ({ challenges }: Pick<Stores, 'challenges'>): AnyWorker =>
  defineWorker({
    name: 'clubs-mark-sponsored',
    on: ['sponsorship.agreed'],
    save: async (_loaded, tx, { data: { challengeId } }) => {
      // A sponsor is found for a challenge that was made here, so its row was there first.
      if (!(await challenges.markSponsored(challengeId, tx))) throw new RejectEvent(`there is no challenge ${challengeId}`)
    },
  })
