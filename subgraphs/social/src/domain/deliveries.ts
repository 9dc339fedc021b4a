export type DeliveryChannel = 'PUSH' | 'MAIL'

/**
 * What is to be pushed or mailed to an athlete about one topic. The topic of pushes is a group of notices, that of mails a kind, so that each
 * group shows one push and each kind sends one mail, however many notices come.
 */
export interface DeliveryRow {
  /** `<channel>:<athlete>:<topic>`. */
  readonly _id: string
  readonly channel: DeliveryChannel
  readonly athleteId: string
  readonly topic: string
  /** The notifications that wait, the latest first. */
  readonly notificationIds: readonly string[]
  /** When the first of them began to wait. */
  readonly waitingSince: Date
  /** When it goes out. Null when nothing waits. While a process is sending it, the time at which another one may. */
  readonly dueAt: Date | null
  /** Whether a process has taken it to send it. */
  readonly isTaken: boolean
  /** The number of tries of what waits. */
  readonly tries: number
  /** The devices that did not take it yet; null: all of the athlete. */
  readonly deviceIds: readonly string[] | null
  readonly sentAt: Date | null
  /** Rises with each change, so that who has sent it notices what came meanwhile. */
  readonly revision: number
  readonly changedAt: Date
}

export interface Pace {
  /** How long the first notice waits: for a socket to take it, or for the athlete to read it. */
  readonly delayMs: number
  /** The shortest time between two of a topic. */
  readonly everyMs: number
  /** The most notifications that one names. */
  readonly most: number
}

export type Paces = Readonly<Record<DeliveryChannel, Pace>>

export const MOST_TRIES = 6
const RETRY_MS = 30_000
const MOST_RETRY_MS = 60 * 60_000

type Wanted = Pick<DeliveryRow, 'channel' | 'athleteId' | 'topic'> & { readonly notificationId: string }

export const deliveryId = ({ channel, athleteId, topic }: Pick<DeliveryRow, 'channel' | 'athleteId' | 'topic'>): string =>
  `${channel}:${athleteId}:${topic}`

/** Adds a notification to what waits. Returns null when it waits already, so that a flood of notices writes nothing. */
export const addToDelivery = (
  known: DeliveryRow | null,
  { notificationId, ...wanted }: Wanted,
  pace: Pace,
  nowMs: number,
): DeliveryRow | null => {
  const waits = known !== null && known.dueAt !== null ? known : null
  if (waits !== null && !waits.isTaken && waits.notificationIds[0] === notificationId) return null
  const ids = [notificationId, ...(waits?.notificationIds ?? []).filter((id) => id !== notificationId)]
  const earliestMs = known?.sentAt ? known.sentAt.getTime() + pace.everyMs : 0
  return {
    _id: deliveryId(wanted),
    ...wanted,
    notificationIds: ids.slice(0, pace.most),
    waitingSince: waits?.waitingSince ?? new Date(nowMs),
    dueAt: waits !== null && !waits.isTaken ? waits.dueAt : new Date(Math.max(nowMs + pace.delayMs, earliestMs)),
    isTaken: false,
    tries: waits?.tries ?? 0,
    // Every device is told of the new one.
    deviceIds: null,
    sentAt: known?.sentAt ?? null,
    revision: (known?.revision ?? 0) + 1,
    changedAt: new Date(nowMs),
  }
}

/** The row when nothing waits any more. `isSent` is false when there was nothing to tell: then the next one need not wait for its turn. */
export const finishDelivery = (row: DeliveryRow, nowMs: number, isSent: boolean): DeliveryRow => ({
  ...row,
  notificationIds: [],
  dueAt: null,
  isTaken: false,
  tries: 0,
  deviceIds: null,
  sentAt: isSent ? new Date(nowMs) : row.sentAt,
  revision: row.revision + 1,
  changedAt: new Date(nowMs),
})

/** The row when it has to wait, for example for the end of the quiet hours. */
export const postponeDelivery = (row: DeliveryRow, dueMs: number, nowMs: number): DeliveryRow => ({
  ...row,
  dueAt: new Date(dueMs),
  isTaken: false,
  revision: row.revision + 1,
  changedAt: new Date(nowMs),
})

/** The row after a try that some devices did not take, or null when it was the last try. */
export const retryDelivery = (
  row: DeliveryRow,
  deviceIds: readonly string[] | null,
  dueMs: number,
  nowMs: number,
): DeliveryRow | null =>
  row.tries + 1 >= MOST_TRIES ? null : { ...postponeDelivery(row, dueMs, nowMs), deviceIds, tries: row.tries + 1 }

/** How long to wait after a number of failures. `random` in [0, 1) keeps many from coming back at once. A server's own wish comes first. */
export const retryAfterMs = (failures: number, wishedMs: number | null, random: number): number => {
  const own = RETRY_MS * 2 ** Math.min(failures, 10) * (0.75 + random / 2)
  return Math.min(Math.max(own, wishedMs ?? 0), MOST_RETRY_MS)
}
