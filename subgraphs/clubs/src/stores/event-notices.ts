import { collection, type Database, replaceRevision, type Tx } from '@gruppetto/runtime'
import type { EventNoticeRow } from '../domain/event-notice.ts'

/** What athletes are being told about events of their clubs, and up to whom. */
export const openEventNotices = (database: Database) => {
  const notices = collection<EventNoticeRow>(database, {
    name: 'event_notices',
    fields: {
      _id: 'string',
      kind: 'string',
      clubId: 'string',
      clubEventId: 'string',
      dates: 'array',
      dueAt: 'date',
      afterId: 'string',
      revision: 'number',
    },
    athletes: { none: 'what is told of an event; the id up to which it was told is not kept' },
    indexes: [
      // What is due, the longest first.
      { keys: { dueAt: 1 } },
      // What is to be told before the memberships of a deleted club end.
      { keys: { clubId: 1, kind: 1 } },
    ],
  })
  return {
    async get(id: string, tx: Tx): Promise<EventNoticeRow | null> {
      return notices.one({ _id: id }, { tx })
    },
    async insert(row: EventNoticeRow, tx: Tx): Promise<void> {
      await notices.insert([row], tx)
    },
    /** Writes the next revision of a row. */
    async replace(row: EventNoticeRow, tx: Tx): Promise<void> {
      await replaceRevision(notices, row, tx)
    },
    async remove(id: string, tx: Tx): Promise<void> {
      await notices.deleteOne({ _id: id }, tx)
    },
    /** Returns the notices that the deletion of a club has left, which are those of its events. */
    async idsOfDeleted(clubId: string): Promise<readonly string[]> {
      const rows = await notices.many<Pick<EventNoticeRow, '_id'>>({ clubId, kind: 'CLUB_DELETED' }, { fields: { _id: 1 } })
      return rows.map(({ _id }) => _id)
    },
    async due(at: Date, limit: number): Promise<readonly EventNoticeRow[]> {
      return notices.many({ dueAt: { $lte: at } }, { sort: { dueAt: 1 }, limit })
    },
  }
}

export type EventNotices = ReturnType<typeof openEventNotices>
