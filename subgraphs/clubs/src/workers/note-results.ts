import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { overlaps } from '../domain/attendance.ts'
import { loadRecording, noteRecording } from '../pipelines/note-recording.ts'
import type { Services } from '../services.ts'

/** Keeps the results of a virtual event: the live sessions that were started for it, as the activities that they have become. */
export const noteResults = (services: Services): AnyWorker =>
  defineWorker({
    name: 'clubs-note-results',
    on: ['live-session.changed'],
    load: async ({ data: { activityId, eventId, at } }, tx) => {
      if (!activityId || !eventId) return null
      const fact = await loadRecording(services, { activityId, at }, tx)
      if (fact === null) return null
      const dates = await services.stores.occurrences.during({ eventId }, fact.startedAt, fact.endedAt, tx)
      const occurrence = dates.find((date) => overlaps(date, fact))
      return occurrence === undefined ? null : { occurrence, fact, isResult: true }
    },
    save: async (result, tx) => {
      if (result !== null) await noteRecording(services, result, tx)
    },
  })
