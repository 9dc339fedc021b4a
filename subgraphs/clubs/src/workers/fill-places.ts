import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { occurrenceId } from '../domain/occurrence.ts'
import { fillPlaces } from '../pipelines/commit-rsvps.ts'
import type { Services } from '../services.ts'

/** Moves up those who wait after a date has got more places, or takes place again. */
export const fillNewPlaces = (services: Services): AnyWorker =>
  defineWorker({
    name: 'clubs-fill-places',
    on: ['club-event.occurrence-changed'],
    save: async (_loaded, tx, { data: { clubEventId, originalStartsAtMs } }) => {
      services.eventHints.hint(clubEventId)
      const id = occurrenceId(clubEventId, new Date(originalStartsAtMs))
      const occurrence = await services.stores.occurrences.get(id, tx)
      if (occurrence !== null) await fillPlaces(services, occurrence, tx)
    },
  })
