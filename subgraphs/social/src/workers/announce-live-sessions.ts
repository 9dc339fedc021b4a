import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { announceLive } from '../pipelines/announce-live.ts'
import type { Services } from '../services.ts'

/** A session that began longer ago is no news, for example one that a new consumer finds in the stream. */
const OLD_MS = 3_600_000

/** Announces a live session that has just started to the followers who wish to know. */
export const announceLiveSessions = (services: Services): AnyWorker =>
  defineWorker({
    name: 'social-announce-live-sessions',
    on: ['live-session.changed'],
    prepare: async ({ data, actor, traceparent }, context) => {
      const hasStarted = data.revision === 1 && data.status === 'LIVE' && data.visibility !== 'ONLY_ME'
      if (!hasStarted || context.now() - data.startedAtMs > OLD_MS) return
      await announceLive(services, data, { actor, traceparent }, context)
    },
  })
