import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { activityFacts, nextActivity, withAreas } from '../domain/badges/activity-contribution.ts'
import { signalOf } from '../domain/persona-signals.ts'
import { loadContribution, saveContribution } from '../pipelines/badges/save-contribution.ts'
import { countSignal } from '../pipelines/count-signal.ts'
import type { Services } from '../services.ts'

/**
 * Counts each activity as it is now, for badges and streaks. An edit or a deletion takes away what it has added before. A new one is a signal
 * of its athlete's persona too, and is counted as that here, in the same transaction.
 */
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
      const known = (data.explored && withAreas(before, data.explored)) ?? before
      return { ...loaded, after: { ...nextActivity(known, activityFacts(data), timeZone), revision: data.revision } }
    },
    save: async (change, tx, event) => {
      const signal = event.name === 'activity.measured' ? signalOf({ ...event, name: event.name }) : null
      if (signal !== null) await countSignal(services, signal, event.at, tx)
      if (change !== null) await saveContribution(services, change, tx)
    },
  })
