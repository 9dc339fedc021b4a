import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { measureRace } from '../pipelines/measure-race.ts'
import type { Services } from '../services.ts'

/** Says what a recording that was made for a virtual event came to while the event was on, and says it again when the activity changes. */
export const measureRaces = (services: Services): AnyWorker =>
  defineWorker({
    name: 'activities-measure-races',
    on: ['live-session.changed', 'activity.changed'],
    prepare: async ({ data }) => {
      const { activityId, athleteId } = data
      // Most sessions are for no event, and most activities were no session.
      if (!activityId || ('eventId' in data && !data.eventId)) return null
      return measureRace(services, { activityId, athleteId })
    },
    concerns: (_event, race) => race !== null,
    decide: (_event, _nothing, race) => race,
    save: async (race, tx, _event, { now }) => {
      if (race !== null) tx.emit('activity.raced', { ...race, at: now() })
    },
  })
