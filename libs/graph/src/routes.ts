import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Caller } from './identity.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who calls a route that `mountRoutes` has mounted. */
    caller: Caller
  }
}

/** Mounts routes on Fastify, in a scope of their own. */
export type Routes = (app: FastifyInstance) => void

/** Who calls, or null where the request was answered with a refusal. */
export type CallerOf = (request: FastifyRequest, reply: FastifyReply) => Caller | null | Promise<Caller | null>

/** Mounts routes that know their caller. */
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
