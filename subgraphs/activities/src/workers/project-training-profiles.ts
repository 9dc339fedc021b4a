import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { beginRecalculation } from '../domain/recalculation.ts'
import { firstDifferentDay } from '../domain/training-profile.ts'
import type { Services } from '../services.ts'

/**
 * Stores the training profiles that activities are measured with, and starts to derive metrics again from the first day that differs. The
 * athlete's lock separates this from workers that measure: an activity is either measured with the new profile, or exists already when the
 * metrics are derived again.
 */
export const projectTrainingProfiles = ({ stores }: Services): AnyWorker =>
  defineWorker({
    name: 'activities-project-training-profiles',
    on: ['athlete.training-profile-changed'],
    load: async ({ data: { athleteId } }, tx) => {
      await stores.athleteLocks.take(athleteId, tx)
      return {
        known: await stores.trainingProfiles.get(athleteId, tx),
        recalculation: await stores.recalculations.get(athleteId, tx),
      }
    },
    decide: ({ data: { athleteId, revision, profiles } }, { known, recalculation }, _prepared, { nowMs }) => {
      if (known !== null && known.revision >= revision) return null
      const day = firstDifferentDay(known?.profiles ?? [], profiles)
      return {
        row: { _id: athleteId, revision, profiles },
        recalculation: day === null ? null : beginRecalculation(recalculation, athleteId, day, nowMs),
      }
    },
    save: async (decision, tx) => {
      if (decision === null) return
      const { row, recalculation } = decision
      await stores.trainingProfiles.put(row, tx)
      if (recalculation === null) return
      await stores.recalculations.put(recalculation, tx)
      const { _id: athleteId, run, step } = recalculation
      tx.emit('recalculation.advanced', { athleteId, run, step })
    },
  })
