import type { ApiScope } from '@gruppetto/graph'

/** The brand that an API key belongs to, and what the key may do. */
export interface PartnerRef {
  readonly brandId: string
  readonly scopes: readonly string[]
}

export const hasScope = (partner: PartnerRef, scope: ApiScope): boolean => partner.scopes.includes(scope)
