import { type BaseContext, baseContext, type Caller } from '@gruppetto/graph'
import type { Database, Runtime } from '@gruppetto/runtime'
import { type Loaders, makeLoaders } from './loaders.ts'
import type { Settings } from './settings.ts'
import type { Stores } from './stores/mod.ts'

/** What is open as long as the subgraph is. */
interface Parts {
  readonly runtime: Runtime
  readonly database: Database
  readonly stores: Stores
  readonly settings: Settings
}

/** One request, or one event pushed over a websocket. */
export interface Context extends BaseContext, Parts {
  /** Fresh after each mutation: what was read before it is not answered after it. */
  loaders: Loaders
}

export const makeContext = (parts: Parts, caller: Caller, traceparent: string | null): Context => {
  const base = baseContext(parts.runtime, caller, traceparent)
  return { ...parts, ...base, loaders: makeLoaders(parts.stores, base.viewerId) }
}
