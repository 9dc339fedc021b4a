import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import type { Subgraph } from '@gruppetto/graph'
import type { SubgraphTransport } from './transport.ts'

const jsonOf = async (body: string | Uint8Array | Readable | undefined): Promise<unknown> => {
  if (body === undefined) return null
  const written = body instanceof Readable ? await text(body) : typeof body === 'string' ? body : new TextDecoder().decode(body)
  return written === '' ? null : JSON.parse(written)
}

/** Calls subgraphs opened in this process: no HTTP, nothing serialized. Their owner closes them. */
export const inProcessTransport = (subgraphs: readonly Subgraph[]): SubgraphTransport => {
  const byName = new Map(subgraphs.map((subgraph) => [subgraph.module.name as string, subgraph]))
  const named = (name: string): Subgraph => {
    const subgraph = byName.get(name)
    if (subgraph === undefined) throw new Error(`the subgraph ${name} is not open in this process`)
    return subgraph
  }
  return {
    execute: async (name, request, caller, traceparent) => named(name).execute(request, caller, traceparent),
    callRoute: async (name, call) => {
      const route = named(name).opened.routes.find((each) => each.method === call.method && each.path === call.path)
      if (route === undefined) throw new Error(`${name} has no route ${call.method} ${call.path}`)
      const answer = await route.handle({
        params: {},
        query: {},
        headers: {},
        body: call.body,
        stream: Readable.from([]),
        athleteId: null,
      })
      return { status: answer.status, body: await jsonOf(answer.body) }
    },
    close: async () => {},
  }
}
