import type { WebhookEvent } from './webhook.ts'

/** One message to one webhook. Its id is the `webhook-id` of every try. */
export interface WebhookDeliveryRow {
  readonly _id: string
  readonly webhookId: string
  readonly brandId: string
  readonly event: WebhookEvent
  /** Names what happened, so that a webhook is told of it once, however often the platform hears of it. */
  readonly key: string
  /** Null where it is about a sale. */
  readonly challengeId: string | null
  /**
   * Whom it is about. Who that is stands in no row: a try says it when the athlete agrees to it at that moment. Null for nobody, or an
   * erased account.
   */
  readonly athleteId: string | null
  /** Facts without personal data that the body carries too. */
  readonly facts: Readonly<Record<string, number | string | null>>
  readonly at: Date
  readonly attempts: number
  /** The tries since it was made or was last replayed. */
  readonly tries: number
  /** The next try; null when there is none. */
  readonly dueAt: Date | null
  readonly deliveredAt: Date | null
  readonly responseStatus: number | null
  readonly error: string | null
  readonly changedAt: Date
}

/** What an address answered to a try. */
export interface TryResult {
  readonly status: number | null
  /** Why it failed, in words for the partner; null when it was delivered. */
  readonly error: string | null
  /** When the address wishes to be asked again. */
  readonly retryAfterMs: number | null
}

export const isDelivered = ({ error }: TryResult): boolean => error === null

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** The pauses between the tries. Together they last a day. */
export const PAUSES_MS = [
  5 * SECOND,
  MINUTE,
  5 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  4 * HOUR,
  6 * HOUR,
  10 * HOUR + 24 * MINUTE,
] as const

/** An address may wish for a longer pause, but not for one that outlives the day. */
const MOST_PAUSE_MS = 12 * HOUR
const LONGEST_ERROR = 200

/** Returns the row after a try. `random` in [0, 1) spreads those that failed together. */
export const afterTry = (row: WebhookDeliveryRow, result: TryResult, nowMs: number, random: number): WebhookDeliveryRow => {
  const now = new Date(nowMs)
  const tried = {
    ...row,
    attempts: row.attempts + 1,
    tries: row.tries + 1,
    responseStatus: result.status,
    error: result.error?.slice(0, LONGEST_ERROR) ?? null,
    changedAt: now,
  }
  if (isDelivered(result)) return { ...tried, deliveredAt: now, dueAt: null }
  const pauseMs = PAUSES_MS[row.tries]
  if (pauseMs === undefined) return { ...tried, dueAt: null }
  const spreadMs = pauseMs * (0.9 + random / 5)
  return { ...tried, dueAt: new Date(nowMs + Math.min(Math.max(spreadMs, result.retryAfterMs ?? 0), MOST_PAUSE_MS)) }
}

/** Returns the row as it is due at once again, with all tries before it. A success before it stays known until the next answer. */
export const replayed = (row: WebhookDeliveryRow, nowMs: number): WebhookDeliveryRow => ({
  ...row,
  tries: 0,
  dueAt: new Date(nowMs),
  changedAt: new Date(nowMs),
})
