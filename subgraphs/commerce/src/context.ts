import { type BaseContext, baseContext, type Caller, type CursorSeal } from '@gruppetto/graph'
import type { Database, Runtime } from '@gruppetto/runtime'
import { type Loaders, makeLoaders } from './loaders.ts'
import type { Stores } from './stores/mod.ts'

/** What is open as long as the subgraph is. */
interface Parts {
  readonly runtime: Runtime
  readonly database: Database
  readonly stores: Stores
  readonly cursors: CursorSeal
}

/** One request, or one event pushed over a websocket. */
export interface Context extends BaseContext, Parts {
  readonly loaders: Loaders
}

export const makeContext = (parts: Parts, caller: Caller, traceparent: string | null): Context => ({
  ...parts,
  ...baseContext(parts.runtime, caller, traceparent),
  loaders: makeLoaders(parts.stores, caller, parts.runtime.now()),
})
