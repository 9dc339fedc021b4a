import type { PeriodicJob } from '@gruppetto/graph'
import { SYSTEM } from '@gruppetto/runtime'
import {
  applySilence,
  claimRemeasure,
  closeSession,
  forgetSession,
  isRemeasureDue,
  type LiveSessionRow,
} from '../domain/live-session.ts'
import { saveLiveSession } from '../pipelines/change-live-session.ts'
import { measureWayAgain } from '../pipelines/measure-way-again.ts'
import type { Services } from '../services.ts'

const AT_ONCE = 100
/** Of those, in one turn. */
const ROUNDS = 10

const nextOf = (row: LiveSessionRow, nowMs: number): LiveSessionRow | null => {
  if (row.status !== 'ENDED') return applySilence(row, nowMs)
  return row.stage === 'SETTLED' ? forgetSession(row) : closeSession(row, nowMs)
}

/** Before it takes no more positions, a session's way is measured to its end, however short ago it was. */
const isLeftToMeasure = (row: LiveSessionRow, nowMs: number): boolean =>
  isRemeasureDue(row, row.status === 'ENDED' ? Number.POSITIVE_INFINITY : nowMs)

/**
 * Looks at live sessions whose time has come: silent ones are lost, and after half a day ended; ways that something came late to are measured again; ended ones take no more
 * positions after a while and become activities; the positions of those long ended go, since
 * not every server lets them expire. Several processes may do it at once: each step is its own condition.
 */
export const tendLiveSessions = (services: Services): PeriodicJob => {
  const { runtime, stores } = services

  /** What came late to a long way comes into it now, where no call has done so. */
  const measureAgain = async (id: string, nowMs: number): Promise<void> => {
    const row = await services.database.transact(async (tx) => {
      const current = await stores.liveSessions.get(id, tx)
      if (current === null || !isLeftToMeasure(current, nowMs)) return null
      const next = claimRemeasure(current, nowMs)
      await stores.liveSessions.replace(next, tx)
      return next
    }, SYSTEM)
    if (row !== null) await measureWayAgain(services, row, SYSTEM)
  }

  const look = async (due: LiveSessionRow): Promise<void> => {
    const { _id, stage } = due
    const nowMs = runtime.now()
    // Silence means what it means, whatever has become of that.
    if (isLeftToMeasure(due, nowMs))
      await measureAgain(_id, nowMs).catch((error) => runtime.log.error({ err: error }, 'a live way could not be measured again'))
    if (stage === 'SETTLED') await stores.livePositions.remove(_id)
    await services.database.transact(async (tx) => {
      const row = await stores.liveSessions.get(_id, tx)
      if (row === null || row.lookAt === null || row.lookAt.getTime() > nowMs) return
      const next = nextOf(row, nowMs)
      if (next === null) return
      await saveLiveSession(services, row, next, tx)
      // Also where it was closed a day ago and no try has made an activity of it: then it is tried again.
      if (next.stage === 'CLOSED') tx.emit('live-session.closed', { liveSessionId: row._id, athleteId: row.athleteId })
    }, SYSTEM)
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
