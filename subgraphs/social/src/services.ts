import { type Counter, type Database, openCounter, type Runtime } from '@gruppetto/runtime'
import { type Settings, settingsOf } from './settings.ts'
import { openStores, type Stores } from './stores/mod.ts'

/** What is open as long as the subgraph is. */
export interface Services {
  readonly runtime: Runtime
  readonly database: Database
  readonly stores: Stores
  readonly settings: Settings
  /** Counts for limits beside the quotas of the mutations. */
  readonly counter: Counter
}

export const openServices = async (runtime: Runtime, overrides: Partial<Settings>): Promise<Services> => {
  const database = await runtime.database('social')
  const settings = settingsOf(runtime, overrides)
  const stores = openStores(database, runtime, settings)
  await database.prepare()
  return { runtime, database, stores, settings, counter: openCounter(runtime) }
}
