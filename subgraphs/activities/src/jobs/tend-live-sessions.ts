import type { PeriodicJob } from '@gruppetto/graph'
import { afterSilence, closed, forgotten, type LiveSessionRow } from '../domain/live-session.ts'
import { saveLiveSession } from '../pipelines/change-live-session.ts'
import type { Services } from '../services.ts'

const AT_ONCE = 100
/** Of those, in one turn. */
const ROUNDS = 10

const nextOf = (row: LiveSessionRow, nowMs: number): LiveSessionRow | null => {
  if (row.status !== 'ENDED') return afterSilence(row, nowMs)
  return row.stage === 'SETTLED' ? forgotten(row) : closed(row, nowMs)
}

/**
 * Looks at live sessions whose time has come: silent ones are lost, and after half a day ended; ended ones take no more
 * positions after a while and become activities; the positions of those long ended go, since
 * not every server lets them expire. Several processes may do it at once: each step is its own condition.
 */
export const tendLiveSessions = (services: Services): PeriodicJob => {
  const { runtime, stores } = services

  const look = async ({ _id, stage }: LiveSessionRow): Promise<void> => {
    const nowMs = runtime.now()
    if (stage === 'SETTLED') await stores.livePositions.remove(_id)
    await services.database.transact(
      async (tx) => {
        const row = await stores.liveSessions.get(_id, tx)
        if (row === null || row.lookAt === null || row.lookAt.getTime() > nowMs) return
        const next = nextOf(row, nowMs)
        if (next === null) return
        await saveLiveSession(services, row, next, tx)
        // Also where it was closed a day ago and no try has made an activity of it: then it is tried again.
        if (next.stage === 'CLOSED') tx.emit('live-session.closed', { liveSessionId: row._id, athleteId: row.athleteId })
      },
      { actor: null, traceparent: null },
    )
  }

  return {
    name: 'activities-tend-live-sessions',
    everyMs: 15_000,
    async run() {
      for (let round = 0; round < ROUNDS; round++) {
        const due = await stores.liveSessions.due(new Date(runtime.now()), AT_ONCE)
        const results = await Promise.allSettled(due.map(look))
        for (const result of results)
          if (result.status === 'rejected') runtime.log.error({ err: result.reason }, 'a live session could not be tended')
        if (due.length < AT_ONCE) return
      }
    },
  }
}
