import { retryAfterMs } from '@gruppetto/graph'
import type { NotificationRow } from './notifications.ts'

/** A browser or app that gets pushes. */
export interface PushDeviceRow {
  readonly _id: string
  readonly athleteId: string
  /** The session that registered it last: pushes end with it. Absent in rows from before. */
  readonly sessionId?: string
  /** The address at its push service, unique. It goes to the athlete who registered it last. */
  readonly endpoint: string
  /** Its public key, and the secret that only it and the platform know, both in base64url. */
  readonly p256dh: string
  readonly auth: string
  readonly registeredAt: Date
  /** When a client registered it last. Clients do that at each start. */
  readonly confirmedAt: Date
  readonly lastDeliveredAt: Date | null
  /** Since when nothing could be delivered; null when the last push was. */
  readonly failingSince: Date | null
  readonly failures: number
  /** No push before this time, since its push service is busy or down. */
  readonly retryAt: Date | null
}

/** A device that could not be reached for so long is given up. */
const GIVEN_UP_AFTER_MS = 14 * 24 * 3_600_000

export type PushOutcome =
  | { readonly kind: 'DELIVERED' }
  /** The device does not exist any more. */
  | { readonly kind: 'GONE' }
  /** The push service is busy or down. `afterMs`: when it wants to be asked again, if it says so. */
  | { readonly kind: 'LATER'; readonly afterMs: number | null }
  /** The push service does not take this message; it would not take it later either. */
  | { readonly kind: 'REFUSED'; readonly reason: string }

/** Says what the answer of a push service means (RFC 8030). */
export const outcomeOf = (status: number, retryAfter: string | null, nowMs: number): PushOutcome => {
  if (status >= 200 && status < 300) return { kind: 'DELIVERED' }
  if (status === 404 || status === 410) return { kind: 'GONE' }
  if (status === 408 || status === 429 || status >= 500) return { kind: 'LATER', afterMs: retryAfterMs(retryAfter, nowMs) }
  return { kind: 'REFUSED', reason: `status ${status}` }
}

export const isGivenUp = ({ failingSince }: PushDeviceRow, nowMs: number): boolean =>
  failingSince !== null && nowMs - failingSince.getTime() > GIVEN_UP_AFTER_MS

/** LOW may wait until the device is on. HIGH wakes it: somebody is out now, and an hour later nobody wants to know. */
export type Urgency = 'LOW' | 'NORMAL' | 'HIGH'

const DAY_SECONDS = 24 * 3600
const HOUR_SECONDS = 3600

/** How long a push service keeps a push for a device that is off: no longer than it says something true, and 0 when it does not any more. */
export const keptSeconds = (urgency: Urgency, usefulForMs = Number.POSITIVE_INFINITY): number =>
  Math.min(urgency === 'HIGH' ? HOUR_SECONDS : DAY_SECONDS, Math.max(0, Math.floor(usefulForMs / 1000)))

/** A push has room for so many bytes (RFC 8291). */
const MOST_BYTES = 3_993
/** The longest text, in UTF-8 and escaped, stays below that with the rest. */
const MOST_TEXT = 400

export interface Pushed {
  readonly text: string
  readonly actors: readonly string[]
  readonly names: Readonly<Record<string, string>>
  readonly facts: object
  readonly tag: string
  readonly unreadCount: number
}

/**
 * What the service worker of a client gets, and has to show. Pushes with the same tag replace each other on the device. What a sentence in another
 * language is made of is left out where there is no room for it.
 */
export const pushPayload = (
  { _id, kind, latestAt, subjects, actorCount }: NotificationRow,
  { text, tag, unreadCount, actors, names, facts }: Pushed,
): string => {
  const shown = {
    title: 'Gruppetto',
    body: text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT - 1).replace(/[\uD800-\uDBFF]$/, '')}…` : text,
    tag,
    notificationId: _id,
    kind,
    at: latestAt.toISOString(),
    subjects,
    unreadCount,
  }
  const whole = JSON.stringify({ ...shown, actors, actorCount, names, facts })
  return Buffer.byteLength(whole) <= MOST_BYTES ? whole : JSON.stringify(shown)
}
