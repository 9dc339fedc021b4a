import type { Config } from '@gruppetto/runtime'

const originOf = (url: string | undefined): string[] => (url !== undefined && URL.canParse(url) ? [new URL(url).origin] : [])

/**
 * The Content-Security-Policy of the web app. Scripts and styles come from files of this server alone, and no text becomes a script
 * (Trusted Types). Pictures and bytes also come from the public address, when the app was opened by another one, and from the object store.
 */
export const appPolicy = ({ publicUrl, s3 }: Pick<Config, 'publicUrl' | 's3'>): string => {
  const own = originOf(publicUrl)
  const sockets = own.map((origin) => origin.replace(/^http/, 'ws'))
  const objects = originOf(s3?.publicEndpoint ?? s3?.endpoint)
  const sources = (...lists: readonly (readonly string[])[]) => [...new Set(lists.flat())].join(' ')
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    `img-src ${sources(["'self'", 'data:', 'blob:'], own, objects)}`,
    `connect-src ${sources(["'self'"], own, sockets, objects)}`,
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types gruppetto',
  ].join('; ')
}
