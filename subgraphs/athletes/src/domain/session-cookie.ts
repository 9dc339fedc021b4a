import type { IncomingHttpHeaders } from 'node:http'

const isSecure = (publicUrl: string): boolean => publicUrl.startsWith('https:')

/** Over HTTPS the prefix keeps pages of the same host that came without TLS from setting it. */
const nameOf = (publicUrl: string): string => (isSecure(publicUrl) ? '__Secure-gruppetto' : 'gruppetto')

/** Sent to one path, by pages of the same site alone, and never shown to a script. */
const attributesOf = (publicUrl: string): string =>
  `Path=/session; HttpOnly; SameSite=Strict${isSecure(publicUrl) ? '; Secure' : ''}`

/** Returns the header that stores a refresh token in the browser. */
export const sessionCookie = (publicUrl: string, refreshToken: string, seconds: number): string =>
  `${nameOf(publicUrl)}=${refreshToken}; Max-Age=${seconds}; ${attributesOf(publicUrl)}`

/** Returns the header that takes it away again. */
export const clearedCookie = (publicUrl: string): string => `${nameOf(publicUrl)}=; Max-Age=0; ${attributesOf(publicUrl)}`

/** Returns the refresh token of a Cookie header, or null. */
export const cookieOf = (header: string | undefined, publicUrl: string): string | null => {
  const start = `${nameOf(publicUrl)}=`
  const pair = header?.split(';').find((each) => each.trim().startsWith(start))
  const token = pair?.trim().slice(start.length) ?? ''
  return token === '' ? null : token
}

const originOf = (url: string): string | null => (URL.canParse(url) ? new URL(url).origin : null)

/**
 * Whether a page of the platform itself sends a request. Browsers say so in headers that no script can change: Sec-Fetch-Site where the
 * address is trusted (HTTPS, localhost), and Origin, which has to be the public address, or the one that the request was sent to.
 */
export const isOwnPage = (headers: IncomingHttpHeaders, publicUrl: string): boolean => {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin'
  const { origin, host } = headers
  if (origin === undefined) return false
  return origin === originOf(publicUrl) || origin === `http://${host}` || origin === `https://${host}`
}
