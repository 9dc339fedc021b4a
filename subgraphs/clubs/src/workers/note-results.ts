import { type AnyWorker, defineWorker, RetryEvent } from '@gruppetto/runtime'
import { overlaps } from '../domain/attendance.ts'
import { noteRecording } from '../pipelines/note-recording.ts'
import type { Services } from '../services.ts'

const DAY_MS = 24 * 3_600_000

/** Keeps the results of a virtual event: the live sessions that were started for it, as the activities that they have become. */
export const noteResults = (services: Services): AnyWorker =>
  defineWorker({
    name: 'clubs-note-results',
    on: ['live-session.changed'],
    save: async (_loaded, tx, { data: { activityId, eventId, at } }, { now }) => {
      if (!activityId || !eventId) return
      const { activityFacts, occurrences } = services.stores
      const fact = await activityFacts.get(activityId, tx)
      // The activity of an old session may be forgotten, and that of a new one may be still to come.
      if (fact === null && at < now() - DAY_MS) return
      if (fact === null) throw new RetryEvent(`the activity ${activityId} is not known yet`)
      const dates = await occurrences.during({ eventId }, fact.startedAt, fact.endedAt, tx)
      const occurrence = dates.find((date) => overlaps(date, fact))
      if (occurrence === undefined || fact.deleted) return
      await noteRecording(services, { occurrence, fact, isResult: true }, tx)
    },
  })
