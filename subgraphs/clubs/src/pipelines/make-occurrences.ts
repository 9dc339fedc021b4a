import { SYSTEM } from '@gruppetto/runtime'
import { ENDLESS } from '../domain/club-event.ts'
import { planOccurrences } from '../domain/plan-occurrences.ts'
import type { Services } from '../services.ts'
import { commitOccurrences } from './commit-event.ts'

/** Makes the occurrence of an event that has none, since it is from before there were occurrences. */
export const makeOccurrences = async (services: Services, eventId: string): Promise<void> => {
  const { database, stores } = services
  await database.transact(async (tx) => {
    const event = await stores.clubEvents.get(eventId, tx)
    if (event === null || (event.madeUntil ?? null) !== null) return
    const known = await stores.occurrences.toCome(eventId, event.startsAt, tx)
    await commitOccurrences(services, planOccurrences({ event, slots: [event.startsAt], known }), tx)
    await stores.clubEvents.setMadeUntil(event._id, ENDLESS, tx)
  }, SYSTEM)
}
