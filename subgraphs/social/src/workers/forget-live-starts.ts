import { keepNewer } from '@gruppetto/relations'
import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { subjectLock } from '../domain/locks.ts'
import type { Services } from '../services.ts'
import { liveSessionOf } from './project-live-sessions.ts'

const ROWS_AT_ONCE = 500

/**
 * When a live session is over, takes back the unread news that it has started. A notice that is written at the same moment is removed here, or its
 * worker sees the end. Works in batches. Safe to repeat.
 */
export const forgetLiveStarts = ({ stores, runtime }: Services): AnyWorker =>
  defineWorker({
    name: 'social-forget-live-starts',
    on: ['live-session.changed'],
    prepare: async ({ data, actor, traceparent }, { database, working }) => {
      if (data.status !== 'ENDED') return
      const origin = { actor, traceparent }
      await database.transact(async (tx) => {
        await stores.locks.lock([subjectLock(data.liveSessionId)], tx)
        await keepNewer(stores.liveSessions, liveSessionOf(data), tx)
      }, origin)
      for (;;) {
        const athleteIds = await database.transact(
          (tx) => stores.notifications.removeSomeLiveStarts(data.liveSessionId, ROWS_AT_ONCE, tx),
          origin,
        )
        for (const athleteId of athleteIds) runtime.live.publish('unread', athleteId)
        if (athleteIds.length < ROWS_AT_ONCE) return
        working()
      }
    },
  })
