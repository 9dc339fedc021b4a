import { MOST_SESSIONS_ASKED, type Routes, SESSIONS_PATH } from '@gruppetto/graph'
import { z } from 'zod'
import type { Services } from '../services.ts'

const askedSchema = z.object({ sessionIds: z.array(z.string()).max(MOST_SESSIONS_ASKED) })

/** Tells the gateway which sessions have ended. The gateway asks here when Redis does not answer. */
export const sessionRoute =
  ({ runtime, stores }: Services): Routes =>
  (app) => {
    app.post(SESSIONS_PATH, async ({ body }, reply) => {
      const asked = askedSchema.safeParse(body)
      if (!asked.success) return reply.code(400).send({})
      const { sessionIds } = asked.data
      const active = await stores.sessions.activeAmong(sessionIds, new Date(runtime.now()))
      return { ended: sessionIds.filter((id) => !active.has(id)) }
    })
  }
