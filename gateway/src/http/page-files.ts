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

/** The address of a page may contain a secret token, so it must not reach the logs of other sites or a search engine. */
const HEADERS = {
  'content-security-policy': POLICY,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex',
}

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
}

interface PageFiles {
  /** The folder of the files. */
  readonly folder: URL
  /** The HTML file of each path, in Fastify's syntax. */
  readonly pages: Readonly<Record<string, string>>
  /** Where the other files are, which the pages name. */
  readonly filesAt: string
  readonly files: readonly string[]
}

/** Serves pages for people, and the files beside them. */
export const servePages = (app: FastifyInstance, { folder, pages, filesAt, files }: PageFiles): void => {
  const read = (name: string) => ({
    type: TYPES[name.split('.').at(-1) ?? ''] ?? '',
    body: readFileSync(new URL(name, folder), 'utf8'),
  })
  for (const [path, name] of Object.entries(pages)) {
    const { type, body } = read(name)
    app.get(path, async (_request, reply) =>
      reply
        .headers({ ...HEADERS, 'cache-control': 'no-store' })
        .type(type)
        .send(body),
    )
  }
  const known = new Map(files.map((name) => [name, read(name)]))
  app.get<{ Params: { file: string } }>(`${filesAt}/:file`, async (request, reply) => {
    const file = known.get(request.params.file)
    if (file === undefined) return reply.code(404).send()
    return reply
      .headers({ ...HEADERS, 'cache-control': 'public, max-age=3600' })
      .type(file.type)
      .send(file.body)
  })
}
