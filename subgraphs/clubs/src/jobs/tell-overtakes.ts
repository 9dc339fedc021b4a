import { dueJob, type PeriodicJob } from '@gruppetto/graph'
import { tellOvertake } from '../pipelines/note-overtakes.ts'
import type { Services } from '../services.ts'

/** Tells the athletes who were overtaken a minute ago and still are. */
export const tellOvertakes = (services: Services): PeriodicJob =>
  dueJob(services.runtime, {
    name: 'clubs-tell-overtakes',
    everyMs: 10_000,
    maxBatches: 20,
    due: services.stores.overtakes.due,
    work: (row) => tellOvertake(services, row),
    failure: 'an overtaken athlete was not told',
  })
