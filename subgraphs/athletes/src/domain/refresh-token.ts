export interface RefreshToken {
  readonly family: string
  readonly secret: string
}

const pattern = /^([\w-]{43})\.([\w-]{43})$/

/** How long after a trade the token that was traded is answered again, with the same new ones: its first answer may have been lost. */
export const REPEAT_WITHIN_MS = 30_000

/** `family` and `secret` are 256 random bits each, in base64url. */
export const formatRefreshToken = ({ family, secret }: RefreshToken): string => `${family}.${secret}`

/** The two parts of a refresh token, or null for what was never one. */
export const parseRefreshToken = (token: string): RefreshToken | null => {
  const match = pattern.exec(token)
  const [, family, secret] = match ?? []
  return family === undefined || secret === undefined ? null : { family, secret }
}
