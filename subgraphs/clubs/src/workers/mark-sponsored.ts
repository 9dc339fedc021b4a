import { type AnyWorker, defineWorker, RejectEvent } from '@gruppetto/runtime'
import type { Services } from '../services.ts'

/** Marks the challenges that have a sponsor, and those that had one, for `challenges(sponsoredOnly:)`. Commerce decides which ones have. */
export const markSponsored = ({ stores }: Services): AnyWorker =>
  defineWorker({
    name: 'clubs-mark-sponsored',
    on: ['sponsorship.agreed', 'sponsorship.ended'],
    save: async (_loaded, tx, { name, data: { challengeId } }) => {
      // The challenge was created here before it could get a sponsor, so waiting for it would not help.
      const exists = await stores.challenges.markSponsored(challengeId, name === 'sponsorship.ended', tx)
      if (!exists) throw new RejectEvent(`there is no challenge ${challengeId}`)
    },
  })
