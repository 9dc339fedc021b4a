import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { activityFacts, nextActivity } from '../domain/badges/activity-contribution.ts'
import { loadContribution, saveContribution } from '../pipelines/badges/save-contribution.ts'
import type { Services } from '../services.ts'

/** Counts each activity as it is now, for badges and streaks. An edit or a deletion takes away what it has added before. */
export const countActivities = (services: Services): AnyWorker =>
  defineWorker({
    name: 'athletes-count-activities',
    on: ['activity.measured', 'activity.changed'],
    lane: ({ data }) => data.athleteId,
    load: ({ data: { activityId, athleteId, startedAtMs } }, tx) =>
      loadContribution(services, { _id: activityId, athleteId, activityId, atMs: startedAtMs }, tx),
    decide: ({ data }, loaded) => {
      if (loaded === null || loaded.before.revision >= data.revision) return null
      const { before, timeZone } = loaded
      return { ...loaded, after: { ...nextActivity(before, activityFacts(data), timeZone), revision: data.revision } }
    },
    save: async (change, tx) => {
      if (change !== null) await saveContribution(services, change, tx)
    },
  })
