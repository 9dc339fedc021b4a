import { type BaseContext, type Caller, viewerIdOf } from '@gruppetto/graph'
import { type Loaders, makeLoaders } from './loaders/mod.ts'
import type { Services } from './services.ts'

export interface Context extends BaseContext {
  readonly viewerId: string | null
  readonly services: Services
  readonly loaders: Loaders
}

/** A fresh context for one request or one pushed event. */
export const makeContext = (services: Services, caller: Caller, traceparent: string | null): Context => {
  const viewerId = viewerIdOf(caller)
  return { caller, runtime: services.runtime, traceparent, viewerId, services, loaders: makeLoaders(services, viewerId) }
}
