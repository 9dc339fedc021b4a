import type { Context } from '../context.ts'
import { type PartnerRef, partnerOf } from '../domain/partner.ts'
import { announceApiKey } from './announce-api-key.ts'
import { recordPartnerAct } from './record-partner-act.ts'
import { requireApiKey } from './require-api-key.ts'

/** Revokes an API key of the caller's brand. A key that is revoked already keeps its time. Throws NOT_FOUND when there is no such key. */
export const revokeApiKey = async (context: Context, id: string): Promise<PartnerRef> => {
  const { caller, database, stores, runtime, origin } = context
  const brandId = await database.transact(async (tx) => {
    const key = await requireApiKey(context, id, tx)
    const isNew = await stores.apiKeys.revoke(id, new Date(runtime.now()), tx)
    if (isNew) recordPartnerAct(context, { brandId: key.brandId, act: 'KEY_REVOKED', subjectId: id }, tx)
    return key.brandId
  }, origin)
  await announceApiKey(context, id)
  return partnerOf(caller, brandId)
}
