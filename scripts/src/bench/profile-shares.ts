import type { Profiler } from 'node:inspector'

/** Whose work a sample of the CPU profile is. */
export const OWNERS = [
  'HTTP',
  'gateway',
  'running documents in subgraphs',
  'loaders, stores and own code of subgraphs',
  'database driver and BSON',
  'Redis',
  'bus',
  'garbage collection',
  'node itself',
] as const
export type Owner = (typeof OWNERS)[number]
/** The part of the busy time that each has, from 0 to 1. */
export type Shares = Readonly<Record<Owner, number>>

const packages = (...names: readonly string[]): RegExp => new RegExp(`/node_modules/(?:${names.join('|')})/`)

/**
 * The first that matches a file owns what runs in it. What none owns, such as a module of node or a cache, works for who has called it. To
 * measure is nobody's work (null).
 */
const owned: readonly (readonly [RegExp, Owner | null])[] = [
  [/^node:inspector|\/scripts\/src\/bench\//, null],
  [packages('mongodb', 'bson', 'mongoose', 'mongodb-connection-string-url'), 'database driver and BSON'],
  [packages('ioredis', '@ioredis/commands', 'redis-parser'), 'Redis'],
  [/\/libs\/runtime\/src\/redis\//, 'Redis'],
  [packages('@nats-io/[^/]+'), 'bus'],
  [packages('fastify', '@fastify/[^/]+', 'find-my-way', 'avvio', 'light-my-request'), 'HTTP'],
  [packages('@apollo/subgraph'), 'running documents in subgraphs'],
  [/\/libs\/federation\/src\/execution\//, 'running documents in subgraphs'],
  [/\/libs\/graph\/src\/(?:subgraph|bound-arguments|[\w-]+-guard|forget-reads)\.ts/, 'running documents in subgraphs'],
  [/\/(?:gateway|libs\/federation)\/src\//, 'gateway'],
  [packages('@apollo/server', '@apollo/utils\\.[^/]+', 'jose'), 'gateway'],
  [packages('dataloader'), 'loaders, stores and own code of subgraphs'],
  [/\/(?:subgraphs\/[^/]+|libs\/(?!runtime\/src\/http)[^/]+)\/src\//, 'loaders, stores and own code of subgraphs'],
]
const GRAPHQL = packages('graphql')

const ownerOf = ({ functionName, url }: Profiler.ProfileNode['callFrame'], caller: Owner | null): Owner | null => {
  if (functionName === '(garbage collector)') return 'garbage collection'
  if (functionName === '(idle)') return null
  const found = owned.find(([files]) => files.test(url))
  if (found !== undefined) return found[1]
  // graphql-js goes on by itself behind a promise only where it runs a document.
  return caller === 'node itself' && GRAPHQL.test(url) ? 'running documents in subgraphs' : caller
}

/** Splits a CPU profile by whose work it shows. The time in which the thread was idle, or measured, is left out. */
export const sharesOf = ({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): Shares => {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const owners = new Map<number, Owner | null>()
  const [root] = nodes
  const open: { readonly id: number; readonly caller: Owner | null }[] =
    root === undefined ? [] : [{ id: root.id, caller: 'node itself' }]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const node = byId.get(next.id)
    if (node === undefined) continue
    const owner = ownerOf(node.callFrame, next.caller)
    owners.set(node.id, owner)
    for (const id of node.children ?? []) open.push({ id, caller: owner })
  }
  const times = new Map<Owner, number>()
  let busy = 0
  for (const [index, id] of samples.entries()) {
    const owner = owners.get(id) ?? null
    const time = Math.max(0, timeDeltas[index] ?? 0)
    if (owner === null) continue
    times.set(owner, (times.get(owner) ?? 0) + time)
    busy += time
  }
  return Object.fromEntries(OWNERS.map((owner) => [owner, busy === 0 ? 0 : (times.get(owner) ?? 0) / busy])) as unknown as Shares
}
