import type { Tx } from '@gruppetto/runtime'
import { addToDelivery, type DeliveryChannel, type DeliveryRow, deliveryId } from '../domain/deliveries.ts'
import type { NotificationRow } from '../domain/notifications.ts'
import type { Channels } from '../domain/preferences.ts'
import type { Services } from '../services.ts'

/** A notification that was written, and where it is to go. */
export interface Written {
  readonly row: NotificationRow
  readonly channels: Channels
}

/** Returns those of the athletes who have a device that can be pushed to. */
const findPushed = async (
  { stores, pushSender }: Services,
  written: readonly Written[],
  tx: Tx,
): Promise<ReadonlySet<string>> => {
  const ids = written.filter(({ channels }) => channels.push).map(({ row }) => row.athleteId)
  return pushSender.publicKey === null ? new Set() : stores.pushDevices.ownersAmong(ids, tx)
}

/** Notes that notifications are to be pushed or mailed. The job `social-deliver` does it when their time has come. */
export const scheduleDeliveries = async (services: Services, written: readonly Written[], tx: Tx): Promise<void> => {
  const { stores, settings, runtime } = services
  const pushed = await findPushed(services, written, tx)
  const wanted = written.flatMap(({ row, channels }) => {
    const { _id: notificationId, athleteId, groupKey, kind } = row
    const to = (channel: DeliveryChannel, topic: string) => ({ channel, athleteId, topic, notificationId })
    return [
      ...(channels.push && pushed.has(athleteId) ? [to('PUSH', groupKey)] : []),
      ...(channels.mail ? [to('MAIL', kind)] : []),
    ]
  })
  const known = new Map<string, DeliveryRow>(await stores.deliveries.many(wanted.map(deliveryId), tx))
  for (const one of wanted) {
    const row = addToDelivery(known.get(deliveryId(one)) ?? null, one, settings.paces[one.channel], runtime.now())
    if (row === null) continue
    known.set(row._id, row)
    stores.deliveries.putAtCommit(row, tx)
  }
}
