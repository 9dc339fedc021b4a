/**
 * The one list of subgraphs. A name is the folder in subgraphs/, the file in schema/, the package, the role in RUN, the variable with its URL and the
 * database's suffix. `npm run codegen` writes what else has to name them.
 */
export const SUBGRAPH_NAMES = ['athletes', 'activities', 'social', 'clubs', 'commerce'] as const
export type SubgraphName = (typeof SUBGRAPH_NAMES)[number]
