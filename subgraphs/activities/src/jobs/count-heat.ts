import type { PeriodicJob } from '@gruppetto/graph'
import { SYSTEM } from '@gruppetto/runtime'
import type { Services } from '../services.ts'

/** The number of routes in one transaction. */
const BATCH_SIZE = 50

/**
 * Adds the noted changes to the tiles of the heat map. Several processes may run it at once: a change is taken and added in one commit, and a
 * process that meets a conflict tries again.
 */
export const countHeat = ({ database, stores }: Services): PeriodicJob => ({
  name: 'activities-count-heat',
  everyMs: 1000,
  async run() {
    while (await stores.heat.hasChanges()) await database.transact((tx) => stores.heat.count(BATCH_SIZE, tx), SYSTEM)
  },
})
