import { type Routes, SESSION_PATH } from '@gruppetto/graph'
import type { Services } from '../services.ts'

/** Tells the gateway whether a session has ended. The gateway asks here when Redis does not answer. */
export const sessionRoute =
  ({ runtime, stores }: Services): Routes =>
  (app) => {
    app.post(SESSION_PATH, async ({ body }, reply) => {
      const sessionId = typeof body === 'object' && body !== null && 'sessionId' in body ? body.sessionId : null
      if (typeof sessionId !== 'string') return reply.code(400).send({})
      return { isEnded: !(await stores.sessions.isActive(sessionId, new Date(runtime.now()))) }
    })
  }
