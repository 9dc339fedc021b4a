import { collection, type Database, type Tx } from '@gruppetto/runtime'
import type { DateEditRow } from '../domain/date-edit.ts'
import { DATE_FIELDS } from './occurrences.ts'

/** Edits of dates of events that are decided, until they are written into the dates. */
export const openDateEdits = (database: Database) => {
  const edits = collection<DateEditRow>(database, {
    name: 'date_edits',
    fields: { ...DATE_FIELDS, editedAt: 'date' },
    athletes: { none: 'dates of events of clubs' },
    shardKey: { clubId: 'hashed' },
    indexes: [
      // The edits of an event, those of the first dates first.
      { keys: { eventId: 1, _id: 1 } },
      // The job that writes what was left behind, the longest first.
      { keys: { editedAt: 1 } },
    ],
  })
  return {
    async put(rows: readonly DateEditRow[], tx: Tx): Promise<void> {
      await edits.put(rows, tx)
    },
    /** By the ids of dates. */
    async many(ids: readonly string[], tx: Tx): Promise<ReadonlyMap<string, DateEditRow>> {
      return edits.byId(ids, { tx })
    },
    async ofEvent(eventId: string, tx: Tx): Promise<ReadonlyMap<string, DateEditRow>> {
      return new Map((await edits.many({ eventId }, { tx })).map((row) => [row._id, row]))
    },
    async idsOf(eventId: string, limit: number): Promise<readonly string[]> {
      const rows = await edits.many<Pick<DateEditRow, '_id'>>({ eventId }, { fields: { _id: 1 }, sort: { _id: 1 }, limit })
      return rows.map(({ _id }) => _id)
    },
    async remove(ids: readonly string[], tx: Tx): Promise<void> {
      await edits.deleteMany({ _id: { $in: ids } }, tx)
    },
    /** Returns edits from before an instant, one of each event. */
    async leftBefore(at: Date, limit: number): Promise<readonly Pick<DateEditRow, 'eventId'>[]> {
      const filter = { editedAt: { $lt: at } }
      const rows = await edits.many<Pick<DateEditRow, 'eventId'>>(filter, {
        fields: { eventId: 1 },
        sort: { editedAt: 1 },
        limit,
      })
      return [...new Map(rows.map((row) => [row.eventId, row])).values()]
    },
  }
}

export type DateEdits = ReturnType<typeof openDateEdits>
