import { type CursorSeal, cursorSeal } from '@gruppetto/graph'
import { type Aside, type Database, type Lanes, openAside, openLanes, type Runtime } from '@gruppetto/runtime'
import { type ClickRecorder, openClickRecorder } from './pipelines/record-click.ts'
import type { PaymentProvider } from './providers/payment-provider.ts'
import { openStores, type Stores } from './stores/mod.ts'

/** What the plan desk works with: the stores, and what they are opened from. */
export interface Storage {
  readonly runtime: Runtime
  readonly database: Database
  readonly stores: Stores
  readonly aside: Aside
}

/** What is open as long as the subgraph is. */
export interface Services extends Storage {
  readonly cursors: CursorSeal
  readonly clickRecorder: ClickRecorder
  /** Null where nothing is sold. */
  readonly payments: PaymentProvider | null
  readonly lanes: Lanes
}

/** How long a stop waits for the clicks that are not counted yet. */
const CLICKS_CLOSE_MS = 5_000

export const openStorage = async (runtime: Runtime): Promise<Storage> => {
  const database = await runtime.database('commerce')
  const stores = openStores(database, runtime)
  const aside = openAside(database, {})
  await database.prepare()
  return { runtime, database, stores, aside }
}

export const openServices = async (runtime: Runtime, payments: PaymentProvider | null): Promise<Services> => {
  const storage = await openStorage(runtime)
  return {
    ...storage,
    cursors: cursorSeal(runtime.config.identitySecret),
    clickRecorder: openClickRecorder(storage),
    payments,
    lanes: openLanes(),
  }
}

/** The database and Redis belong to the runtime, which closes them. */
export const closeServices = ({ clickRecorder }: Services): Promise<void> => clickRecorder.close(CLICKS_CLOSE_MS)
