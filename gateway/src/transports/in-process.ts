import { mountRoutes, publicRoutesOf, type Subgraph } from '@gruppetto/graph'
import Fastify from 'fastify'
import type { SubgraphTransport } from './transport.ts'

/** Calls subgraphs in this process, without HTTP; queries are not serialized. It does not close the subgraphs. */
export const inProcessTransport = (subgraphs: readonly Subgraph[]): SubgraphTransport => {
  const byName = new Map(
    subgraphs.map((subgraph) => {
      // It never listens: routes are called through `inject`.
      const app = Fastify()
      const gateway = () => ({ kind: 'service', name: 'gateway' }) as const
      const mounted = [publicRoutesOf(subgraph), subgraph.opened.internalRoutes ?? (() => {})]
      for (const routes of mounted) mountRoutes(app, routes, gateway)
      return [subgraph.module.name as string, { subgraph, app }]
    }),
  )
  const named = (name: string) => {
    const found = byName.get(name)
    if (found === undefined) throw new Error(`the subgraph ${name} is not open in this process`)
    return found
  }
  return {
    isHere: () => true,
    execute: async (name, request, caller, traceparent, terms) =>
      named(name).subgraph.execute(request, caller, traceparent, terms),
    callRoute: async (name, { method, path, body }) => {
      const answer = await named(name).app.inject({ method, url: path, ...(body === undefined ? {} : { body }) })
      return { status: answer.statusCode, body: answer.body === '' ? null : answer.json() }
    },
    close: async () => {
      await Promise.all([...byName.values()].map(({ app }) => app.close()))
    },
  }
}
