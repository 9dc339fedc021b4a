import type { AnyWorker, Database, Origin, Runtime } from '@gruppetto/runtime'
import { actorOf, viewerIdOf } from './callers.ts'
import type { Caller } from './identity.ts'
import type { PartnerAllowList } from './partner-guard.ts'
import type { Routes } from './routes.ts'
import type { SubgraphName } from './subgraphs.ts'

/** What the context of every subgraph holds; each adds its stores and loaders. */
export interface BaseContext {
  readonly caller: Caller
  /** The signed-in athlete, or null. */
  readonly viewerId: string | null
  readonly runtime: Runtime
  /** Who causes the events of this request, and its trace. */
  readonly origin: Origin
}

export const baseContext = (runtime: Runtime, caller: Caller, traceparent: string | null): BaseContext => ({
  caller,
  viewerId: viewerIdOf(caller),
  runtime,
  origin: { actor: actorOf(caller), traceparent },
})

/** Work on a clock in the worker role: sweeps, expiry. Must be safe to run in several processes at once. */
export interface PeriodicJob {
  readonly name: string
  readonly everyMs: number
  run(): Promise<void>
}

/** A subgraph's front door. */
export interface SubgraphModule {
  readonly name: SubgraphName
  readonly typeDefs: string
  /** The generated `Resolvers` of the subgraph. */
  readonly resolvers: object
  /** What API keys may read here. */
  readonly partnerMayRead: PartnerAllowList
  /** Paths beside GraphQL that clients reach through the gateway, wherever the subgraph runs: those of `publicRoutes`, as Fastify writes them. */
  readonly publicPaths?: readonly string[]
  /** Opens stores and indexes in this process; workers and jobs start only where the process has that role. */
  open(runtime: Runtime): Promise<OpenModule>
}

export interface OpenModule {
  readonly database: Database
  readonly workers: readonly AnyWorker[]
  readonly jobs: readonly PeriodicJob[]
  /** For clients: signed links, key sets. */
  readonly publicRoutes?: Routes
  /** For the gateway alone. */
  readonly internalRoutes?: Routes
  /** A fresh context with its own loaders, for one request or one pushed event. */
  context(caller: Caller, traceparent: string | null): BaseContext
  close(): Promise<void>
}
