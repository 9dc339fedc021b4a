import type { Audience, Conflict } from '@gruppetto/graph'

/** The projection of a live session: what is needed to cheer for whoever is out, and to report it. */
export interface LiveSessionRow {
  readonly _id: string
  readonly athleteId: string
  readonly visibility: Audience
  readonly isOver: boolean
  /** The club event that it was started for. */
  readonly eventId: string | null
  /** Absent in rows of earlier releases, as what follows. */
  readonly sport?: string
  readonly startedAt?: Date
  /** The activity that it has become. */
  readonly activityId?: string | null
  readonly revision: number
}

/** The projection of a club's event. */
export interface ClubEventRow {
  readonly _id: string
  readonly clubId: string
  readonly title: string
  /** False when only the members of the club know of it. */
  readonly isPublic: boolean
  readonly cancelled: boolean
  readonly startsAt: Date
  readonly overAt: Date
  /** Whether it has several dates. Absent in rows of earlier releases. */
  readonly isSeries?: boolean
  /** Whether moderators have removed it. Absent in rows of earlier releases, as what follows. */
  readonly isTakenDown?: boolean
  readonly createdById?: string | null
  readonly description?: string | null
  readonly place?: string | null
  readonly revision: number
}

/** The projection of one date of an event. */
export interface ClubEventDateRow {
  /** `<event>:<originalStartsAtMs>` */
  readonly _id: string
  readonly eventId: string
  readonly cancelled: boolean
  readonly startsAt: Date
  readonly overAt: Date
  readonly revision: number
}

/** Those who are about to start are cheered for too. */
const EARLY_MS = 24 * 3_600_000

/** Returns why nobody can cheer at an event at this time, or null. `next` is its date that takes place next, or now. */
export const reasonNotToCheer = (
  event: Pick<ClubEventRow, 'cancelled' | 'startsAt' | 'overAt' | 'isSeries'>,
  next: Pick<ClubEventDateRow, 'startsAt' | 'overAt'> | null,
  nowMs: number,
): Conflict | null => {
  if (event.cancelled) return ['This event is cancelled.', 'EVENT_CANCELLED']
  // A date that is the only one may not be known yet, and then the event has its times.
  if (event.isSeries === true && next === null) return ['This event is over.', 'EVENT_OVER']
  const { startsAt, overAt } = next ?? event
  if (nowMs < startsAt.getTime() - EARLY_MS) return ['This event is too far ahead: cheer from a day before it.', 'EVENT_TOO_FAR']
  return nowMs < overAt.getTime() ? null : ['This event is over.', 'EVENT_OVER']
}
