import type { ApiScope, Caller } from '@gruppetto/graph'

/** The brand that an API key belongs to, and what the key may do. */
export interface PartnerRef {
  readonly brandId: string
  readonly scopes: readonly string[]
}

/** Returns the partner that a caller works for: the one of its key, or the brand that staff have named. Staff have no scopes. */
export const partnerOf = (caller: Caller, brandId: string): PartnerRef =>
  caller.kind === 'partner' ? caller : { brandId, scopes: [] }

export const hasScope = (partner: PartnerRef, scope: ApiScope): boolean => partner.scopes.includes(scope)
