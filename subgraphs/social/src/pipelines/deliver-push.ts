import { createHash } from 'node:crypto'
import { takenKey } from '@gruppetto/events'
import { patiently } from '@gruppetto/runtime'
import { type DeliveryRow, finishDelivery, postponeDelivery, retryAfterMs, retryDelivery } from '../domain/deliveries.ts'
import type { NotificationRow } from '../domain/notifications.ts'
import { isGivenUp, keptSeconds, type PushDeviceRow, pushPayload } from '../domain/push.ts'
import { endOfQuietHours, quietHoursOf } from '../domain/quiet-hours.ts'
import { notices } from '../generated/notices.ts'
import type { PushMessage } from '../live/push-sender.ts'
import { makeLoaders } from '../loaders.ts'
import type { Services } from '../services.ts'
import { type LoadedDelivery, loadDelivery } from './load-delivery.ts'
import { tellNotification } from './notifications.ts'

const REDIS_PATIENCE_MS = 250

/** Whether a socket of the athlete has shown the notification since it waits. While Redis does not answer, nobody knows, and the push goes out. */
const wasTaken = async (
  { runtime }: Services,
  { athleteId, waitingSince }: DeliveryRow,
  { _id }: NotificationRow,
): Promise<boolean> => {
  const ask = patiently(runtime.redis, REDIS_PATIENCE_MS, (error) =>
    runtime.log.warn({ err: error }, 'Redis cannot say whether a socket took a notification'),
  )
  const takenMs = await ask(() => runtime.redis.get(takenKey(athleteId, _id)))
  return takenMs !== null && Number(takenMs) >= waitingSince.getTime()
}

const endOfQuiet = ({ settings, account }: LoadedDelivery, nowMs: number): number | null => {
  const hours = quietHoursOf(settings)
  return hours === null ? null : endOfQuietHours(hours, nowMs, account.timeZone)
}

/** For how many seconds a push about a notification is kept, from now on; 0 when it comes too late. */
const keptFor = ({ kind, latestAt }: NotificationRow, nowMs: number): number => {
  const { urgency = 'NORMAL', usefulMs } = notices[kind]
  return keptSeconds(urgency, usefulMs === undefined ? undefined : latestAt.getTime() + usefulMs - nowMs)
}

const writeMessage = async ({ stores, runtime }: Services, row: NotificationRow): Promise<PushMessage> => {
  const { athleteId, groupKey, kind } = row
  const [told, unreadCount] = await Promise.all([
    tellNotification({ loaders: makeLoaders(stores, athleteId, runtime.now) }, row),
    stores.notifications.unreadCount(athleteId),
  ])
  const topic = createHash('sha256').update(groupKey).digest('base64url').slice(0, 32)
  const { urgency = 'NORMAL' } = notices[kind]
  return {
    payload: pushPayload(row, { ...told, tag: topic, unreadCount }),
    topic,
    urgency,
    keptSeconds: keptFor(row, runtime.now()),
  }
}

/** What became of a push to one device: whether it arrived, or when to try again. */
interface Sent {
  readonly deviceId: string
  readonly isDelivered: boolean
  readonly retryMs: number | null
}

const sendTo = async ({ stores, runtime, pushSender }: Services, device: PushDeviceRow, message: PushMessage): Promise<Sent> => {
  const deviceId = device._id
  const nowMs = runtime.now()
  const rest = device.retryAt?.getTime() ?? 0
  if (rest > nowMs) return { deviceId, isDelivered: false, retryMs: rest }
  const outcome = await pushSender.send(device, message)
  if (outcome.kind === 'DELIVERED') {
    await stores.pushDevices.noteDelivered(deviceId, new Date(nowMs))
    return { deviceId, isDelivered: true, retryMs: null }
  }
  if (outcome.kind === 'GONE' || isGivenUp(device, nowMs)) {
    await stores.pushDevices.remove([deviceId])
    return { deviceId, isDelivered: false, retryMs: null }
  }
  if (outcome.kind === 'REFUSED')
    runtime.log.warn({ deviceId, host: new URL(device.endpoint).host, reason: outcome.reason }, 'a push service refused a push')
  const retryMs = outcome.kind === 'LATER' ? nowMs + retryAfterMs(device.failures, outcome.afterMs, Math.random()) : null
  await stores.pushDevices.noteFailed(device, new Date(nowMs), retryMs === null ? null : new Date(retryMs))
  return { deviceId, isDelivered: false, retryMs }
}

/** Stores what is to happen next. What came while it was sent waits for its own turn. */
const settle = async (
  { stores, settings, runtime }: Services,
  next: DeliveryRow,
  taken: DeliveryRow,
  isSent: boolean,
): Promise<void> => {
  if ((await stores.deliveries.settle(next, taken)) || !isSent) return
  const nowMs = runtime.now()
  await stores.deliveries.noteSent(taken._id, new Date(nowMs), new Date(nowMs + settings.paces[taken.channel].everyMs))
}

/**
 * Sends what waits to the athlete's devices. Whether it is sent is decided here and never on the device: a device has to show each push that it
 * gets. When the process ends in between, it is sent again, and replaces itself on the device.
 */
export const deliverPush = async (services: Services, taken: DeliveryRow): Promise<void> => {
  const { stores, runtime } = services
  const nowMs = runtime.now()
  const loaded = await loadDelivery(services, taken)
  const [newest] = loaded?.notifications ?? []
  if (loaded === null || newest === undefined) return settle(services, finishDelivery(taken, nowMs, false), taken, false)
  const quietUntilMs = endOfQuiet(loaded, nowMs)
  if (quietUntilMs !== null) return settle(services, postponeDelivery(taken, quietUntilMs, nowMs), taken, false)
  const isLate = keptFor(newest, nowMs) === 0
  if (isLate || (await wasTaken(services, taken, newest)))
    return settle(services, finishDelivery(taken, nowMs, false), taken, false)
  const devices = await stores.pushDevices.of(taken.athleteId)
  const message = await writeMessage(services, newest)
  const chosen = devices.filter(({ _id }) => taken.deviceIds === null || taken.deviceIds.includes(_id))
  const results = await Promise.all(chosen.map((device) => sendTo(services, device, message)))
  const isSent = results.some(({ isDelivered }) => isDelivered)
  const later = results.flatMap(({ deviceId, retryMs }) => (retryMs === null ? [] : [{ deviceId, retryMs }]))
  const deviceIds = later.map(({ deviceId }) => deviceId)
  const retry =
    later.length === 0 ? null : retryDelivery(taken, deviceIds, Math.min(...later.map(({ retryMs }) => retryMs)), nowMs)
  await settle(services, retry ?? finishDelivery(taken, nowMs, isSent), taken, isSent)
}
