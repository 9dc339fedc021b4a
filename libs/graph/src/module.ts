import type { AnyWorker, Database, Origin, Runtime } from '@gruppetto/runtime'
import { actorOf, viewerIdOf } from './callers.ts'
import type { Caller } from './identity.ts'
import type { PartnerAllowList } from './partner-guard.ts'
import type { Routes } from './routes.ts'
import type { SubgraphName } from './subgraphs.ts'

/** The base of every subgraph's context. Each subgraph adds its stores and loaders. */
export interface BaseContext {
  readonly caller: Caller
  /** The signed-in athlete, or null. */
  readonly viewerId: string | null
  readonly runtime: Runtime
  /** Who causes the events of this request, and its trace. */
  readonly origin: Origin
  /** Aborted when nobody waits for the answer any more. Null where the work must go on: for mutations, and outside of a request. */
  signal: AbortSignal | null
  /** Forgets what the loaders have read; called after every mutation. `withLoaders` adds it. */
  forgetReads(): void
}

/** Builds the part of a request's context that is the same in every subgraph. `withLoaders` adds the rest. */
export const baseContext = (runtime: Runtime, caller: Caller, traceparent: string | null): Omit<BaseContext, 'forgetReads'> => ({
  caller,
  viewerId: viewerIdOf(caller),
  runtime,
  origin: { actor: actorOf(caller), traceparent },
  signal: null,
})

/** A job that the worker role runs periodically, such as a sweep. It must be safe to run in several processes at once. */
export interface PeriodicJob {
  readonly name: string
  readonly everyMs: number
  run(): Promise<void>
}

/** The interface of a subgraph to the rest of the platform. */
export interface SubgraphModule {
  readonly name: SubgraphName
  readonly typeDefs: string
  /** The `Resolvers` of the subgraph, whose type is generated. */
  readonly resolvers: object
  /** The fields that API keys may read here. */
  readonly partnerMayRead: PartnerAllowList
  /** The paths of `publicRoutes`, in Fastify's syntax. Clients reach them through the gateway, wherever the subgraph runs. */
  readonly publicPaths?: readonly string[]
  /** Opens the stores and creates their indexes. Workers and jobs start only in a process with the worker role. */
  open(runtime: Runtime): Promise<OpenModule>
}

export interface OpenModule {
  readonly database: Database
  readonly workers: readonly AnyWorker[]
  readonly jobs: readonly PeriodicJob[]
  /** HTTP routes for clients, such as signed links and key sets. */
  readonly publicRoutes?: Routes
  /** HTTP routes for the gateway only. */
  readonly internalRoutes?: Routes
  /** Returns the end of the athlete's last suspension in epoch milliseconds, which may lie in the past; null when there was none. */
  suspendedUntilMs(athleteId: string): Promise<number | null>
  /** Creates a context with its own loaders, for one request or one event of a subscription. */
  context(caller: Caller, traceparent: string | null): BaseContext
  close(): Promise<void>
}
