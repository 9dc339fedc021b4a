import { collection, type Database, type Tx } from '@gruppetto/runtime'
import type { PushDeviceRow } from '../domain/push.ts'

export const openPushDevices = (database: Database) => {
  const rows = collection<PushDeviceRow>(database, {
    name: 'push_devices',
    oneShard: 'an endpoint has one owner among all athletes; a few GB at ten million of them',
    fields: {
      _id: 'string',
      athleteId: 'string',
      sessionId: 'string?',
      endpoint: 'string',
      p256dh: 'string',
      auth: 'string',
      registeredAt: 'date',
      confirmedAt: 'date',
      lastDeliveredAt: 'date | null',
      failingSince: 'date | null',
      failures: 'number',
      retryAt: 'date | null',
    },
    athletes: { ids: { athleteId: 'delete' }, exported: { without: ['endpoint', 'p256dh', 'auth'] } },
    indexes: [
      // Serves Viewer.pushDevices and whom to push to, those confirmed last first.
      { keys: { athleteId: 1, confirmedAt: -1, _id: -1 } },
      // Ensures that an endpoint has one owner.
      { keys: { endpoint: 1 }, unique: true },
    ],
  })
  return {
    async byEndpoint(endpoint: string, tx: Tx): Promise<PushDeviceRow | null> {
      return rows.one({ endpoint }, { tx })
    },
    async of(athleteId: string, tx?: Tx): Promise<readonly PushDeviceRow[]> {
      return rows.many({ athleteId }, { sort: { confirmedAt: -1, _id: -1 }, tx })
    },
    /** Returns those of the athletes who have a device. */
    async ownersAmong(athleteIds: readonly string[], tx: Tx): Promise<ReadonlySet<string>> {
      if (athleteIds.length === 0) return new Set()
      const found = await rows.many<Pick<PushDeviceRow, 'athleteId'>>(
        { athleteId: { $in: athleteIds } },
        { fields: { athleteId: 1 }, tx },
      )
      return new Set(found.map((row) => row.athleteId))
    },
    async put(row: PushDeviceRow, tx: Tx): Promise<void> {
      await rows.put([row], tx)
    },
    async remove(ids: readonly string[], tx?: Tx): Promise<void> {
      if (ids.length > 0) await rows.deleteMany({ _id: { $in: ids } }, tx)
    },
    async removeSessions(athleteId: string, sessionIds: readonly string[], tx: Tx): Promise<void> {
      await rows.deleteMany({ athleteId, sessionId: { $in: sessionIds } }, tx)
    },
    async removeEndpoint(athleteId: string, endpoint: string, tx: Tx): Promise<void> {
      await rows.deleteOne({ athleteId, endpoint }, tx)
    },
    async noteDelivered(id: string, lastDeliveredAt: Date): Promise<void> {
      await rows.updateOne({ _id: id }, { $set: { lastDeliveredAt, failingSince: null, failures: 0, retryAt: null } })
    },
    async noteFailed({ _id, failingSince }: PushDeviceRow, failedAt: Date, retryAt: Date | null): Promise<void> {
      await rows.updateOne({ _id }, { $set: { failingSince: failingSince ?? failedAt, retryAt }, $inc: { failures: 1 } })
    },
  }
}

export type PushDevices = ReturnType<typeof openPushDevices>
