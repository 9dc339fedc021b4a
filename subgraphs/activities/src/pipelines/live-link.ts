import { createHash, createHmac } from 'node:crypto'
import type { LiveLink } from '../domain/live-session.ts'

/** A token is 32 bytes in base64url. */
const TOKEN = /^[\w-]{43}$/

const tokenOf = (secret: string, liveSessionId: string, nonce: string): string =>
  createHmac('sha256', secret).update(`live-link:${liveSessionId}:${nonce}`).digest('base64url')

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

/** Returns the hash by which a session with this share token is found; null when the text cannot be a token. */
export const tokenHashOf = (token: string): string | null => (TOKEN.test(token) ? hashOf(token) : null)

/** Makes a new share link. The nonce makes it different from all earlier links of the session. */
export const newLink = (secret: string, liveSessionId: string, nonce: string): LiveLink => ({
  nonce,
  tokenHash: hashOf(tokenOf(secret, liveSessionId, nonce)),
})

/** Returns the token of a link, for its owner; null when the link was made with another secret, so that its token is lost. */
export const shareTokenOf = (secret: string, liveSessionId: string, { nonce, tokenHash }: LiveLink): string | null => {
  const token = tokenOf(secret, liveSessionId, nonce)
  return hashOf(token) === tokenHash ? token : null
}
