import type { Database, Runtime } from '@gruppetto/runtime'
import { openScratch, type Scratch } from './parquet/scratch.ts'
import { openStores, type Stores } from './stores/mod.ts'

/** What is open as long as the lake is. */
export interface Services {
  readonly runtime: Runtime
  readonly database: Database
  readonly stores: Stores
  /** Where files are made before they go to the object store. */
  readonly scratch: Scratch
}

export const openServices = async (runtime: Runtime): Promise<Services> => {
  const database = await runtime.database('lake')
  const stores = openStores(database)
  await database.prepare()
  return { runtime, database, stores, scratch: openScratch(runtime.config.dataDir) }
}

/** The database belongs to the runtime, which closes it. */
export const closeServices = ({ scratch }: Services): Promise<void> => scratch.close()
