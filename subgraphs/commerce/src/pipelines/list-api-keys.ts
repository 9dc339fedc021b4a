import type { Context } from '../context.ts'
import type { ApiKeyRow } from '../domain/api-key.ts'

/** The keys of a brand, the newest first. A key without KEYS_MANAGE finds only itself. */
export const listApiKeys = async ({ caller, stores }: Context, brandId: string): Promise<readonly ApiKeyRow[]> => {
  const keys = await stores.apiKeys.listOfBrand(brandId)
  if (caller.kind !== 'partner' || caller.scopes.includes('KEYS_MANAGE')) return keys
  return keys.filter((key) => key._id === caller.keyId)
}
