import { createHmac, randomBytes } from 'node:crypto'
import type { TextSeal } from '@gruppetto/graph'
import type { WebhookRow } from '../domain/webhook.ts'

const PREFIX = 'whsec_'
const SECRET_BYTES = 32

/** Makes a secret as Standard Webhooks writes it: a prefix and random bytes in base64. */
export const newWebhookSecret = (): string => `${PREFIX}${randomBytes(SECRET_BYTES).toString('base64')}`

const scopeOf = (webhookId: string): string => `webhook ${webhookId}`

export const sealSecret = (seal: TextSeal, webhookId: string, secret: string): string => seal.seal(secret, scopeOf(webhookId))

/** Returns the secrets that sign at this moment: the present one, and after a rotation the one before it for a while. */
export const signingSecrets = (
  seal: TextSeal,
  { _id, sealedSecret, sealedPrevious, previousUntil }: WebhookRow,
  nowMs: number,
): readonly string[] => {
  const isOverlap = previousUntil !== null && previousUntil.getTime() > nowMs
  const sealed = isOverlap && sealedPrevious !== null ? [sealedSecret, sealedPrevious] : [sealedSecret]
  return sealed.map((text) => {
    const secret = seal.open(text, scopeOf(_id))
    if (secret === null) throw new Error(`the secret of ${_id} was sealed with another IDENTITY_SECRET`)
    return secret
  })
}

/** Returns the headers of a delivery: symmetric signatures of Standard Webhooks (`v1`), one for each secret. */
export const signedHeaders = (
  secrets: readonly string[],
  message: { readonly id: string; readonly body: string; readonly nowMs: number },
): Readonly<Record<string, string>> => {
  const timestamp = String(Math.floor(message.nowMs / 1000))
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(PREFIX.length), 'base64')
    return `v1,${createHmac('sha256', key).update(`${message.id}.${timestamp}.${message.body}`).digest('base64')}`
  })
  return {
    'content-type': 'application/json',
    'user-agent': 'Gruppetto-Webhooks/1',
    'webhook-id': message.id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  }
}
