import { actorOf, type BaseContext, type Caller, viewerIdOf } from '@gruppetto/graph'
import type { Database, Origin, Runtime } from '@gruppetto/runtime'
import { createLoaders, type Loaders } from './loaders.ts'
import type { Settings } from './settings.ts'
import type { Stores } from './stores/mod.ts'

/** One request, or one event pushed over a websocket. */
export interface Context extends BaseContext {
  readonly database: Database
  readonly stores: Stores
  readonly settings: Settings
  /** The signed-in athlete, or null. */
  readonly viewerId: string | null
  readonly origin: Origin
  /** Fresh after each mutation: what was read before it is not answered after it. */
  loaders: Loaders
}

interface Parts {
  readonly runtime: Runtime
  readonly database: Database
  readonly stores: Stores
  readonly settings: Settings
}

export const createContext = (parts: Parts, caller: Caller, traceparent: string | null): Context => {
  const viewerId = viewerIdOf(caller)
  return {
    ...parts,
    caller,
    traceparent,
    viewerId,
    origin: { actor: actorOf(caller), traceparent },
    loaders: createLoaders(parts.stores, viewerId),
  }
}

/** Forgets what this request has read: called when a mutation has changed it. */
export const forgetReads = (context: Context): void => {
  context.loaders = createLoaders(context.stores, context.viewerId)
}
