import { dueJob, type PeriodicJob } from '@gruppetto/graph'
import type { EventDateRow } from '../domain/event-date.ts'
import { lookAfterDate } from '../pipelines/look-after-date.ts'
import type { Services } from '../services.ts'

/** The changes of all dates of an event are told together, so that its dates would only get in each other's way. */
const oneOfEachEvent = (rows: readonly EventDateRow[]): readonly EventDateRow[] => [
  ...new Map(rows.toReversed().map((row) => [row.clubEventId, row])).values(),
]

/** Decides on the reminders and changes that are due. Several processes may run it at once. */
export const watchEventDates = (services: Services): PeriodicJob =>
  dueJob(services.runtime, {
    name: 'clubs-watch-event-dates',
    everyMs: 10_000,
    maxBatches: 50,
    due: async (now, limit) => oneOfEachEvent(await services.stores.eventDates.due(now, limit)),
    work: ({ _id }) => lookAfterDate(services, _id),
    failure: 'a date of an event could not be looked after',
  })
