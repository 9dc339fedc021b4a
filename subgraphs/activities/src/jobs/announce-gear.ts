import { dueJob, type PeriodicJob } from '@gruppetto/graph'
import { SYSTEM } from '@gruppetto/runtime'
import { announceGear } from '../pipelines/change-gear.ts'
import type { Services } from '../services.ts'

/** Announces the gear that named a product before gear was announced. It may never be used or changed again. */
export const announceOlderGear = (services: Services): PeriodicJob =>
  dueJob(services.runtime, {
    name: 'activities-announce-gear',
    everyMs: 60_000,
    maxBatches: 10,
    due: (_now, limit) => services.stores.gear.unannounced(limit),
    work: (gear) => services.database.transact((tx) => announceGear(services, gear, tx), SYSTEM),
    failure: 'gear could not be announced',
  })
