export interface ClickRow {
  readonly _id: string
  readonly productId: string
  readonly brandId: string
  /** Null when nobody was signed in. */
  readonly athleteId: string | null
  readonly clickedAt: Date
}

/** Another click of the same person on the same product within this time is the same visit of the shop. */
export const SAME_VISIT_MS = 30 * 60_000

/** No person follows more links than this in a minute. */
export const MOST_CLICKS_A_MINUTE = 20

/** Why a click is not counted. It is redirected all the same. */
export const CLICK_REFUSALS = ['ROBOT', 'PREFETCH', 'REPEATED', 'STAFF', 'TOO_FAST'] as const
export type ClickRefusal = (typeof CLICK_REFUSALS)[number]

/** The user agents of link previews, crawlers, monitors and HTTP libraries. */
const AUTOMATED =
  /bot[/;)-]|bot \(|crawl|spider|slurp|preview|facebookexternalhit|whatsapp\/|embedly|headless|lighthouse|monitor|uptime|curl\/|wget\/|python-requests|okhttp|go-http-client|node-fetch|axios/i

/** Why nobody has clicked: a HEAD request, a prefetch, or a robot that says so. Null for what may be a person. */
export const automation = (request: {
  readonly method: string
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
}): ClickRefusal | null => {
  const purpose = `${request.headers.purpose ?? ''} ${request.headers['sec-purpose'] ?? ''} ${request.headers['x-moz'] ?? ''}`
  if (/prefetch|prerender|preview/i.test(purpose)) return 'PREFETCH'
  return request.method !== 'GET' || AUTOMATED.test(String(request.headers['user-agent'] ?? '')) ? 'ROBOT' : null
}
