import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { overlaps } from '../domain/attendance.ts'
import { occurrenceId } from '../domain/occurrence.ts'
import { loadRecording, noteRecording, takeFromResults } from '../pipelines/note-recording.ts'
import type { Services } from '../services.ts'

/** Keeps the results of a virtual event: what the activities that were made for it came to while it was on. */
export const noteResults = (services: Services): AnyWorker =>
  defineWorker({
    name: 'clubs-note-results',
    // Earlier releases took results from live-session.changed, and what a consumer gets once it goes on to get.
    on: ['activity.raced', 'live-session.changed'],
    concerns: ({ name }) => name === 'activity.raced',
    lane: ({ data }) => data.athleteId,
    load: async ({ data }, tx) => {
      if (!('originalStartsAtMs' in data)) return null
      const { eventId, originalStartsAtMs } = data
      const fact = await loadRecording(services, data, tx)
      if (fact === null) return null
      const { occurrences } = services.stores
      const dates =
        originalStartsAtMs === null
          ? await occurrences.during({ eventId }, fact.startedAt, fact.endedAt, tx)
          : [await occurrences.get(occurrenceId(eventId, new Date(originalStartsAtMs)), tx)]
      return { occurrence: dates.find((date) => date !== null && overlaps(date, fact)) ?? null, fact, race: data }
    },
    save: async (result, tx) => {
      if (result === null) return
      const { occurrence, fact, race } = result
      const { activityId, eventId } = race
      await takeFromResults(services, { activityId, eventId, occurrenceId: occurrence?._id ?? null, race }, tx)
      if (occurrence !== null) await noteRecording(services, { occurrence, fact, race }, tx)
    },
  })
