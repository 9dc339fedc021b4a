import { conflict, validInput } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { isOver, overlapInput, rotated } from '../domain/api-key.ts'
import { announceApiKey } from './announce-api-key.ts'
import { newSecret } from './api-key-secret.ts'
import { holdMaker, type NewApiKeyResult, requireNoMoreThan } from './create-api-key.ts'
import { recordPartnerAct } from './record-partner-act.ts'
import { requireApiKey } from './require-api-key.ts'

const HOUR_MS = 3_600_000

/**
 * Gives a key a new secret; the old one holds for the overlap. A second rotation ends what was left of the first overlap. A key
 * rotates none that may do more than itself, because it would get the secret.
 */
export const rotateApiKey = async (context: Context, id: string, overlapHours: number): Promise<NewApiKeyResult> => {
  const { caller, database, stores, runtime, origin } = context
  const { secret, ...hashed } = newSecret()
  const apiKey = await database.transact(async (tx) => {
    const key = await requireApiKey(context, id, tx)
    const hours = validInput(overlapInput, overlapHours, 'overlapHours')
    const nowMs = runtime.now()
    const maker = await holdMaker(context, caller, tx)
    if (maker !== null && maker._id !== id) requireNoMoreThan(maker, key)
    if (isOver(key, nowMs)) throw conflict('This API key is revoked or has expired: make a new one.', 'KEY_OVER')
    const row = rotated(key, hashed, new Date(nowMs + hours * HOUR_MS))
    if (!(await stores.apiKeys.replace(row, key.sha256, tx)))
      throw conflict('This API key was changed at the same moment.', 'CHANGED_MEANWHILE')
    const note = `the old secret holds for ${hours} h`
    recordPartnerAct(context, { brandId: key.brandId, act: 'KEY_ROTATED', subjectId: id, note }, tx)
    return row
  }, origin)
  await announceApiKey(context, id)
  return { apiKey, secret }
}
