import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { occurrenceIdOf } from '../domain/occurrence.ts'
import { fillPlaces } from '../pipelines/commit-rsvps.ts'
import type { Services } from '../services.ts'

/** Moves up those who wait after a date has got more places, or takes place again. */
export const fillNewPlaces = (services: Services): AnyWorker =>
  defineWorker({
    name: 'clubs-fill-places',
    on: ['club-event.occurrence-changed'],
    load: ({ data }, tx) => services.stores.occurrences.get(occurrenceIdOf(data), tx),
    save: async (occurrence, tx) => {
      if (occurrence !== null) await fillPlaces(services, occurrence, tx)
    },
  })
