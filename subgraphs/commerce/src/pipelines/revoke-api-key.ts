import { isIdOf, notFound, requireStaff } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import type { PartnerRef } from '../domain/partner.ts'

/** Revokes an API key. A key that is revoked already keeps its time. Throws NOT_FOUND when there is no such key. */
export const revokeApiKey = async (context: Context, id: string): Promise<PartnerRef> => {
  const { caller, database, stores, runtime, origin } = context
  requireStaff(caller)
  const key = isIdOf('ApiKey', id)
    ? await database.transact((tx) => stores.apiKeys.revoke(id, new Date(runtime.now()), tx), origin)
    : null
  if (key === null) throw notFound('This API key')
  return { brandId: key.brandId, scopes: [] }
}
