import { dueJob, type PeriodicJob } from '@gruppetto/graph'
import { tellOfEvent } from '../pipelines/tell-of-event.ts'
import type { Services } from '../services.ts'

/** Tells athletes of the events of their clubs. Several processes may run it at once. */
export const tellOfEvents = (services: Services): PeriodicJob =>
  dueJob(services.runtime, {
    name: 'clubs-tell-of-events',
    everyMs: 5_000,
    maxBatches: 10,
    due: services.stores.eventNotices.due,
    work: ({ _id }) => tellOfEvent(services, _id),
    failure: 'a notice of an event could not be told',
  })
