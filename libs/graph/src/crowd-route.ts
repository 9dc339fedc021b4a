import { z } from 'zod'
import { CROWD_PATH } from './gateway-routes.ts'
import type { Routes } from './routes.ts'

const asked = z.object({ topic: z.string(), key: z.string(), athleteIds: z.array(z.string()).max(10_000) })

/** What is watched, and the signed-in athletes who watch it. */
export type Watched = Readonly<z.infer<typeof asked>>

/**
 * Answers the gateway's question which of the athletes who watch a subject are in its crowd; see CROWD_PATH. `crowdOf` may leave anybody
 * out, who is then answered alone; it must leave out whoever might see more or less than somebody who is signed out.
 */
export const crowdRoute =
  (crowdOf: (watched: Watched) => Promise<readonly string[]>): Routes =>
  (app) => {
    app.post(CROWD_PATH, async ({ body }, reply) => {
      const read = asked.safeParse(body)
      if (!read.success) return reply.code(400).send({})
      return { athleteIds: await crowdOf(read.data) }
    })
  }
