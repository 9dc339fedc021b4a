import { type Caller, IDENTITY_HEADER, signIdentity } from '@gruppetto/graph'
import type { HttpRoute } from '@gruppetto/runtime'
import type { Logger } from 'pino'
import { Pool } from 'undici'

/** What belongs to one connection and is never passed on; the identity header is this gateway's to write. */
const ownToAConnection = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'host',
  'expect',
  'authorization',
  'x-api-key',
  IDENTITY_HEADER,
])

const passedOn = (headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers)
      .filter(([name, value]) => value !== undefined && !ownToAConnection.has(name.toLowerCase()))
      .map(([name, value]) => [name.toLowerCase(), Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  )

const segments = (path: string): string => path.split('/').map(encodeURIComponent).join('/')

/** The path a request came by, from the route's pattern and what it matched. */
export const pathOf = (
  pattern: string,
  params: Readonly<Record<string, string>>,
  query: Readonly<Record<string, string>>,
): string => {
  const path = pattern
    .replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
    .replace('*', () => segments(params['*'] ?? ''))
  const search = new URLSearchParams(query).toString()
  return search === '' ? path : `${path}?${search}`
}

export interface ForwardTo {
  readonly method: HttpRoute['method']
  /** Fastify's path syntax, as the subgraph has it. */
  readonly path: string
  /** The subgraph's origin. */
  readonly url: string
}

export interface ForwardOptions {
  readonly identitySecret: string
  readonly now: () => number
  readonly timeoutMs: number
  readonly log: Logger
}

/** Public routes of subgraphs in other processes: bodies stream through in both directions, nothing is held. */
export const forwardedRoutes = (
  targets: readonly ForwardTo[],
  options: ForwardOptions,
): { readonly routes: readonly HttpRoute[]; close(): Promise<void> } => {
  const pools = new Map(
    [...new Set(targets.map(({ url }) => new URL(url).origin))].map((origin) => [
      origin,
      new Pool(origin, { connections: 64, headersTimeout: options.timeoutMs, bodyTimeout: options.timeoutMs }),
    ]),
  )
  const routes = targets.map(
    ({ method, path, url }): HttpRoute => ({
      method,
      path,
      isPublic: true,
      async handle(request) {
        const address = request.address ?? null
        const caller: Caller =
          request.athleteId === null
            ? { kind: 'anonymous', address }
            : { kind: 'athlete', athleteId: request.athleteId, sessionId: '', roles: [], address }
        const posted = JSON.stringify(request.body ?? null)
        try {
          const answer = await pools.get(new URL(url).origin)?.request({
            method: request.method === 'HEAD' ? 'HEAD' : method,
            path: pathOf(path, request.params, request.query),
            headers: {
              ...passedOn(request.headers),
              ...(method === 'POST'
                ? { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(posted)) }
                : {}),
              [IDENTITY_HEADER]: signIdentity(caller, options.identitySecret, options.now()),
            },
            body: method === 'PUT' ? request.stream : method === 'POST' ? posted : null,
          })
          if (answer === undefined) throw new Error(`no connection to ${url}`)
          return { status: answer.statusCode, headers: passedOn(answer.headers), body: answer.body }
        } catch (error) {
          options.log.error({ err: error, path }, 'a subgraph does not answer')
          return { status: 503, headers: { 'retry-after': '1' }, body: '' }
        }
      },
    }),
  )
  return {
    routes,
    close: async () => {
      await Promise.all([...pools.values()].map((pool) => pool.close()))
    },
  }
}
