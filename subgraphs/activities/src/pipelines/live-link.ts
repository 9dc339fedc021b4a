import { createHash, createHmac } from 'node:crypto'
import type { LiveLink } from '../domain/live-session.ts'

/** Tokens are 32 bytes in base64url: whatever is not is nobody's. */
const TOKEN = /^[\w-]{43}$/

const tokenOf = (secret: string, liveSessionId: string, nonce: string): string =>
  createHmac('sha256', secret).update(`live-link:${liveSessionId}:${nonce}`).digest('base64url')

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

/** What the token of a share link is found by; null for what cannot be one. */
export const tokenHashOf = (token: string): string | null => (TOKEN.test(token) ? hashOf(token) : null)

/** A new share link; `nonce` makes it another than all before it. */
export const newLink = (secret: string, liveSessionId: string, nonce: string): LiveLink => ({
  nonce,
  tokenHash: hashOf(tokenOf(secret, liveSessionId, nonce)),
})

/** The token of a link, for its owner; null where it was made with another secret and cannot be told any more. */
export const shareTokenOf = (secret: string, liveSessionId: string, { nonce, tokenHash }: LiveLink): string | null => {
  const token = tokenOf(secret, liveSessionId, nonce)
  return hashOf(token) === tokenHash ? token : null
}
