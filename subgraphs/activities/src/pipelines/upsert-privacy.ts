import type { EventData } from '@gruppetto/events'
import { SYSTEM, type Tx } from '@gruppetto/runtime'
import type { Services } from '../services.ts'

type Privacy = EventData<'athlete.privacy-changed'>

/**
 * Stores the privacy of an event when it is newer than the stored one. Several consumers of the event call this. The first one notifies
 * the watchers of the athlete's live sessions at once, since a next position may never come.
 */
export const upsertPrivacy = async (
  { stores, liveHints }: Services,
  { athleteId, at: _at, ...state }: Privacy,
  tx: Tx,
): Promise<void> => {
  const known = await stores.athletePrivacy.get(athleteId, tx)
  if (known !== null && known.revision >= state.revision) return
  await stores.athletePrivacy.put({ _id: athleteId, ...state }, tx)
  const watched = await stores.liveSessions.goingOn(athleteId, tx)
  tx.afterCommit(() => {
    for (const session of watched) liveHints.call(session)
  })
}

/** Stores it in a transaction of its own, so that everything that is measured or matched afterwards hides what the event hides. */
export const commitPrivacy = (services: Services, data: Privacy): Promise<void> =>
  services.database.transact(async (tx) => {
    await services.stores.athleteLocks.take(data.athleteId, tx)
    await upsertPrivacy(services, data, tx)
  }, SYSTEM)
