import { behind, collection, type Database, type Tx } from '@gruppetto/runtime'
import { type SeriesAnswerRow, seriesAnswerId } from '../domain/series-answer.ts'

/** What athletes have answered to all dates of a series. */
export const openSeriesAnswers = (database: Database) => {
  const answers = collection<SeriesAnswerRow>(database, {
    name: 'series_answers',
    fields: {
      _id: 'string',
      eventId: 'string',
      clubId: 'string',
      athleteId: 'string',
      answer: 'string',
      guests: 'number',
      answeredAt: 'date',
      revision: 'number',
    },
    athletes: { ids: { athleteId: 'delete' }, exported: 'all', whileClosed: 'aside' },
    shardKey: { eventId: 'hashed' },
    indexes: [
      // The answers that a new date of a series gets, the first first.
      { keys: { eventId: 1, answeredAt: 1, athleteId: 1 } },
      // Those of an athlete in a club, when the membership ends.
      { keys: { athleteId: 1, clubId: 1 } },
    ],
  })
  return {
    async get(eventId: string, athleteId: string, tx?: Tx): Promise<SeriesAnswerRow | null> {
      return answers.one({ _id: seriesAnswerId(eventId, athleteId) }, { tx })
    },
    async put(row: SeriesAnswerRow, tx: Tx): Promise<void> {
      await answers.put([row], tx)
    },
    /** Returns the answers to a series, the first first. */
    async ofEvent(
      eventId: string,
      after: Pick<SeriesAnswerRow, 'answeredAt' | 'athleteId'> | null,
      limit: number,
    ): Promise<readonly SeriesAnswerRow[]> {
      const sort = { answeredAt: 1, athleteId: 1 } as const
      const place = after && { answeredAt: after.answeredAt, athleteId: after.athleteId }
      return answers.many({ $and: [{ eventId }, behind(sort, place)] }, { sort, limit })
    },
    async removeOf(athleteId: string, clubId: string): Promise<void> {
      await answers.deleteMany({ athleteId, clubId })
    },
  }
}

export type SeriesAnswers = ReturnType<typeof openSeriesAnswers>
