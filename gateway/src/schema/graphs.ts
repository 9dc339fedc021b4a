import { validate } from 'graphql'
import type { Operations, PreparedOperation } from '../operations/operations.ts'
import type { Supergraph } from '../supergraph/supergraph.ts'
import { type Graph, type GraphOptions, idOfSchema, openGraph, openTriedGraph } from './graph.ts'

/** The supergraph that clients are served with now, and those before it, for as long as operations run on them. */
export interface Graphs {
  /** Checks operations with the present schema. What it admits runs on that schema, also when another one comes meanwhile. */
  readonly operations: Operations
  /** Runs operations: those that were admitted on the schema that has admitted them, and others on the present one. */
  readonly supergraph: Supergraph
  current(): Graph
  /**
   * Puts another supergraph in the place of the present one, once it has been tried and the operations that were asked for last are planned with
   * it. Returns false when it is the present one. Throws UnusableSchema when it cannot be used; then the present one stays.
   */
  replace(sdl: string): Promise<boolean>
  /** Calls the function whenever the supergraph has been replaced. */
  onReplaced(tell: () => void): void
  close(): Promise<void>
}

/** An operation may have been admitted so long before it begins to run. */
const BEGINS_WITHIN_MS = 5_000
/** Of the operations that were asked for last, so many are planned before a new supergraph is used, for this time at most. */
const WARMED = 200
const WARMED_WITHIN_MS = 10_000

interface Served {
  readonly graph: Graph
  running: number
  isRetired: boolean
}

export const openGraphs = (sdl: string, options: GraphOptions): Graphs => {
  let served: Served = { graph: openGraph(sdl, options), running: 0, isRetired: false }
  const byId = new Map<string, Served>([[served.graph.id, served]])
  const listeners: (() => void)[] = []
  let plansOfClosed = 0
  let sharedOfClosed = 0
  let isClosed = false
  let replacing: Promise<unknown> = Promise.resolve()

  const end = async ({ graph }: Served): Promise<void> => {
    byId.delete(graph.id)
    plansOfClosed += graph.supergraph.plansMade()
    sharedOfClosed += graph.supergraph.plansShared()
    await graph.supergraph.close()
  }
  const endIfIdle = (one: Served): void => {
    if (!one.isRetired || one.running > 0 || byId.get(one.graph.id) !== one) return
    end(one).catch((error: unknown) => options.log.error({ err: error }, 'a former supergraph was not closed cleanly'))
  }
  const retire = (one: Served): void => {
    const timer = setTimeout(() => {
      one.isRetired = one !== served
      endIfIdle(one)
    }, BEGINS_WITHIN_MS)
    timer.unref()
  }

  /** Plans with the new supergraph what was asked for last, so that nobody waits for it afterwards. What is no longer valid is left out. */
  const warm = async (from: Graph, to: Graph): Promise<void> => {
    const untilMs = performance.now() + WARMED_WITHIN_MS
    for (const request of from.supergraph.recent(WARMED)) {
      if (performance.now() > untilMs || isClosed) return
      if (validate(to.supergraph.schema, request.document).length > 0) continue
      await to.supergraph.plan(request).catch((error: unknown) => {
        options.log.warn({ err: error }, 'an operation could not be planned with the new supergraph')
      })
    }
  }

  const replace = async (next: string): Promise<boolean> => {
    const id = idOfSchema(next)
    if (id === served.graph.id || isClosed) return false
    const before = served
    // Who goes back to the one before finds it as it was, if it is still there.
    const former = byId.get(id)
    const graph = former?.graph ?? (await openTriedGraph(next, options))
    if (former === undefined) await warm(before.graph, graph)
    served = former ?? { graph, running: 0, isRetired: false }
    served.isRetired = false
    byId.set(id, served)
    retire(before)
    for (const tell of listeners) tell()
    return true
  }

  const operations: Operations = {
    prepare: (query) => served.graph.operations.prepare(query),
    check: (document) => served.graph.operations.check(document),
    documentOf: (documentHash) => served.graph.operations.documentOf(documentHash),
    admit: (...asked): PreparedOperation => ({ ...served.graph.operations.admit(...asked), graphId: served.graph.id }),
  }
  const supergraph: Supergraph = {
    get schema() {
      return served.graph.supergraph.schema
    },
    get subgraphNames() {
      return served.graph.supergraph.subgraphNames
    },
    plansMade: () => [...byId.values()].reduce((sum, { graph }) => sum + graph.supergraph.plansMade(), plansOfClosed),
    plansShared: () => [...byId.values()].reduce((sum, { graph }) => sum + graph.supergraph.plansShared(), sharedOfClosed),
    recent: (count) => served.graph.supergraph.recent(count),
    plan: (request) => served.graph.supergraph.plan(request),
    execute: async (request, context) => {
      const on = (request.graphId === undefined ? undefined : byId.get(request.graphId)) ?? served
      on.running += 1
      try {
        return await on.graph.supergraph.execute(request, context)
      } finally {
        on.running -= 1
        endIfIdle(on)
      }
    },
    close: () => served.graph.supergraph.close(),
  }

  return {
    operations,
    supergraph,
    current: () => served.graph,
    replace(next) {
      const mine = replacing.then(() => replace(next))
      replacing = mine.catch(() => undefined)
      return mine
    },
    onReplaced: (tell) => void listeners.push(tell),
    async close() {
      isClosed = true
      await replacing
      await Promise.all([...byId.values()].map(end))
    },
  }
}
