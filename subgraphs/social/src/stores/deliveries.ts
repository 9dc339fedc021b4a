import { collection, type Database, type Tx } from '@gruppetto/runtime'
import type { DeliveryChannel, DeliveryRow } from '../domain/deliveries.ts'

const KEPT_SECONDS = 2 * 24 * 3600

/** The pushes and mails that wait, and when each topic was sent last. */
export const openDeliveries = (database: Database) => {
  const rows = collection<DeliveryRow>(database, {
    name: 'notification_deliveries',
    fields: {
      _id: 'string',
      channel: 'string',
      athleteId: 'string',
      topic: 'string',
      notificationIds: 'array',
      waitingSince: 'date',
      dueAt: 'date | null',
      isTaken: 'boolean',
      tries: 'number',
      deviceIds: 'array | null',
      sentAt: 'date | null',
      revision: 'number',
      changedAt: 'date',
    },
    athletes: { ids: { athleteId: 'delete' }, exported: { not: 'made of the notifications' } },
    indexes: [
      // Serves the next one that is due.
      { keys: { channel: 1, dueAt: 1 }, only: { dueAt: { $gt: new Date(0) } } },
      // Expires those that nothing was added to for two days.
      { keys: { changedAt: 1 }, expireAfterSeconds: KEPT_SECONDS },
    ],
  })
  return {
    async many(ids: readonly string[], tx: Tx): Promise<ReadonlyMap<string, DeliveryRow>> {
      return rows.byId(ids, { tx })
    },
    putAtCommit(row: DeliveryRow, tx: Tx): void {
      rows.putAtCommit([row], tx)
    },
    async hasDue(channels: readonly DeliveryChannel[], now: Date): Promise<boolean> {
      return rows.exists({ channel: { $in: channels }, dueAt: { $gt: new Date(0), $lte: now } })
    },
    /** Takes one that is due, for `takenMs`. When the process ends before it is sent, another one takes it then. */
    async takeDue(channel: DeliveryChannel, nowMs: number, takenMs: number): Promise<DeliveryRow | null> {
      return rows.updateAndGet(
        { channel, dueAt: { $gt: new Date(0), $lte: new Date(nowMs) } },
        { $set: { dueAt: new Date(nowMs + takenMs), isTaken: true }, $inc: { revision: 1 } },
      )
    },
    /** Stores the row after it was taken. Returns false when it has changed since. */
    async settle(row: DeliveryRow, taken: DeliveryRow, tx?: Tx): Promise<boolean> {
      return rows.replace(row, { revision: taken.revision }, tx)
    },
    /** Notes that it was sent; what came meanwhile waits until `dueAt`. */
    async noteSent(id: string, sentAt: Date, dueAt: Date): Promise<void> {
      await rows.updateOne(
        { _id: id, dueAt: { $gt: new Date(0) } },
        { $set: { sentAt, dueAt, isTaken: false }, $inc: { revision: 1 } },
      )
    },
  }
}

export type Deliveries = ReturnType<typeof openDeliveries>
