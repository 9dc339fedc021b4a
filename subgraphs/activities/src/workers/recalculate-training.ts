import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { detailsId } from '../domain/activity.ts'
import { advanceRecalculation, changedMetrics, isNext, PAGE } from '../domain/recalculation.ts'
import type { Services } from '../services.ts'

/**
 * Derives the metrics of one page of an athlete's activities again. The event of each page starts the next one. So a crash costs one page,
 * several processes share the athletes, and no transaction is long. An activity that is changed at the same time causes a conflict, and the
 * page runs again.
 */
export const recalculateTraining = ({ stores }: Services): AnyWorker =>
  defineWorker({
    name: 'activities-recalculate-training',
    on: ['recalculation.advanced'],
    load: async ({ data: { athleteId, run, step } }, tx) => {
      const row = await stores.recalculations.get(athleteId, tx)
      if (!isNext(row, run, step)) return null
      const total = row.total ?? (await stores.activities.countAfter(athleteId, row.place, tx))
      const page = await stores.activities.after(athleteId, row.place, PAGE, tx)
      const statistics = await stores.details.statistics(page.map(detailsId), tx)
      return { row, total, page, statistics, profiles: (await stores.trainingProfiles.get(athleteId, tx))?.profiles ?? [] }
    },
    decide: (_event, loaded, _prepared, { nowMs }) => {
      if (loaded === null) return null
      const { row, total, page, statistics, profiles } = loaded
      const last = page.at(-1)
      const place = last === undefined ? null : { startedAt: last.startedAt, id: last._id }
      return {
        next: advanceRecalculation(row, page.length, place, total, nowMs),
        metrics: changedMetrics(page, statistics, profiles),
        nowMs,
      }
    },
    save: async (decision, tx) => {
      if (decision === null) return
      const { next, metrics, nowMs } = decision
      await stores.activities.setMetrics(metrics, tx)
      await stores.recalculations.put(next, tx)
      const { _id: athleteId, run, step, sinceDay } = next
      if (next.status === 'DONE') tx.emit('training.recalculated', { athleteId, sinceDay, at: nowMs })
      else tx.emit('recalculation.advanced', { athleteId, run, step })
    },
    onDeadLetter: async ({ data: { athleteId, run, step } }, _reason, tx) => {
      const row = await stores.recalculations.get(athleteId, tx)
      if (isNext(row, run, step)) await stores.recalculations.put({ ...row, status: 'FAILED' }, tx)
    },
  })
