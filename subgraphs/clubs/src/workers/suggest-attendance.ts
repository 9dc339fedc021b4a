import { type AnyWorker, defineWorker, RetryEvent } from '@gruppetto/runtime'
import { overlaps, passes } from '../domain/attendance.ts'
import { noteRecording } from '../pipelines/note-recording.ts'
import type { Services } from '../services.ts'

const DAY_MS = 24 * 3_600_000

/**
 * Finds the events of an athlete's clubs in which a recording took place: it was under way while the event was, and passes the area where
 * to meet. Those who run the event have the last word.
 */
export const suggestAttendance = (services: Services): AnyWorker =>
  defineWorker({
    name: 'clubs-suggest-attendance',
    on: ['activity.explored'],
    prepare: ({ data: { athleteId } }) => services.stores.memberships.activeClubIds(athleteId),
    load: async ({ data: { activityId, at } }, tx, clubIds, { now }) => {
      const { activityFacts, occurrences } = services.stores
      if (clubIds.length === 0) return null
      const fact = await activityFacts.get(activityId, tx)
      if (fact === null && at >= now() - DAY_MS) throw new RetryEvent(`the activity ${activityId} is not known yet`)
      if (fact === null || fact.deleted) return null
      return { fact, dates: await occurrences.during({ clubIds }, fact.startedAt, fact.endedAt, tx) }
    },
    decide: ({ data: { areas } }, loaded) => {
      if (loaded === null) return []
      const { dates, fact } = loaded
      const there = dates.filter((date) => overlaps(date, fact) && passes(date, areas))
      return there.map((occurrence) => ({ occurrence, fact, isResult: false }))
    },
    save: async (recordings, tx) => {
      for (const recording of recordings) await noteRecording(services, recording, tx)
    },
  })
