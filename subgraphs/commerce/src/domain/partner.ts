import type { ApiScope } from './api-key.ts'

/** Whom an API key speaks for. */
export interface PartnerRef {
  readonly brandId: string
  readonly scopes: readonly string[]
}

export const hasScope = (partner: PartnerRef, scope: ApiScope): boolean => partner.scopes.includes(scope)
