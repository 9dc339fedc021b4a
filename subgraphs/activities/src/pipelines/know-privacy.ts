import type { EventData } from '@gruppetto/events'
import { SYSTEM } from '@gruppetto/runtime'
import type { Services } from '../services.ts'

/** Keeps the privacy that an event tells, before anything is done by it: whoever measures or matches after this hides what the event hides. */
export const knowPrivacy = (
  { database, stores }: Services,
  { athleteId, at: _at, ...state }: EventData<'athlete.privacy-changed'>,
): Promise<void> =>
  database.transact(async (tx) => {
    await stores.athleteLocks.take(athleteId, tx)
    const known = await stores.athletePrivacy.get(athleteId, tx)
    if (known === null || known.revision < state.revision) await stores.athletePrivacy.put({ _id: athleteId, ...state }, tx)
  }, SYSTEM)
