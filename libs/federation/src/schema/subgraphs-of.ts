import { type DocumentNode, Kind } from 'graphql'
import { textArgument } from './arguments.ts'

interface Endpoint {
  /** As the supergraph's directives name it. */
  readonly graph: string
  readonly name: string
  readonly url: string
}

/** Reads the subgraphs from the enum `join__Graph`: their names and URLs. */
export const subgraphsOf = ({ definitions }: DocumentNode): ReadonlyMap<string, Endpoint> => {
  const subgraphs = new Map<string, Endpoint>()
  for (const node of definitions) {
    if (node.kind !== Kind.ENUM_TYPE_DEFINITION || node.name.value !== 'join__Graph') continue
    for (const { name, directives } of node.values ?? []) {
      const graph = directives?.find((directive) => directive.name.value === 'join__graph')
      const text = (key: string): string | undefined => (graph === undefined ? undefined : textArgument(graph, key))
      const endpoint = { graph: name.value, name: text('name') ?? name.value, url: text('url') ?? '' }
      subgraphs.set(endpoint.name, endpoint)
    }
  }
  return subgraphs
}
