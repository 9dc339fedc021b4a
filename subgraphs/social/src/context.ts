import { type BaseContext, baseContext, type Caller, withLoaders } from '@gruppetto/graph'
import { type Loaders, makeLoaders } from './loaders.ts'
import type { Services } from './services.ts'

/** One request, or one event pushed over a websocket. */
export interface Context extends BaseContext, Services {
  readonly loaders: Loaders
}

export const makeContext = (services: Services, caller: Caller, traceparent: string | null): Context => {
  const base = baseContext(services.runtime, caller, traceparent)
  return withLoaders({ ...services, ...base }, () => makeLoaders(services.stores, base.viewerId, services.runtime.now))
}
