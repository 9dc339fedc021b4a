import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { occurrenceIdOf } from '../domain/occurrence.ts'
import { giveToDates, giveToNewDate } from '../pipelines/answer-series.ts'
import type { Services } from '../services.ts'

/**
 * Gives answers to a series to its dates: a new answer to all dates to come, and all answers to a new date. Each date is a transaction of
 * its own. Cut short, it begins again and changes nothing where it has been.
 */
export const answerSeries = (services: Services): AnyWorker =>
  defineWorker({
    name: 'clubs-answer-series',
    on: ['club-event.series-answered', 'club-event.occurrence-changed'],
    prepare: async ({ data }, { working }) => {
      const eventId = data.clubEventId
      if ('athleteId' in data) return giveToDates(services, { eventId, athleteId: data.athleteId }, working)
      if (data.revision > 1) return
      await giveToNewDate(services, { _id: occurrenceIdOf(data), eventId }, working)
    },
  })
