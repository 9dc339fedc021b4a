import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { TextSeal } from '@gruppetto/graph'
import type { WebhookRow } from '../domain/webhook.ts'

const PREFIX = 'whsec_'
const SECRET_BYTES = 32

/** Makes a secret as Standard Webhooks writes it: a prefix and random bytes in base64. */
export const newWebhookSecret = (): string => `${PREFIX}${randomBytes(SECRET_BYTES).toString('base64')}`

const scopeOf = (id: string): string => `webhook ${id}`

/** Encrypts the secret of a webhook, or of a brand's postbacks. It opens only for the same id. */
export const sealSecret = (seal: TextSeal, id: string, secret: string): string => seal.seal(secret, scopeOf(id))

/** Returns the secrets that sign at this moment: the present one, and after a rotation the one before it for a while. */
export const signingSecrets = (
  seal: TextSeal,
  {
    _id,
    sealedSecret,
    sealedPrevious,
    previousUntil,
  }: Pick<WebhookRow, '_id' | 'sealedSecret' | 'sealedPrevious' | 'previousUntil'>,
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

/** What is signed: the id of a message, its instant in seconds and its body. */
export interface SignedMessage {
  readonly id: string
  readonly timestamp: string
  readonly body: string
}

const signatureOf = (secret: string, { id, timestamp, body }: SignedMessage): string => {
  const key = Buffer.from(secret.slice(PREFIX.length), 'base64')
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`
}

/** Whether one of the signatures, which a space separates, is by one of the secrets. Takes the same time wherever a signature differs. */
export const isSigned = (secrets: readonly string[], message: SignedMessage, signatures: string): boolean => {
  const given = signatures
    .split(' ')
    .slice(0, 10)
    .map((text) => Buffer.from(text))
  return secrets.some((secret) => {
    const wanted = Buffer.from(signatureOf(secret, message))
    return given.some((text) => text.length === wanted.length && timingSafeEqual(text, wanted))
  })
}

/** Returns the headers of a delivery: symmetric signatures of Standard Webhooks (`v1`), one for each secret. */
export const signedHeaders = (
  secrets: readonly string[],
  message: { readonly id: string; readonly body: string; readonly nowMs: number },
): Readonly<Record<string, string>> => {
  const timestamp = String(Math.floor(message.nowMs / 1000))
  const signatures = secrets.map((secret) => signatureOf(secret, { id: message.id, timestamp, body: message.body }))
  return {
    'content-type': 'application/json',
    'user-agent': 'Gruppetto-Webhooks/1',
    'webhook-id': message.id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  }
}
