import { type Caller, forbidden } from '@gruppetto/graph'

const open = new Set(['partner', '__typename', '__schema', '__type'])

/** Throws FORBIDDEN when an API key asks for a field that it may not read. The subgraphs check each field again. */
export const guardPartnerFields = (caller: Caller, operation: string, rootFields: readonly string[]): void => {
  if (caller.kind !== 'partner') return
  if (operation !== 'query' || rootFields.some((name) => !open.has(name))) {
    throw forbidden('An API key reads `partner` and nothing else.')
  }
}
