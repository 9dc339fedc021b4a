import { readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'

/** Allows only files of this server. Websockets are listed because in some browsers 'self' does not include them. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self' ws: wss:",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** The address of the page contains the secret token, so it must not reach the logs of other sites or a search engine. */
const HEADERS = {
  'content-security-policy': POLICY,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex',
}

const fileOf = (name: string): string => readFileSync(new URL(`./${name}`, import.meta.url), 'utf8')

const FILES: Readonly<Record<string, string>> = {
  'follow.css': 'text/css; charset=utf-8',
  'follow.mjs': 'text/javascript; charset=utf-8',
  'draw.mjs': 'text/javascript; charset=utf-8',
}

/** Where a share link of a live session leads: one page for all of them, which reads the token from its own address and follows it. */
export const followPage = async (app: FastifyInstance): Promise<void> => {
  const html = fileOf('follow.html')
  const files = new Map(Object.entries(FILES).map(([name, type]) => [name, { type, body: fileOf(name) }]))
  app.get('/live/:token', async (_request, reply) =>
    reply
      .headers({ ...HEADERS, 'cache-control': 'no-store' })
      .type('text/html; charset=utf-8')
      .send(html),
  )
  app.get<{ Params: { file: string } }>('/live/page/:file', async (request, reply) => {
    const file = files.get(request.params.file)
    if (file === undefined) return reply.code(404).send()
    return reply
      .headers({ ...HEADERS, 'cache-control': 'public, max-age=3600' })
      .type(file.type)
      .send(file.body)
  })
}
