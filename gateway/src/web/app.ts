import { type Config, encodingFor, knowsTag } from '@gruppetto/runtime'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { AppFile, AppFiles } from './app-files.ts'
import { appPolicy } from './policy.ts'

/** What the web app asks its server before anybody has signed in. */
export interface AppSettings {
  /** The archive of an operator's map tiles; null where the maps show the world that the app has with it. */
  readonly mapTiles: string | null
  /** The account with which anybody may look around; null but in the demo, whose passwords are published. */
  readonly demo: { readonly email: string; readonly password: string } | null
  /** Whether the demo is being made, so that there is such an account soon. */
  readonly demoIsComing: boolean
}

export interface WebApp {
  readonly files: AppFiles
  /** As in AppSettings. The page may ask it for tiles. */
  readonly mapTiles: string | null
  /** Asked for each time, since the demo world may come after the start. */
  readonly settings: () => Omit<AppSettings, 'mapTiles'>
}

const ENCODINGS = ['br', 'gzip'] as const
const ONE_YEAR_SECONDS = 365 * 24 * 3600
const LASTING = `public, max-age=${ONE_YEAR_SECONDS}, immutable`
const ASKED_AGAIN = 'no-cache'

const RANGE = /^bytes=(\d+)-(\d*)$/

/**
 * Returns which bytes of a file are asked for, the last one not included: nothing of it where the range begins after its end. Null where all are: no
 * range is asked for, several are, or what the client has is of another file.
 */
const partOf = (range: string | undefined, ifRange: string | string[] | undefined, { body, etag }: AppFile) => {
  const [, first, last] = RANGE.exec(range ?? '') ?? []
  if (first === undefined || (ifRange !== undefined && ifRange !== etag)) return null
  const [from, to] = [Number(first), last === undefined || last === '' ? body.length : Number(last) + 1]
  return { from, to: Math.min(to, body.length) }
}

/** Sends a file in the form that the client prefers, a part of it where one is asked for, or 304 when the client has it. */
const sendFile = (request: FastifyRequest, reply: FastifyReply, file: AppFile, cacheControl: string): FastifyReply => {
  const offered = ENCODINGS.filter((encoding) => file[encoding] !== null)
  const encoding = offered.length === 0 ? null : encodingFor(request.headers['accept-encoding']?.toString(), offered)
  const tag = (of: string | null) => (of === null ? file.etag : file.etag.replace(/"$/, `-${of}"`))
  void reply.headers({ 'cache-control': cacheControl, etag: tag(encoding), vary: 'accept-encoding' })
  const part = encoding === null ? partOf(request.headers.range, request.headers['if-range'], file) : null
  if (part !== null) {
    if (part.to <= part.from) return reply.code(416).header('content-range', `bytes */${file.body.length}`).send()
    void reply.header('content-range', `bytes ${part.from}-${part.to - 1}/${file.body.length}`)
    return reply.code(206).type(file.type).send(file.body.subarray(part.from, part.to))
  }
  if (knowsTag(request.headers['if-none-match'], ...[null, ...ENCODINGS].map(tag))) return reply.code(304).send()
  if (encoding !== null) void reply.header('content-encoding', encoding)
  return reply.type(file.type).send(encoding === null ? file.body : file[encoding])
}

/**
 * Serves the web app: one page for all addresses of its screens, and for wrong ones, the files that the page names, which never change, and at /app.json what the
 * page has to know of this platform.
 */
export const webApp = (app: FastifyInstance, { files: built, mapTiles, settings }: WebApp, config: Config): void => {
  const policy = appPolicy({ publicUrl: config.publicUrl, s3: config.s3, mapTilesUrl: mapTiles ?? undefined })
  const page = {
    'content-security-policy': policy,
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), payment=(), usb=()',
  }
  for (const path of built.paths) {
    app.get(path, async (request, reply) => sendFile(request, reply.headers(page), built.index, ASKED_AGAIN))
  }
  // Somebody who follows a wrong link is told so in the app's own words. Programs are told as everywhere.
  app.addHook('onRequest', (request, reply, next) => {
    if (!request.is404 || request.method !== 'GET' || !request.headers.accept?.includes('text/html')) return next()
    sendFile(request, reply.code(404).headers(page), built.index, ASKED_AGAIN)
  })
  app.get<{ Params: { file: string } }>('/assets/:file', async (request, reply) => {
    const file = built.files.get(`assets/${request.params.file}`)
    if (file === undefined) return reply.code(404).send({ error: 'not found' })
    // A worker has the policy of its own file.
    return sendFile(request, reply.header('content-security-policy', policy), file, LASTING)
  })
  for (const [name, file] of built.files) {
    if (name.includes('/')) continue
    app.get(`/${name}`, async (request, reply) =>
      sendFile(request, reply.header('content-security-policy', policy), file, ASKED_AGAIN),
    )
  }
  app.get('/app.json', async (_request, reply) => reply.header('cache-control', 'no-store').send({ ...settings(), mapTiles }))
}
