import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Caller } from './identity.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The caller of a route that `mountRoutes` has mounted. */
    caller: Caller
  }
}

/** Mounts routes on Fastify, in their own scope. */
export type Routes = (app: FastifyInstance) => void

/** Returns the caller, or null when it has already sent a refusal as the response. */
export type CallerOf = (request: FastifyRequest, reply: FastifyReply) => Caller | null | Promise<Caller | null>

/** Mounts routes and sets the caller on each request. */
export const mountRoutes = (app: FastifyInstance, routes: Routes, callerOf: CallerOf): void => {
  app.register(async (scope) => {
    scope.decorateRequest('caller')
    scope.addHook('onRequest', async (request, reply) => {
      const caller = await callerOf(request, reply)
      if (caller === null) return reply
      request.caller = caller
    })
    routes(scope)
  })
}

/** From now on the routes of this scope get the bodies of a content type (`*`: of any) as the text that came, and no others. */
export const takeTexts = (scope: FastifyInstance, contentType: string, bodyLimit: number): void => {
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser(contentType, { parseAs: 'string', bodyLimit }, (_request, body, done) => done(null, body))
}
