import { type Caller, forbidden, PARTNER_MUTATIONS } from '@gruppetto/graph'

const always = ['__typename', '__schema', '__type']
const open: Readonly<Record<string, ReadonlySet<string>>> = {
  query: new Set(['partner', ...always]),
  mutation: new Set([...PARTNER_MUTATIONS, ...always]),
}

/**
 * Throws FORBIDDEN when an API key asks for a root field that no key may have. The subgraphs check each field again, and the
 * scopes of the key.
 */
export const guardPartnerFields = (caller: Caller, operation: string, rootFields: readonly string[]): void => {
  if (caller.kind !== 'partner') return
  const names = open[operation]
  if (names === undefined || rootFields.some((name) => !names.has(name))) {
    throw forbidden(`An API key reads \`partner\` and changes what belongs to its brand (${[...PARTNER_MUTATIONS].join(', ')}).`)
  }
}
