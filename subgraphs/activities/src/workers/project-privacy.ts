import { keepLatest } from '@gruppetto/relations'
import type { AnyWorker } from '@gruppetto/runtime'
import type { Services } from '../services.ts'
import type { AthletePrivacy } from '../stores/athlete-privacy.ts'

/** The projected privacy. Who follows the athlete on the way sees at once what it leaves, and not only with the next position: none may come. */
const privacyAndWatchers = ({ stores, liveHints }: Services): AthletePrivacy => ({
  ...stores.athletePrivacy,
  async put(row, tx) {
    await stores.athletePrivacy.put(row, tx)
    const watched = await stores.liveSessions.goingOn(row._id, tx)
    tx.afterCommit(() => {
      for (const session of watched) liveHints.call(session)
    })
  },
})

/** Keeps what others may not see of recordings as athletes has it. */
export const projectPrivacy = (services: Services): AnyWorker =>
  keepLatest(
    'activities-project-privacy',
    'athlete.privacy-changed',
    privacyAndWatchers(services),
    ({ athleteId, at: _at, ...state }) => ({ _id: athleteId, ...state }),
  )
