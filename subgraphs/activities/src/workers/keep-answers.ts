import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { activityState, withAnswer } from '../domain/activity.ts'
import type { Services } from '../services.ts'

/** Keeps what the staff has answered to an athlete's objection, so that the efforts of the activity have their ranks again, or have none. */
export const keepAnswers = ({ stores, runtime }: Services): AnyWorker =>
  defineWorker({
    name: 'activities-keep-answers',
    on: ['activity.judged'],
    lane: ({ data }) => data.athleteId,
    // What an organiser decides is about a club or a challenge, and not about boards that are everybody's.
    concerns: ({ data: { clubId, challengeId } }) => clubId === null && challengeId === null,
    save: async (_loaded, tx, { data: { activityId, counts } }) => {
      const row = await stores.activities.get(activityId, tx)
      const next = row === null ? null : withAnswer(row, counts)
      if (next === null) return
      await stores.activities.update(next, tx)
      tx.emit('activity.changed', activityState(next, runtime.now()))
    },
  })
