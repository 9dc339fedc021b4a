import type { PeriodicJob } from '@gruppetto/graph'
import { deleteExport } from '../pipelines/exports/assemble-export.ts'
import type { Services } from '../services.ts'

const EXPORTS_AT_ONCE = 100

/** Deletes the archives of exports when their links have expired. */
export const expireExports = (services: Services): PeriodicJob => ({
  name: 'athletes-expire-exports',
  everyMs: 10 * 60_000,
  async run() {
    for (const row of await services.stores.dataExports.expired(new Date(services.runtime.now()), EXPORTS_AT_ONCE)) {
      await deleteExport(services, row)
      await services.stores.dataExports.remove(row._id)
    }
  },
})
