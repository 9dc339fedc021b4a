import { dueJob, type PeriodicJob } from '@gruppetto/graph'
import { makeOccurrences } from '../pipelines/make-occurrences.ts'
import type { Services } from '../services.ts'

/** Makes the occurrences of events that are from before there were any. */
export const makeDueOccurrences = (services: Services): PeriodicJob =>
  dueJob(services.runtime, {
    name: 'clubs-make-occurrences',
    everyMs: 60_000,
    maxBatches: 20,
    due: (_now, limit) => services.stores.clubEvents.notMade(limit),
    work: ({ _id }) => makeOccurrences(services, _id),
    failure: 'the occurrences of an event could not be made',
  })
