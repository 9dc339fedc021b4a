import type { EventData } from '@gruppetto/events'
import { SYSTEM, type Tx } from '@gruppetto/runtime'
import type { Services } from '../services.ts'

type Privacy = EventData<'athlete.privacy-changed'>

/**
 * Keeps the privacy that an event tells, where it is newer than what is known. Whichever consumer of the event is the first, those who follow the
 * athlete on the way are told at once, and not only with the next position: none may come.
 */
export const keepPrivacy = async (
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

/** Keeps it before anything is done by it: whoever measures or matches after this hides what the event hides. */
export const knowPrivacy = (services: Services, data: Privacy): Promise<void> =>
  services.database.transact(async (tx) => {
    await services.stores.athleteLocks.take(data.athleteId, tx)
    await keepPrivacy(services, data, tx)
  }, SYSTEM)
