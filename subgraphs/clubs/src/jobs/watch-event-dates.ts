import { dueJob, type PeriodicJob } from '@gruppetto/graph'
import { lookAfterDate } from '../pipelines/look-after-date.ts'
import type { Services } from '../services.ts'

/**
 * Decides on the reminders and changes that are due. Several processes may run it at once. The changes of all dates of an event are told
 * together, so its dates are looked after one after another.
 */
export const watchEventDates = (services: Services): PeriodicJob =>
  dueJob(services.runtime, {
    name: 'clubs-watch-event-dates',
    everyMs: 10_000,
    maxBatches: 50,
    due: services.stores.eventDates.due,
    work: ({ _id, clubEventId }) => services.lanes.run(clubEventId, () => lookAfterDate(services, _id)),
    failure: 'a date of an event could not be looked after',
  })
