import { type PeriodicJob, workOnEach } from '@gruppetto/graph'
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
import { remeasureLiveTrack } from '../pipelines/remeasure-live-track.ts'
import type { Services } from '../services.ts'

const BATCH_SIZE = 100
/** The highest number of batches in one run. */
const MAX_BATCHES = 10

const nextOf = (row: LiveSessionRow, nowMs: number): LiveSessionRow | null => {
  if (row.status !== 'ENDED') return applySilence(row, nowMs)
  return row.stage === 'SETTLED' ? forgetSession(row) : closeSession(row, nowMs)
}

/** A session that has ended is measured to its end before it closes, however recently it was measured. */
const mustBeRemeasured = (row: LiveSessionRow, nowMs: number): boolean =>
  isRemeasureDue(row, row.status === 'ENDED' ? Number.POSITIVE_INFINITY : nowMs)

/**
 * Handles live sessions that are due: silent ones are marked as lost, and end after half a day; tracks with late positions are measured
 * again; ended ones close after a while and become activities; the positions of those that ended long ago are deleted, since not every
 * server expires them. Several processes may run it at once, since each step checks its own condition.
 */
export const tendLiveSessions = (services: Services): PeriodicJob => {
  const { runtime, stores } = services

  /** Measures a long track with late positions again, when no call has done so. */
  const remeasureTrack = async (id: string, nowMs: number): Promise<void> => {
    const row = await services.database.transact(async (tx) => {
      const current = await stores.liveSessions.get(id, tx)
      if (current === null || !mustBeRemeasured(current, nowMs)) return null
      const next = claimRemeasure(current, nowMs)
      await stores.liveSessions.replace(next, tx)
      return next
    }, SYSTEM)
    if (row !== null) await remeasureLiveTrack(services, row, SYSTEM)
  }

  const tend = async (due: LiveSessionRow): Promise<void> => {
    const { _id, stage } = due
    const nowMs = runtime.now()
    // The status changes even when measuring fails.
    if (mustBeRemeasured(due, nowMs))
      await remeasureTrack(_id, nowMs).catch((error) =>
        runtime.log.error({ err: error }, 'a live track could not be measured again'),
      )
    if (stage === 'SETTLED') await stores.livePositions.remove(_id)
    await services.database.transact(async (tx) => {
      const row = await stores.liveSessions.get(_id, tx)
      if (row === null || row.lookAt === null || row.lookAt.getTime() > nowMs) return
      const next = nextOf(row, nowMs)
      if (next === null) return
      await saveLiveSession(services, row, next, tx)
      // The event is also emitted when the session closed a day ago and no attempt has made an activity of it.
      if (next.stage === 'CLOSED') tx.emit('live-session.closed', { liveSessionId: row._id, athleteId: row.athleteId })
    }, SYSTEM)
  }

  return {
    name: 'activities-tend-live-sessions',
    everyMs: 15_000,
    async run() {
      for (let batch = 0; batch < MAX_BATCHES; batch++) {
        const due = await stores.liveSessions.due(new Date(runtime.now()), BATCH_SIZE)
        await workOnEach(runtime, due, { work: tend, failure: 'a live session could not be tended' })
        if (due.length < BATCH_SIZE) return
      }
    },
  }
}
