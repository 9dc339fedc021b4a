import { SUBGRAPH_NAMES, type SubgraphName } from '@gruppetto/graph'

/** The roles of this process: the gateway, subgraphs that answer queries, subgraphs whose workers run, and the lake. */
export interface Roles {
  readonly gateway: boolean
  readonly subgraphs: readonly SubgraphName[]
  readonly workers: readonly SubgraphName[]
  readonly lake: boolean
}

const isSubgraph = (name: string): name is SubgraphName => SUBGRAPH_NAMES.some((known) => known === name)

/** Parses RUN: `all`, or a comma-separated list of `gateway`, `<subgraph>`, `<subgraph>:workers`, `lake`. Throws for an unknown word. */
export const parseRoles = (run: string): Roles => {
  const words = run
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')
  if (words.includes('all')) return { gateway: true, subgraphs: SUBGRAPH_NAMES, workers: SUBGRAPH_NAMES, lake: true }
  const subgraphs = new Set<SubgraphName>()
  const workers = new Set<SubgraphName>()
  for (const word of words) {
    const [name = '', part, ...rest] = word.split(':')
    if (word === 'gateway' || word === 'lake') continue
    if (!isSubgraph(name) || rest.length > 0 || (part !== undefined && part !== 'workers')) {
      throw new Error(
        `RUN=${run}: "${word}" is none of all, gateway, lake, ${SUBGRAPH_NAMES.join(', ')}, or one of these with :workers`,
      )
    }
    if (part === 'workers') workers.add(name)
    else subgraphs.add(name)
  }
  if (words.length === 0) throw new Error('RUN is empty: say all, gateway, lake, a subgraph, or a subgraph:workers')
  if (!words.includes('gateway') && subgraphs.size > 1) {
    throw new Error(`RUN=${run}: without the gateway a process answers for one subgraph, since each has its /graphql`)
  }
  return { gateway: words.includes('gateway'), subgraphs: [...subgraphs], workers: [...workers], lake: words.includes('lake') }
}
