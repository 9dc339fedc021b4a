import { isIdOf, notFound, requireStaff } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import type { PartnerRef } from '../domain/partner.ts'

/** Revokes an API key; a key that is revoked already keeps the moment when it was. Throws NOT_FOUND for what is no key. */
export const revokeApiKey = async (id: string, context: Context): Promise<PartnerRef> => {
  requireStaff(context.caller)
  const { database, stores, runtime, origin } = context
  const key = isIdOf('ApiKey', id)
    ? await database.transact((tx) => stores.apiKeys.revoke(id, new Date(runtime.now()), tx), origin)
    : null
  if (key === null) throw notFound('This API key')
  return { brandId: key.brandId, scopes: [] }
}
