import type { Config } from '@gruppetto/runtime'

interface Places extends Pick<Config, 'publicUrl' | 's3'> {
  /** Where an operator's map tiles are. */
  readonly mapTilesUrl?: string | undefined
}

const originOf = (url: string | undefined): string[] => (url !== undefined && URL.canParse(url) ? [new URL(url).origin] : [])

/**
 * The Content-Security-Policy of the web app. Scripts and styles come from files of this server alone, and no text becomes a script
 * (Trusted Types; the default policy is that of web/src/map/trusted.ts, which lets the map start its worker). Pictures and bytes also come from the
 * public address, when the app was opened by another one, and from the object store, and tiles from where the operator has them.
 */
export const appPolicy = ({ publicUrl, s3, mapTilesUrl }: Places): string => {
  const own = originOf(publicUrl)
  const sockets = own.map((origin) => origin.replace(/^http/, 'ws'))
  const objects = originOf(s3?.publicEndpoint ?? s3?.endpoint)
  const tiles = originOf(mapTilesUrl)
  const sources = (...lists: readonly (readonly string[])[]) => [...new Set(lists.flat())].join(' ')
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    `img-src ${sources(["'self'", 'data:', 'blob:'], own, objects)}`,
    `connect-src ${sources(["'self'"], own, sockets, objects, tiles)}`,
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types gruppetto default',
  ].join('; ')
}
