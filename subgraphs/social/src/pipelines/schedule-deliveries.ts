import type { Tx } from '@gruppetto/runtime'
import { addToDelivery, type DeliveryChannel, deliveryId } from '../domain/deliveries.ts'
import type { NotificationRow } from '../domain/notifications.ts'
import type { Channels } from '../domain/preferences.ts'
import type { Services } from '../services.ts'

const schedule = async (
  { stores, settings, runtime }: Services,
  { channel, topic }: { readonly channel: DeliveryChannel; readonly topic: string },
  { _id: notificationId, athleteId }: NotificationRow,
  tx: Tx,
): Promise<void> => {
  const wanted = { channel, athleteId, topic, notificationId }
  const known = await stores.deliveries.get(deliveryId(wanted), tx)
  const row = addToDelivery(known, wanted, settings.paces[channel], runtime.now())
  if (row !== null) stores.deliveries.putAtCommit(row, tx)
}

/** Notes that a notification is to be pushed or mailed. The job `social-deliver` does it when its time has come. */
export const scheduleDeliveries = async (
  services: Services,
  row: NotificationRow,
  { push, mail }: Channels,
  tx: Tx,
): Promise<void> => {
  const canPush = push && services.pushSender.publicKey !== null && (await services.stores.pushDevices.hasAny(row.athleteId, tx))
  if (canPush) await schedule(services, { channel: 'PUSH', topic: row.groupKey }, row, tx)
  if (mail) await schedule(services, { channel: 'MAIL', topic: row.kind }, row, tx)
}
