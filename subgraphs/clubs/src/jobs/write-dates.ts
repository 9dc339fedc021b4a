import { dueJob, type PeriodicJob } from '@gruppetto/graph'
import { writeDates } from '../pipelines/write-dates.ts'
import type { Services } from '../services.ts'

/** For so long whoever has edited an event writes its dates. */
const LEFT_AFTER_MS = 10_000
const LONGEST_RUN_MS = 60_000

/** Writes the edits of dates of events that are left, because a process has ended or the dates were busy. Several processes may run it at once. */
export const writeLeftDates = (services: Services): PeriodicJob =>
  dueJob(services.runtime, {
    name: 'clubs-write-dates',
    everyMs: 5_000,
    maxBatches: 20,
    due: (now, limit) => services.stores.dateEdits.leftBefore(new Date(now.getTime() - LEFT_AFTER_MS), limit),
    work: ({ eventId }) => writeDates(services, eventId, LONGEST_RUN_MS),
    failure: 'the dates of an event could not be written',
  })
