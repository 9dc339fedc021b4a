import { createHash } from 'node:crypto'

export const SECRET_BYTES = 32
const PREFIX_LENGTH = 12

/** The secret as a partner gets it: `gpk_` (so that secret scanners know it) and 32 random bytes in base64url. */
export const secretOf = (bytes: Uint8Array): string => {
  if (bytes.length !== SECRET_BYTES) throw new RangeError(`an API key is made of ${SECRET_BYTES} random bytes`)
  return `gpk_${Buffer.from(bytes).toString('base64url')}`
}

/**
 * What is stored of a secret. Plain SHA-256 is enough, and one index look-up finds it: 256 random bits cannot be guessed, so a slow,
 * salted hash as for passwords would add nothing.
 */
export const hashOfSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex')

export const prefixOfSecret = (secret: string): string => secret.slice(0, PREFIX_LENGTH)
