import type { Runtime } from '@gruppetto/runtime'
import type { Settings } from '../settings.ts'
import type { Stores } from '../stores/mod.ts'

/** What the workers of this subgraph work with. */
export interface WorkerDeps {
  readonly runtime: Runtime
  readonly stores: Stores
  readonly settings: Settings
}
