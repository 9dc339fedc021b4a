import { badUserInput, broken, conflict, newId, notFound, validInput } from '@gruppetto/graph'
import { refusalOfUrl } from '@gruppetto/runtime'
import type { Context } from '../context.ts'
import { MOST_WEBHOOKS, type WebhookFields, type WebhookRow, webhookInput } from '../domain/webhook.ts'
import { recordPartnerAct } from './record-partner-act.ts'
import { requireScope } from './require-scope.ts'
import { requireWebhook } from './require-webhook.ts'
import { newWebhookSecret, sealSecret } from './webhook-signature.ts'

/** A webhook, with its secret in the one answer that shows it. */
export interface ShownWebhook extends WebhookRow {
  readonly secret: string | null
}

const requireAddress = ({ runtime: { config } }: Context, address: string): void => {
  const url = new URL(address)
  const problem = url.origin === config.webhookTestOrigin ? null : refusalOfUrl(url)
  if (problem !== null) throw badUserInput([{ path: 'input.url', ...broken('WRONG_FORMAT', problem, { format: 'PublicURL' }) }])
}

type Settings = Omit<WebhookFields, 'id' | 'brandId'>

const changeWebhook = async (context: Context, id: string, fields: Settings): Promise<ShownWebhook> => {
  const { database, stores, runtime, origin } = context
  const known = await requireWebhook(context, id)
  const { url, events, enabled, noticeEmail } = fields
  const isEnabledAgain = enabled && !known.enabled
  const now = new Date(runtime.now())
  const change = {
    url,
    events,
    enabled,
    noticeEmail,
    // What was kept meanwhile is delivered now. Who enables it again begins without the failures of before.
    ...(isEnabledAgain && { disabledFor: null, failures: 0, failingSince: null, nextDueAt: now, takenUntil: new Date(0) }),
  }
  const row = await database.transact((tx) => {
    recordPartnerAct(context, { brandId: known.brandId, act: 'WEBHOOK_SET', subjectId: known._id, note: url }, tx)
    return stores.webhooks.change(known._id, change, tx)
  }, origin)
  if (row === null) throw notFound('This webhook')
  return { ...row, secret: null }
}

const makeWebhook = async (context: Context, brandId: string, fields: Settings): Promise<ShownWebhook> => {
  const { database, stores, runtime, origin, secrets } = context
  const { url, events, enabled, noticeEmail } = fields
  const _id = newId('Webhook')
  const secret = newWebhookSecret()
  const row: WebhookRow = {
    _id,
    brandId,
    url,
    noticeEmail,
    events,
    enabled,
    disabledFor: null,
    sealedSecret: sealSecret(secrets, _id, secret),
    sealedPrevious: null,
    previousUntil: null,
    createdAt: new Date(runtime.now()),
    lastDeliveryAt: null,
    failingSince: null,
    failures: 0,
    nextDueAt: null,
    takenUntil: new Date(0),
  }
  await database.transact(async (tx) => {
    if (!(await stores.brands.exists(brandId, tx))) throw notFound('This brand')
    const known = await stores.webhooks.listOfBrand(brandId, tx)
    if (known.length >= MOST_WEBHOOKS)
      throw conflict(`A brand has at most ${MOST_WEBHOOKS} webhooks.`, 'TOO_MANY_WEBHOOKS', { max: MOST_WEBHOOKS })
    await stores.webhooks.insert(row, tx)
    recordPartnerAct(context, { brandId, act: 'WEBHOOK_SET', subjectId: _id, note: url }, tx)
  }, origin)
  return { ...row, secret }
}

/** Makes a webhook, or changes the one that the input names. The answer shows the secret of a new one. */
export const setWebhook = async (context: Context, input: unknown): Promise<ShownWebhook> => {
  const { id, brandId, ...fields } = validInput(webhookInput, input)
  requireAddress(context, fields.url)
  if (id) return changeWebhook(context, id, fields)
  return makeWebhook(context, requireScope(context, brandId ?? null, 'KEYS_MANAGE'), fields)
}
