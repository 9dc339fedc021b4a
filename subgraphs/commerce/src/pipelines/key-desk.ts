import { API_SCOPES } from '@gruppetto/graph'
import { SYSTEM } from '@gruppetto/runtime'
import { slugKey } from '../domain/brand.ts'
import type { Storage } from '../services.ts'
import { makeApiKey } from './create-api-key.ts'

/** Where staff makes a key for a brand that has none left. Only the command line uses it. */
export interface KeyDesk {
  /**
   * Makes a key with all scopes and returns its secret: it is shown this once, since only its hash is kept. Null when there is no such brand.
   * Throws BAD_USER_INPUT for a name that is none, and CONFLICT when the brand has as many keys as it may have.
   */
  make(brandSlug: string, name: string): Promise<string | null>
}

export const makeKeyDesk = (storage: Storage): KeyDesk => ({
  async make(brandSlug, name) {
    const brand = (await storage.stores.brands.manyBySlug([slugKey(brandSlug)])).get(slugKey(brandSlug))
    if (brand === undefined) return null
    const maker = { ...storage, caller: { kind: 'anonymous', address: null }, origin: SYSTEM } as const
    return (await makeApiKey(maker, brand._id, { name, scopes: API_SCOPES, expiresAt: null })).secret
  },
})
