import { badUserInput, isIdOf, newId, notFound, requireStaff, validInput } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { type CommissionRuleRow, commissionInput } from '../domain/commission.ts'
import { SECRET_OVERLAP_MS } from '../domain/webhook.ts'
import { recordPartnerAct } from './record-partner-act.ts'
import { requireScope } from './require-scope.ts'
import { newWebhookSecret, sealSecret } from './webhook-signature.ts'

/** Sets what a brand owes for sales from an instant on, which does not lie in the past: what was earned by a rule stays. For staff. */
export const setCommission = async (context: Context, input: unknown): Promise<CommissionRuleRow> => {
  const { caller, database, stores, runtime, origin } = context
  requireStaff(caller)
  const { brandId, basisPoints, attributionDays, from } = validInput(commissionInput, input)
  const now = new Date(runtime.now())
  if (from && from < now) throw badUserInput([{ path: 'input.from', message: 'must not lie in the past' }])
  const row: CommissionRuleRow = {
    _id: newId('CommissionRule'),
    brandId,
    from: from ?? now,
    basisPoints,
    attributionDays,
    setAt: now,
  }
  await database.transact(async (tx) => {
    if (!isIdOf('Brand', brandId) || !(await stores.brands.exists(brandId, tx))) throw notFound('This brand')
    await stores.commissionRules.insert(row, tx)
    recordPartnerAct(context, { brandId, act: 'COMMISSION_SET', subjectId: row._id, note: `${basisPoints} basis points` }, tx)
  }, origin)
  return row
}

const postbackPath = (brandId: string): string => `/affiliate/${brandId}/sales`

/** What a shop needs to report its sales. The secret is shown only in this answer. */
export interface PostbackAccess {
  readonly url: string
  readonly secret: string
}

/** Makes the secret by which the brand's shop signs its reports. One from before holds for a day. */
export const rotatePostbackSecret = async (context: Context, brandId: string | null): Promise<PostbackAccess> => {
  const { database, stores, runtime, origin, secrets } = context
  const own = requireScope(context, brandId, 'KEYS_MANAGE')
  const now = new Date(runtime.now())
  const secret = newWebhookSecret()
  await database.transact(async (tx) => {
    if (!(await stores.brands.exists(own, tx))) throw notFound('This brand')
    const before = await stores.postbackSecrets.get(own, tx)
    const row = {
      _id: own,
      sealedSecret: sealSecret(secrets, own, secret),
      sealedPrevious: before?.sealedSecret ?? null,
      previousUntil: before === null ? null : new Date(now.getTime() + SECRET_OVERLAP_MS),
      setAt: now,
    }
    await stores.postbackSecrets.put(row, tx)
    recordPartnerAct(context, { brandId: own, act: 'POSTBACK_SECRET_ROTATED', subjectId: own }, tx)
  }, origin)
  return { url: `${runtime.config.publicUrl}${postbackPath(own)}`, secret }
}
