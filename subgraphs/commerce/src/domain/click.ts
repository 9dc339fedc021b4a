export interface ClickRow {
  readonly _id: string
  readonly productId: string
  readonly brandId: string
  /** Null where the click came without a session. */
  readonly athleteId: string | null
  readonly at: Date
}

/** Two clicks of one address on one product within this time are one: a double click, or a browser that tries again. */
export const SAME_CLICK_MS = 5_000

/** Link previews, crawlers, monitors and HTTP libraries, as they name themselves. */
const automated =
  /bot[/;)-]|bot \(|crawl|spider|slurp|preview|facebookexternalhit|whatsapp\/|embedly|headless|lighthouse|monitor|uptime|curl\/|wget\/|python-requests|okhttp|go-http-client|node-fetch|axios/i

/**
 * True when nobody clicked: a HEAD request, a page fetched ahead of a click, or a robot that says so. They are sent on but not counted.
 */
export const isAutomated = (request: {
  readonly method: string
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
}): boolean => {
  if (request.method !== 'GET') return true
  const ahead = `${request.headers.purpose ?? ''} ${request.headers['sec-purpose'] ?? ''} ${request.headers['x-moz'] ?? ''}`
  return /prefetch|prerender|preview/i.test(ahead) || automated.test(String(request.headers['user-agent'] ?? ''))
}
