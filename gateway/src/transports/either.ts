import type { SubgraphTransport } from './transport.ts'

/** Calls each subgraph in this process or in another one, depending on where it runs. */
export const eitherTransport = (
  here: SubgraphTransport,
  elsewhere: SubgraphTransport,
  isHere: (subgraph: string) => boolean,
): SubgraphTransport => {
  const to = (subgraph: string): SubgraphTransport => (isHere(subgraph) ? here : elsewhere)
  return {
    isHere: (subgraph) => to(subgraph).isHere(subgraph),
    execute: (subgraph, ...rest) => to(subgraph).execute(subgraph, ...rest),
    callRoute: (subgraph, call) => to(subgraph).callRoute(subgraph, call),
    close: async () => {
      await Promise.all([here.close(), elsewhere.close()])
    },
  }
}
