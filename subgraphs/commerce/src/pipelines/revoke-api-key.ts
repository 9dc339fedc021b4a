import { isIdOf } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import type { PartnerRef } from '../domain/partner.ts'
import { announceApiKey } from './announce-api-key.ts'
import { recordPartnerAct } from './record-partner-act.ts'
import { requireOwn } from './require-scope.ts'

/** Revokes an API key of the caller's brand. A key that is revoked already keeps its time. Throws NOT_FOUND when there is no such key. */
export const revokeApiKey = async (context: Context, id: string): Promise<PartnerRef> => {
  const { caller, database, stores, runtime, origin } = context
  const brandId = await database.transact(async (tx) => {
    const found = isIdOf('ApiKey', id) ? await stores.apiKeys.get(id, tx) : null
    const key = requireOwn(context, found, 'This API key', 'KEYS_MANAGE')
    const isNew = await stores.apiKeys.revoke(id, new Date(runtime.now()), tx)
    if (isNew) recordPartnerAct(context, { brandId: key.brandId, act: 'KEY_REVOKED', subjectId: id }, tx)
    return key.brandId
  }, origin)
  await announceApiKey(context, id)
  return caller.kind === 'partner' ? caller : { brandId, scopes: [] }
}
