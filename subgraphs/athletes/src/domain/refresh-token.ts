/** A refresh token in its two parts, each of 256 random bits in base64url. */
export interface RefreshToken {
  readonly family: string
  readonly secret: string
}

const pattern = /^([\w-]{43})\.([\w-]{43})$/

/**
 * How long a used token may be sent again and gets the same new tokens, because the first answer may have been lost. Whoever names the attempt is
 * known by that name, and has no such limit.
 */
export const REPEAT_WITHIN_MS = 30_000

export const formatRefreshToken = ({ family, secret }: RefreshToken): string => `${family}.${secret}`

/** Returns the two parts of a refresh token, or null for a text that is not one. */
export const parseRefreshToken = (token: string): RefreshToken | null => {
  const match = pattern.exec(token)
  const [, family, secret] = match ?? []
  return family === undefined || secret === undefined ? null : { family, secret }
}
