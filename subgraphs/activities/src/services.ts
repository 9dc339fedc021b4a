import type { Entitlements, Relations } from '@gruppetto/relations'
import type { Database, Runtime } from '@gruppetto/runtime'
import type { LiveSessionHints } from './live-hints.ts'
import type { LiveViews } from './live-views.ts'
import type { Stores } from './stores/mod.ts'
import type { RecordingPool } from './threads/recording-pool.ts'

/** What is open as long as the subgraph is: resolvers, workers and jobs share it. */
export interface Services {
  readonly runtime: Runtime
  readonly database: Database
  readonly stores: Stores
  readonly relations: Relations
  readonly entitlements: Entitlements
  readonly recordings: RecordingPool
  readonly liveHints: LiveSessionHints
  readonly liveViews: LiveViews
}
