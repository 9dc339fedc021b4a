import { ANONYMOUS, type Caller, mountRoutes, type Routes } from '@gruppetto/graph'
import Fastify, { type InjectOptions, type LightMyRequestResponse } from 'fastify'

/** Calls one of the routes, on a server that does not listen. */
export const callRoute = async (
  routes: readonly Routes[],
  request: InjectOptions | string,
  caller: Caller = ANONYMOUS,
): Promise<LightMyRequestResponse> => {
  const app = Fastify()
  for (const each of routes) mountRoutes(app, each, () => caller)
  try {
    return await app.inject(request)
  } finally {
    await app.close()
  }
}
