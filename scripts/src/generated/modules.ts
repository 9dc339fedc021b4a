// Generated from libs/graph/src/subgraphs.ts by npm run codegen.
import type { SubgraphModule, SubgraphName } from '@gruppetto/graph'

/** Loads the code of a subgraph: a process loads no subgraph that it does not need. */
export const loadModule: Readonly<Record<SubgraphName, () => Promise<SubgraphModule>>> = {
  athletes: async () => (await import('@gruppetto/athletes')).module,
  activities: async () => (await import('@gruppetto/activities')).module,
  social: async () => (await import('@gruppetto/social')).module,
  clubs: async () => (await import('@gruppetto/clubs')).module,
  commerce: async () => (await import('@gruppetto/commerce')).module,
}
