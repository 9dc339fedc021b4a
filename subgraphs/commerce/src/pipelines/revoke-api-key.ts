import { isIdOf } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import type { PartnerRef } from '../domain/partner.ts'
import { requireOwn } from './require-scope.ts'

/** Revokes an API key of the caller's brand. A key that is revoked already keeps its time. Throws NOT_FOUND when there is no such key. */
export const revokeApiKey = async (context: Context, id: string): Promise<PartnerRef> => {
  const { caller, database, stores, runtime, origin } = context
  return database.transact(async (tx) => {
    const found = isIdOf('ApiKey', id) ? await stores.apiKeys.get(id, tx) : null
    const { brandId } = requireOwn(context, found, 'This API key', 'KEYS_MANAGE')
    await stores.apiKeys.revoke(id, new Date(runtime.now()), tx)
    return caller.kind === 'partner' ? caller : { brandId, scopes: [] }
  }, origin)
}
