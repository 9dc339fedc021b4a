import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { occurrenceIdOf } from '../domain/occurrence.ts'
import { noticeOfPlace } from '../domain/tell-dates.ts'
import type { Services } from '../services.ts'

/** Tells whoever waited for a place that they have one now. */
export const tellMovedUp = ({ stores, runtime }: Services): AnyWorker =>
  defineWorker({
    name: 'clubs-tell-moved-up',
    on: ['club-event.rsvp-changed'],
    load: async ({ data }, tx) => (data.movedUp ? stores.eventDates.get(occurrenceIdOf(data), tx) : null),
    decide: ({ data }, date) => (date === null ? null : noticeOfPlace(data, date, runtime.now())),
    save: async (notice, tx) => {
      if (notice !== null) tx.emit('club-event.notice-due', notice)
    },
  })
