import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { HttpRoute } from './types.ts'

const JSON_BODY_BYTES = 64 * 1024

/** Who calls a route, as the process that serves it knows. */
export interface RouteCaller {
  readonly athleteId: string | null
  readonly address: string | null
}

/** Decides before a route runs: null when the request has been answered (refused). */
export type AdmitToRoute = (route: HttpRoute, request: FastifyRequest, reply: FastifyReply) => Promise<RouteCaller | null>

/** Public routes for anybody, and no others. */
const publicOnly: AdmitToRoute = async (route, request, reply) => {
  if (route.isPublic) return { athleteId: null, address: request.ip }
  void reply.code(404).send({ error: 'not found' })
  return null
}

const flat = (headers: FastifyRequest['headers']): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]))

const strings = (value: unknown): Record<string, string> =>
  typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value).map(([name, part]) => [name, Array.isArray(part) ? String(part[0]) : String(part)]),
      )
    : {}

const mountOne = (app: FastifyInstance, route: HttpRoute, admit: AdmitToRoute): void => {
  app.route({
    method: route.method === 'GET' ? ['GET', 'HEAD'] : route.method,
    url: route.path,
    handler: async (request, reply) => {
      const admitted = await admit(route, request, reply)
      if (admitted === null) return reply
      const { body } = request
      const answer = await route.handle({
        params: strings(request.params),
        query: strings(request.query),
        headers: flat(request.headers),
        body: body instanceof Readable ? null : body,
        stream: body instanceof Readable ? body : request.raw,
        method: request.method,
        ...admitted,
      })
      void reply.code(answer.status).headers(answer.headers ?? {})
      const sent = answer.body ?? ''
      return reply.send(sent instanceof Uint8Array ? Buffer.from(sent) : sent)
    },
  })
}

/** Mounts routes on fastify: PUT bodies as streams, whatever their type; POST bodies as JSON; HEAD beside GET. */
export const mountRoutes = async (
  app: FastifyInstance,
  routes: readonly HttpRoute[],
  admit: AdmitToRoute = publicOnly,
): Promise<void> => {
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
    for (const route of routes) if (route.method === 'PUT') mountOne(scope, route, admit)
  })
  await app.register(async (scope) => {
    scope.addHook('onRoute', (route) => {
      route.bodyLimit = JSON_BODY_BYTES
    })
    for (const route of routes) if (route.method !== 'PUT') mountOne(scope, route, admit)
  })
}
