import { createHmac, timingSafeEqual } from 'node:crypto'

/** Where the link of an invitation to a club leads: public, of clubs. */
export const JOIN_PATH = '/join/'

const macOf = (inviteId: string, secret: string): Buffer =>
  createHmac('sha256', secret).update(`club-invite:${inviteId}`).digest().subarray(0, 16)

/** Returns the secret part of a link. It follows from the id, so that the database has nothing that opens a club. */
export const inviteTokenOf = (inviteId: string, secret: string): string =>
  `${inviteId}.${macOf(inviteId, secret).toString('base64url')}`

/** Returns the id of the link with this token, or null when the token was not made here. */
export const inviteIdOf = (token: string, secret: string): string | null => {
  const [inviteId, mac, ...rest] = token.split('.')
  if (inviteId === undefined || mac === undefined || rest.length > 0) return null
  const [given, expected] = [Buffer.from(mac, 'base64url'), macOf(inviteId, secret)]
  return given.length === expected.length && timingSafeEqual(given, expected) ? inviteId : null
}
