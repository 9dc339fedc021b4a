import { isIdOf, type Routes } from '@gruppetto/graph'
import { encodingFor, knowsTag, openRecent } from '@gruppetto/runtime'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { DIRECTIONS, type Look, THEMES } from '../../domain/embed/board-page.ts'
import { EMBED_PATH } from '../../domain/embed/embed-url.ts'
import { type EmbeddedBoard, readPublicBoard } from '../../pipelines/read-public-board.ts'
import type { Services } from '../../services.ts'
import { type Representation, representJson, representPage } from './represent.ts'

/** The path of embedded boards, in Fastify's syntax: `<challengeId>` is the page, `<challengeId>.json` its data. */
export const EMBED_ROUTE = `${EMBED_PATH}:board`

/** A name that was taken back is gone from every process after so long, whatever messages were lost. */
const KEPT_MS = 500
const BOARDS_KEPT = 300

/** A CDN that obeys shows a board at most three seconds longer than we do, and asks us once a second however many ask it. */
const CACHE_CONTROL = 'public, max-age=1, stale-while-revalidate=2'

/** A board with its representations, which are made when somebody asks for them. */
interface Shown {
  readonly embedded: EmbeddedBoard | null
  /** What the board was made of. */
  readonly content: string
  readonly representations: Map<string, Promise<Representation>>
}

const loadShown = async (read: () => Promise<EmbeddedBoard | null>, before: Shown | null): Promise<Shown> => {
  const embedded = await read()
  const content = JSON.stringify(embedded)
  return before?.content === content ? before : { embedded, content, representations: new Map() }
}

const refuse = (reply: FastifyReply, status: number, text: string): FastifyReply =>
  reply
    .code(status)
    .headers({ 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', 'access-control-allow-origin': '*' })
    .send(text)

const oneOf = <Value extends string>(values: readonly [Value, ...Value[]], asked: unknown): Value =>
  values.find((value) => value === asked) ?? values[0]

const send = (request: FastifyRequest, reply: FastifyReply, shown: Representation): FastifyReply => {
  const isZipped = encodingFor(request.headers['accept-encoding']?.toString(), ['gzip']) !== null
  reply.headers({
    'cache-control': CACHE_CONTROL,
    etag: isZipped ? shown.gzippedEtag : shown.etag,
    vary: 'accept-encoding',
    'content-security-policy': shown.policy,
    // Everybody may read it, also a page in a sandbox: it is the same for all, and knows no cookies.
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    // Who takes part in a challenge is not for search engines.
    'x-robots-tag': 'noindex',
  })
  if (knowsTag(request.headers['if-none-match'], shown.etag, shown.gzippedEtag)) return reply.code(304).send()
  reply.type(shown.type)
  return isZipped ? reply.header('content-encoding', 'gzip').send(shown.gzipped) : reply.send(shown.plain)
}

const represent = (shown: Shown & { embedded: EmbeddedBoard }, name: string, look: Look | null, homeUrl: string) => {
  const known = shown.representations.get(name)
  if (known !== undefined) return known
  const made = look === null ? representJson(shown.embedded) : representPage(shown.embedded, look, homeUrl)
  shown.representations.set(name, made)
  return made
}

const isEmbedded = (shown: Shown): shown is Shown & { embedded: EmbeddedBoard } => shown.embedded !== null

/**
 * GET /embed/<challengeId>[.json] shows the board of a sponsored challenge to everybody. It is the same for all who ask: nothing in
 * it depends on who that is, so a cache between may keep it.
 */
export const embedBoardRoute = (services: Services): Routes => {
  const { runtime } = services
  const boards = openRecent<Shown>({ now: runtime.now, keptMs: KEPT_MS, most: BOARDS_KEPT })
  return (app) => {
    app.get<{ Params: { board: string }; Querystring: Readonly<Record<string, unknown>> }>(
      EMBED_ROUTE,
      async (request, reply) => {
        const [challengeId = '', extension, ...more] = request.params.board.split('.')
        const isJson = extension === 'json'
        if (!isIdOf('Challenge', challengeId) || more.length > 0 || (extension !== undefined && !isJson)) {
          return refuse(reply, 404, 'There is no such board.\n')
        }
        try {
          const read = () => readPublicBoard(services, challengeId)
          const shown = await boards.of(challengeId, (before) => loadShown(read, before))
          if (!isEmbedded(shown)) return refuse(reply, 404, 'There is no such board.\n')
          const { theme, dir } = request.query
          const look = isJson ? null : { theme: oneOf(THEMES, theme), direction: oneOf(DIRECTIONS, dir) }
          const name = look === null ? 'json' : `${look.theme} ${look.direction}`
          return send(request, reply, await represent(shown, name, look, runtime.config.publicUrl))
        } catch (error) {
          runtime.log.warn({ err: error, challengeId }, 'an embedded board could not be read')
          // No old board instead: somebody may have taken their name from it.
          return refuse(reply.header('retry-after', '5'), 503, 'Try again in a moment.\n')
        }
      },
    )
  }
}
