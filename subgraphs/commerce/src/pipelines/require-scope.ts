import { type ApiScope, badUserInput, type Caller, missingScopes, notFound, requireStaff, scopesMissing } from '@gruppetto/graph'
import type { Context } from '../context.ts'

const requireStaffOrScopes = (caller: Caller, scopes: readonly ApiScope[]): void => {
  if (caller.kind !== 'partner') {
    requireStaff(caller)
    return
  }
  const missing = scopesMissing(caller.scopes, scopes)
  if (missing.length > 0) throw missingScopes(missing)
}

/**
 * Returns the brand that the caller may work for with these scopes: the key's own, or the one that platform staff name. `brandId` is
 * null when the input names none. Throws FORBIDDEN with all missing scopes, and NOT_FOUND for another brand, so that a key cannot
 * find out what exists.
 */
export const requireScope = ({ caller }: Context, brandId: string | null, ...scopes: readonly ApiScope[]): string => {
  requireStaffOrScopes(caller, scopes)
  const own = caller.kind === 'partner' ? caller.brandId : brandId
  if (own === null) throw badUserInput([{ path: 'brandId', message: 'is needed: it names the brand' }])
  if (brandId !== null && brandId !== own) throw notFound('This brand')
  return own
}

/** Returns the row if the caller may work for its brand with these scopes. Another brand's row is as unknown as one that does not exist. */
export const requireOwn = <Row extends { readonly brandId: string }>(
  { caller }: Context,
  row: Row | null,
  what: string,
  ...scopes: readonly ApiScope[]
): Row => {
  requireStaffOrScopes(caller, scopes)
  if (row === null || (caller.kind === 'partner' && row.brandId !== caller.brandId)) throw notFound(what)
  return row
}
