import { SYSTEM } from '@gruppetto/runtime'
import { type DeliveryRow, finishDelivery } from '../domain/deliveries.ts'
import { mailText } from '../domain/mail.ts'
import { makeLoaders } from '../loaders.ts'
import type { Services } from '../services.ts'
import { loadDelivery } from './load-delivery.ts'
import { writeNotificationText } from './notifications.ts'
import { requestMail } from './request-mail.ts'

/**
 * Asks for one mail about all notifications of a kind that wait. There is none when they were read meanwhile, nor when the athlete is on the app
 * now. The event of the mail commits with the mark that it is sent, so no crash sends it twice.
 */
export const deliverMail = async (services: Services, taken: DeliveryRow): Promise<void> => {
  const { stores, runtime, database } = services
  const nowMs = runtime.now()
  const loaded = await loadDelivery(services, taken)
  const notifications = loaded?.notifications ?? []
  if (notifications.length === 0 || (await runtime.live.isHeard('notification', taken.athleteId))) {
    await stores.deliveries.settle(finishDelivery(taken, nowMs, false), taken)
    return
  }
  const loaders = makeLoaders(stores, taken.athleteId, runtime.now)
  const sentences = await Promise.all(notifications.map((row) => writeNotificationText({ loaders }, row)))
  const { athleteId, topic: kind } = taken
  await database.transact(async (tx) => {
    // A notice that came meanwhile has changed the row: the mail that names it too goes out when the row is taken again.
    if (!(await stores.deliveries.settle(finishDelivery(taken, nowMs, true), taken, tx))) return
    const { subject, paragraphs } = mailText(sentences)
    requestMail(services, { athleteId, kind, subject, paragraphs: [...paragraphs], at: nowMs }, tx)
  }, SYSTEM)
}
