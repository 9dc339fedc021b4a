import replyFrom from '@fastify/reply-from'
import { IDENTITY_HEADER, type Routes, signIdentity } from '@gruppetto/graph'
import { REQUEST_ID_HEADER, type Runtime } from '@gruppetto/runtime'

const CONNECTIONS = 64

export interface ForwardOptions {
  readonly runtime: Pick<Runtime, 'config' | 'now' | 'log'>
  /** The subgraph's origin. */
  readonly url: string
  readonly timeoutMs: number
}

/** Forwards the public paths of a subgraph in another process. Bodies are streamed in both directions, and the caller is signed. */
export const forwardedRoutes =
  (paths: readonly string[], { runtime, url, timeoutMs }: ForwardOptions): Routes =>
  (app) => {
    const { config, now, log } = runtime
    const undici = { connections: CONNECTIONS, headersTimeout: timeoutMs, bodyTimeout: timeoutMs }
    app.register(replyFrom, { base: url, undici, destroyAgent: true, disableRequestLogging: true })
    app.removeAllContentTypeParsers()
    app.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
    for (const path of paths) {
      app.all(path, (request, reply) =>
        reply.from(request.url, {
          rewriteRequestHeaders: (_request, { authorization, 'x-api-key': apiKey, expect, ...passed }) => ({
            ...passed,
            [REQUEST_ID_HEADER]: request.id,
            [IDENTITY_HEADER]: signIdentity(request.caller, config.identitySecret, now()),
          }),
          // The id of the request is the gateway's own.
          rewriteHeaders: ({ [REQUEST_ID_HEADER]: _id, ...headers }) => headers,
          // Every answer of a subgraph is passed on, also a 503.
          retryDelay: () => null,
          onError: (answer, { error }) => {
            log.error({ err: error, path, requestId: request.id }, 'a subgraph does not answer')
            void answer.code(503).header('retry-after', '1').send('')
          },
        }),
      )
    }
  }
