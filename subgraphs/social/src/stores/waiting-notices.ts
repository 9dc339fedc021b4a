import { collection, type Database, type Tx } from '@gruppetto/runtime'
import type { WaitingNoticeRow } from '../domain/waiting-notices.ts'

type Group = Pick<WaitingNoticeRow, 'recipientId' | 'groupKey'>

export const openWaitingNotices = (database: Database) => {
  const rows = collection<WaitingNoticeRow>(database, {
    name: 'waiting_notices',
    fields: {
      _id: 'string',
      kind: 'string',
      recipientId: 'string',
      groupKey: 'string',
      actorId: 'string',
      ownerId: 'string | null',
      aboutId: 'string | null',
      happenedAt: 'date',
      subjects: 'object',
      words: 'object',
      channels: 'object',
      waitingSince: 'date',
    },
    athletes: {
      ids: { recipientId: 'delete', actorId: 'delete', ownerId: 'delete' },
      exported: { not: 'a second later they are notifications' },
    },
    indexes: [
      // Serves the groups that wait longest.
      { keys: { waitingSince: 1 } },
      // Serves what waits for a group.
      { keys: { recipientId: 1, groupKey: 1, happenedAt: 1 } },
    ],
  })
  return {
    async put(row: WaitingNoticeRow, tx: Tx): Promise<void> {
      await rows.put([row], tx)
    },
    /** Lets several wait, without a transaction. Safe to repeat. */
    async putAll(all: readonly WaitingNoticeRow[]): Promise<void> {
      await rows.put(all)
    },
    /** Returns whether it waited. */
    async remove(id: string, tx: Tx): Promise<boolean> {
      return rows.deleteOne({ _id: id }, tx)
    },
    async removeMany(ids: readonly string[], tx: Tx): Promise<void> {
      await rows.deleteMany({ _id: { $in: ids } }, tx)
    },
    /** Returns the groups of those that wait longest. */
    async groups(limit: number): Promise<readonly Group[]> {
      const found = await rows.many<Group>({}, { sort: { waitingSince: 1 }, limit, fields: { recipientId: 1, groupKey: 1 } })
      return [...new Map(found.map((group) => [`${group.recipientId}:${group.groupKey}`, group])).values()]
    },
    async of({ recipientId, groupKey }: Group, limit: number, tx: Tx): Promise<readonly WaitingNoticeRow[]> {
      return rows.many({ recipientId, groupKey }, { sort: { happenedAt: 1 }, limit, tx })
    },
  }
}

export type WaitingNotices = ReturnType<typeof openWaitingNotices>
