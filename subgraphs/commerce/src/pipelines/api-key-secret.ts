import { createHash, randomBytes } from 'node:crypto'

export const SECRET_BYTES = 32
const PREFIX_LENGTH = 12

/** Returns the secret that a partner gets: `gpk_`, which secret scanners recognise, and 32 random bytes in base64url. */
export const secretOf = (bytes: Uint8Array): string => {
  if (bytes.length !== SECRET_BYTES) throw new RangeError(`an API key needs ${SECRET_BYTES} random bytes`)
  return `gpk_${Buffer.from(bytes).toString('base64url')}`
}

/**
 * Returns the hash that is stored and looked up. Plain SHA-256 is enough: nobody can guess 256 random bits, so the
 * slow, salted hash that passwords need would add nothing.
 */
export const hashOfSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex')

export const prefixOfSecret = (secret: string): string => secret.slice(0, PREFIX_LENGTH)

/** Makes a secret, with what a key's row keeps of it. */
export const newSecret = (): { readonly secret: string; readonly prefix: string; readonly sha256: string } => {
  const secret = secretOf(randomBytes(SECRET_BYTES))
  return { secret, prefix: prefixOfSecret(secret), sha256: hashOfSecret(secret) }
}
