/**
 * The one list of subgraphs. A name is also the folder in subgraphs/, the file in schema/, the package, the role in RUN, the
 * variable with its URL, and the suffix of its database. `npm run codegen` writes every other file that lists them.
 */
export const SUBGRAPH_NAMES = ['athletes', 'activities', 'social', 'clubs', 'commerce'] as const
export type SubgraphName = (typeof SUBGRAPH_NAMES)[number]
