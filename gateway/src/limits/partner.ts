import { type Caller, forbidden } from '@gruppetto/graph'

const open = new Set(['partner', '__typename', '__schema', '__type'])

/** Refuses what an API key may not ask before any subgraph sees it; the subgraphs guard each field again. Throws FORBIDDEN. */
export const guardPartnerFields = (caller: Caller, operation: string, rootFields: readonly string[]): void => {
  if (caller.kind !== 'partner') return
  if (operation !== 'query' || rootFields.some((name) => !open.has(name))) {
    throw forbidden('An API key reads `partner` and nothing else.')
  }
}
