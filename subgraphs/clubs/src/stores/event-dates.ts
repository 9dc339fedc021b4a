import { collection, type Database, type Tx } from '@gruppetto/runtime'
import type { EventDateRow } from '../domain/event-date.ts'

/** The dates of events as athletes know them, and when they are to be told again. */
export const openEventDates = (database: Database) => {
  const dates = collection<EventDateRow>(database, {
    name: 'event_dates',
    fields: {
      _id: 'string',
      clubEventId: 'string',
      clubId: 'string',
      originalStartsAt: 'date',
      startsAt: 'date',
      overAt: 'date',
      place: 'string | null',
      cancelled: 'boolean',
      routeId: 'string | null?',
      cancelReason: 'string | null',
      told: 'object',
      changedAt: 'date | null',
      tellChangeAt: 'date | null',
      remindAt: 'date | null',
      remindedOf: 'object',
      lookAt: 'date',
      revision: 'number',
    },
    athletes: { none: 'dates of events of clubs' },
    indexes: [
      // Finds what a job has to look at, the longest first.
      { keys: { lookAt: 1 } },
      // The dates of an event that have changed and were not told.
      { keys: { clubEventId: 1, tellChangeAt: 1 } },
    ],
  })
  return {
    async get(id: string, tx: Tx): Promise<EventDateRow | null> {
      return dates.one({ _id: id }, { tx })
    },
    async many(ids: readonly string[], tx: Tx): Promise<ReadonlyMap<string, EventDateRow>> {
      return dates.byId(ids, { tx })
    },
    async put(rows: readonly EventDateRow[], tx: Tx): Promise<void> {
      await dates.put(rows, tx)
    },
    async remove(id: string, tx: Tx): Promise<void> {
      await dates.deleteOne({ _id: id }, tx)
    },
    async due(at: Date, limit: number): Promise<readonly EventDateRow[]> {
      return dates.many({ lookAt: { $lte: at } }, { sort: { lookAt: 1 }, limit })
    },
    /** Returns the dates of an event of whose change nobody was told. */
    async changedOf(clubEventId: string, tx: Tx): Promise<readonly EventDateRow[]> {
      return dates.many({ clubEventId, tellChangeAt: { $gt: new Date(0) } }, { tx })
    },
  }
}

export type EventDates = ReturnType<typeof openEventDates>
