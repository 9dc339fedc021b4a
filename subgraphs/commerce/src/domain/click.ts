export interface ClickRow {
  readonly _id: string
  readonly productId: string
  readonly brandId: string
  /** Null when nobody was signed in. */
  readonly athleteId: string | null
  readonly clickedAt: Date
}

/** Two clicks from one address on one product within this time count once: a double click, or a browser that retries. */
export const SAME_CLICK_MS = 5_000

/** The user agents of link previews, crawlers, monitors and HTTP libraries. */
const AUTOMATED =
  /bot[/;)-]|bot \(|crawl|spider|slurp|preview|facebookexternalhit|whatsapp\/|embedly|headless|lighthouse|monitor|uptime|curl\/|wget\/|python-requests|okhttp|go-http-client|node-fetch|axios/i

/** True when nobody clicked: a HEAD request, a prefetch, or a robot that says so. These are redirected but not counted. */
export const isAutomated = (request: {
  readonly method: string
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
}): boolean => {
  if (request.method !== 'GET') return true
  const purpose = `${request.headers.purpose ?? ''} ${request.headers['sec-purpose'] ?? ''} ${request.headers['x-moz'] ?? ''}`
  return /prefetch|prerender|preview/i.test(purpose) || AUTOMATED.test(String(request.headers['user-agent'] ?? ''))
}
