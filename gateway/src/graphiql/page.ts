import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { GRAPHIQL_BOOT, GRAPHIQL_HTML, GRAPHIQL_STYLE } from './boot.ts'

const GRAPHIQL_FOLDER = '/graphql/graphiql'

/** Allows only scripts and workers of this server. GraphiQL's editor, Monaco, adds style elements; in some browsers 'self' has no websockets. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "worker-src 'self' blob:",
  "connect-src 'self' ws: wss:",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

interface Asset {
  readonly type: string
  readonly body: Buffer
}

const SCRIPT = 'text/javascript; charset=utf-8'

const resolve = createRequire(import.meta.url).resolve

/** Reads graphql-ws from its package: an ES module and the module that it imports. */
const websocketClient = (): Record<string, string> => {
  const entry = join(dirname(resolve('graphql-ws')), 'client.js')
  const text = readFileSync(entry, 'utf8')
  const shared = /from '\.\/(common-[\w-]+\.js)'/.exec(text)?.[1]
  if (shared === undefined) throw new Error('graphql-ws is not laid out as expected')
  return { 'client.js': text, [shared]: readFileSync(join(dirname(entry), shared), 'utf8') }
}

const loadAssets = async (): Promise<ReadonlyMap<string, Asset>> => {
  // The bundle is nine megabytes of strings. It is loaded when a browser first asks for it, and kept compressed.
  const bundle = await import('@graphql-yoga/render-graphiql/graphiql')
  const asset = (type: string, text: string): Asset => ({ type, body: gzipSync(text) })
  return new Map<string, Asset>([
    ['graphiql.js', asset(SCRIPT, bundle.js)],
    ['graphiql.css', asset('text/css; charset=utf-8', `${bundle.css}\n${GRAPHIQL_STYLE}`)],
    ['editor.worker.js', asset(SCRIPT, bundle.editorWorkerService)],
    ['json.worker.js', asset(SCRIPT, bundle.jsonWorker)],
    ['graphql.worker.js', asset(SCRIPT, bundle.graphqlWorker)],
    ['boot.js', asset(SCRIPT, GRAPHIQL_BOOT)],
    ...Object.entries(websocketClient()).map(([name, text]) => [name, asset(SCRIPT, text)] as const),
  ])
}

export interface GraphiqlPage {
  send(reply: FastifyReply): FastifyReply
  /** Serves the files that the page loads. */
  assets(app: FastifyInstance): Promise<void>
}

/** Serves GraphiQL. The page loads files from this server only. */
export const graphiqlPage = (): GraphiqlPage => {
  let loading: Promise<ReadonlyMap<string, Asset>> | null = null
  return {
    send: (reply) =>
      reply
        .headers({ 'content-security-policy': POLICY, 'referrer-policy': 'no-referrer', 'x-content-type-options': 'nosniff' })
        .type('text/html; charset=utf-8')
        .send(GRAPHIQL_HTML),
    async assets(app) {
      app.get<{ Params: { file: string } }>(`${GRAPHIQL_FOLDER}/:file`, async (request, reply) => {
        loading ??= loadAssets()
        const asset = (await loading).get(request.params.file)
        if (asset === undefined) return reply.code(404).send()
        return reply
          .headers({
            'content-encoding': 'gzip',
            'cache-control': 'public, max-age=3600',
            'content-security-policy': POLICY,
            'x-content-type-options': 'nosniff',
          })
          .type(asset.type)
          .send(asset.body)
      })
    },
  }
}
