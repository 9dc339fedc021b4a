import { keepLatest } from '@gruppetto/relations'
import type { AnyWorker } from '@gruppetto/runtime'
import type { Services } from '../services.ts'

/**
 * Keeps what others may not see of recordings as athletes has it. Who follows the athlete on the way is told at once, and not only with
 * the next position: none may come.
 */
export const projectPrivacy = ({ stores, liveHints }: Services): AnyWorker =>
  keepLatest(
    'activities-project-privacy',
    'athlete.privacy-changed',
    stores.athletePrivacy,
    ({ athleteId, at: _at, ...state }) => ({ _id: athleteId, ...state }),
    async ({ row }, tx) => {
      const watched = await stores.liveSessions.goingOn(row._id, tx)
      tx.afterCommit(() => {
        for (const session of watched) liveHints.call(session)
      })
    },
  )
