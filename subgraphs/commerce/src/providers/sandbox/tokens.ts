import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

const macOf = (secret: string, purpose: string, text: string): Buffer =>
  createHmac('sha256', secret).update(`sandbox-${purpose}:${text}`).digest()

const isSame = (given: Buffer, expected: Buffer): boolean => given.length === expected.length && timingSafeEqual(given, expected)

/** Returns the token of a checkout's link. It follows from the key of the call, so that a call which is repeated opens the same page. */
export const checkoutTokenOf = (secret: string, idempotencyKey: string): string =>
  macOf(secret, 'checkout', idempotencyKey).toString('base64url')

/** The id of a checkout: what is stored of its token opens nothing. */
export const checkoutIdOf = (token: string): string => createHash('sha256').update(`sandbox-checkout:${token}`).digest('hex')

/** Returns the token of a link to the pages of a customer, which ends at an instant. */
export const portalTokenOf = (secret: string, customerId: string, endsMs: number): string => {
  const text = `${customerId}.${endsMs.toString(36)}`
  return `${text}.${macOf(secret, 'portal', text).toString('base64url')}`
}

/** Returns the customer of a portal's token; null when it was not made here, or has ended. */
export const customerOfPortal = (secret: string, token: string, nowMs: number): string | null => {
  const [customerId, ends, mac, ...rest] = token.split('.')
  if (customerId === undefined || ends === undefined || mac === undefined || rest.length > 0) return null
  if (!isSame(Buffer.from(mac, 'base64url'), macOf(secret, 'portal', `${customerId}.${ends}`))) return null
  return Number.parseInt(ends, 36) > nowMs ? customerId : null
}

export const SIGNATURE_HEADER = 'sandbox-signature'
/** A webhook with an older signature is refused, as Stripe advises: it may have been recorded and sent again. */
const SIGNED_FOR_SECONDS = 300

/** Signs a webhook the way that Stripe does: `t=<seconds>,v1=<HMAC-SHA256 of "t.body">`. */
export const signatureOf = (secret: string, rawBody: string, nowMs: number): string => {
  const seconds = Math.floor(nowMs / 1000)
  return `t=${seconds},v1=${macOf(secret, 'webhook', `${seconds}.${rawBody}`).toString('hex')}`
}

export const isSigned = (secret: string, rawBody: string, signature: unknown, nowMs: number): boolean => {
  const [, seconds, mac] = (typeof signature === 'string' && /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(signature)) || []
  if (seconds === undefined || mac === undefined) return false
  if (Math.abs(nowMs / 1000 - Number(seconds)) > SIGNED_FOR_SECONDS) return false
  return isSame(Buffer.from(mac, 'hex'), macOf(secret, 'webhook', `${seconds}.${rawBody}`))
}
