import { dueJob, type PeriodicJob } from '@gruppetto/graph'
import { RENEWED_BEFORE_MS } from '../domain/series.ts'
import { makeOccurrences } from '../pipelines/make-occurrences.ts'
import type { Services } from '../services.ts'

/**
 * Makes the occurrences of series for a rolling year, and that of an event from before there were any. Several processes may run it
 * at once: what one has made, the others find.
 */
export const makeDueOccurrences = (services: Services): PeriodicJob =>
  dueJob(services.runtime, {
    name: 'clubs-make-occurrences',
    everyMs: 60_000,
    maxBatches: 20,
    due: (now, limit) => services.stores.clubEvents.madeBefore(new Date(now.getTime() + RENEWED_BEFORE_MS), limit),
    work: ({ _id }) => makeOccurrences(services, _id),
    failure: 'the occurrences of an event could not be made',
  })
