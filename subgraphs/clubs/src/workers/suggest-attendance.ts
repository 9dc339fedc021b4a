import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { overlaps, passes } from '../domain/attendance.ts'
import { loadRecording, noteRecording } from '../pipelines/note-recording.ts'
import type { Services } from '../services.ts'

/**
 * Finds the events of an athlete's clubs in which a recording took place: it was under way while the event was, and passes the area where
 * to meet. Those who run the event have the last word.
 */
export const suggestAttendance = (services: Services): AnyWorker =>
  defineWorker({
    name: 'clubs-suggest-attendance',
    on: ['activity.explored'],
    prepare: ({ data: { athleteId } }) => services.stores.memberships.activeClubIds(athleteId),
    concerns: (_event, clubIds) => clubIds.length > 0,
    load: async ({ data }, tx, clubIds) => {
      const fact = await loadRecording(services, data, tx)
      if (fact === null) return null
      return { fact, dates: await services.stores.occurrences.during({ clubIds }, fact.startedAt, fact.endedAt, tx) }
    },
    decide: ({ data: { areas } }, loaded) => {
      if (loaded === null) return []
      const { dates, fact } = loaded
      const there = dates.filter((date) => overlaps(date, fact) && passes(date, areas))
      return there.map((occurrence) => ({ occurrence, fact, race: null }))
    },
    save: async (recordings, tx) => {
      for (const recording of recordings) await noteRecording(services, recording, tx)
    },
  })
