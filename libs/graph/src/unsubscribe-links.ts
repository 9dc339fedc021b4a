import { createHmac, timingSafeEqual } from 'node:crypto'

/** Where a link of a mail ends mails of its kind: GET and POST, public, of social. */
export const UNSUBSCRIBE_PATH = '/mail/unsubscribe/'

interface Subscription {
  readonly athleteId: string
  /** A kind of notification. */
  readonly kind: string
}

const macOf = (payload: string, secret: string): Buffer =>
  createHmac('sha256', secret).update(`unsubscribe:${payload}`).digest().subarray(0, 16)

/**
 * Returns the `unsubscribePath` of a mail to an athlete. It works without sign-in and never expires, since mails are kept for years; all
 * that it can do is to switch off the mails of one kind.
 */
export const unsubscribePath = ({ athleteId, kind }: Subscription, secret: string): string => {
  const payload = `${athleteId}.${kind}`
  return `${UNSUBSCRIBE_PATH}${payload}.${macOf(payload, secret).toString('base64url')}`
}

/** Returns what the last part of such a path is about, or null when it was not made here. */
export const verifyUnsubscribe = (token: string, secret: string): Subscription | null => {
  const [athleteId, kind, mac, ...rest] = token.split('.')
  if (athleteId === undefined || kind === undefined || mac === undefined || rest.length > 0) return null
  const [given, expected] = [Buffer.from(mac, 'base64url'), macOf(`${athleteId}.${kind}`, secret)]
  return given.length === expected.length && timingSafeEqual(given, expected) ? { athleteId, kind } : null
}
