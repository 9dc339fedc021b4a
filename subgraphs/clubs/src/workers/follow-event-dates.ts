import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { followDate } from '../domain/event-date.ts'
import { occurrenceIdOf } from '../domain/occurrence.ts'
import type { Services } from '../services.ts'

/** Notes what athletes are to be told about the dates of events, and when. The job `clubs-watch-event-dates` looks after it. */
export const followEventDates = ({ stores }: Services): AnyWorker =>
  defineWorker({
    name: 'clubs-follow-event-dates',
    on: ['club-event.occurrence-changed'],
    load: ({ data }, tx) => stores.eventDates.get(occurrenceIdOf(data), tx),
    decide: ({ data }, known) => followDate(known, data),
    save: async (row, tx) => {
      if (row !== null) await stores.eventDates.put([row], tx)
    },
  })
