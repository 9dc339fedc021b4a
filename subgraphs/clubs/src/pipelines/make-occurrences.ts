import { SYSTEM } from '@gruppetto/runtime'
import { ENDLESS } from '../domain/club-event.ts'
import { followingRule, planEvent } from '../domain/series.ts'
import type { Services } from '../services.ts'
import { commitDates, datesToCome } from './write-dates.ts'

/** Makes the occurrences of an event for the coming year, as far as they are missing. */
export const makeOccurrences = async (services: Services, eventId: string): Promise<void> => {
  const { database, runtime, stores } = services
  const nowMs = runtime.now()
  await database.transact(async (tx) => {
    const event = await stores.clubEvents.get(eventId, tx)
    if (event === null || event.madeUntil?.getTime() === ENDLESS.getTime()) return
    const known = await datesToCome(services, eventId, nowMs, tx)
    const { event: planned, occurrences } = planEvent(event, followingRule(event, known), nowMs)
    await commitDates(services, eventId, occurrences, tx)
    await stores.clubEvents.setMade(eventId, { madeUntil: planned.madeUntil ?? ENDLESS, overAt: planned.overAt }, tx)
  }, SYSTEM)
}
