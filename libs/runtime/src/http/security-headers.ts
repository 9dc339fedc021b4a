import type { FastifyInstance } from 'fastify'

/** For answers that no browser shows as a page: nothing in them may load, run or be framed. A page says for itself what it needs. */
const NOTHING_LOADS = "default-src 'none'; frame-ancestors 'none'"
const ONE_YEAR_SECONDS = 365 * 24 * 3600

/**
 * Sends these headers with every answer, unless its route has set them:
 * - x-content-type-options: browsers must not guess another content type.
 * - referrer-policy: addresses may hold secret tokens, which other sites must not learn.
 * - content-security-policy: see above.
 * - strict-transport-security, where clients reach the platform by HTTPS: browsers then never try without.
 * - cache-control of JSON: shared caches must not store an answer that may belong to one athlete.
 */
export const sendSecurityHeaders = (app: FastifyInstance, publicUrl: string): void => {
  const always: Readonly<Record<string, string>> = {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'content-security-policy': NOTHING_LOADS,
    ...(publicUrl.startsWith('https:') ? { 'strict-transport-security': `max-age=${ONE_YEAR_SECONDS}` } : {}),
  }
  const names = Object.keys(always)
  app.addHook('onSend', async (_request, reply) => {
    for (const name of names) if (!reply.hasHeader(name)) void reply.header(name, always[name])
    const isJson = /\bjson\b/.test(String(reply.getHeader('content-type') ?? ''))
    if (isJson && !reply.hasHeader('cache-control')) void reply.header('cache-control', 'private, no-store')
  })
}
