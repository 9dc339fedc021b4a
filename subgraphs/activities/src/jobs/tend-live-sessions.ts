import type { PeriodicJob } from '@gruppetto/graph'
import { afterSilence, forgotten, type LiveSessionRow } from '../domain/live-session.ts'
import { saveLiveSession } from '../pipelines/change-live-session.ts'
import type { Services } from '../services.ts'

const AT_ONCE = 100

/**
 * Looks at live sessions whose time has come: silent ones are lost, and after half a day ended; the positions of those long ended go, since
 * not every server lets them expire. Several processes may do it at once: each step is its own condition.
 */
export const tendLiveSessions = (services: Services): PeriodicJob => {
  const { runtime, stores } = services

  const look = async ({ _id, status }: LiveSessionRow): Promise<void> => {
    const nowMs = runtime.now()
    if (status === 'ENDED') await stores.livePositions.remove(_id)
    await services.database.transact(
      async (tx) => {
        const row = await stores.liveSessions.get(_id, tx)
        if (row === null || row.lookAt === null || row.lookAt.getTime() > nowMs) return
        const next = row.status === 'ENDED' ? forgotten(row) : afterSilence(row, nowMs)
        if (next !== null) await saveLiveSession(services, row, next, tx)
      },
      { actor: null, traceparent: null },
    )
  }

  return {
    name: 'activities-tend-live-sessions',
    everyMs: 15_000,
    async run() {
      const due: readonly LiveSessionRow[] = await stores.liveSessions.due(new Date(runtime.now()), AT_ONCE)
      const results = await Promise.allSettled(due.map(look))
      for (const result of results)
        if (result.status === 'rejected') runtime.log.error({ err: result.reason }, 'a live session could not be tended')
    },
  }
}
