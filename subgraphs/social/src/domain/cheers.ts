import type { Audience } from '@gruppetto/graph'

/** The projection of a live session: what is needed to cheer for whoever is out. */
export interface LiveSessionRow {
  readonly _id: string
  readonly athleteId: string
  readonly visibility: Audience
  readonly isOver: boolean
  /** The club event that it was started for. */
  readonly eventId: string | null
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
  readonly revision: number
}

/** Those who are about to start are cheered for too. */
const EARLY_MS = 24 * 3_600_000

/** Returns why nobody can cheer at an event at this time, or null. */
export const reasonNotToCheer = (
  { cancelled, startsAt, overAt }: Pick<ClubEventRow, 'cancelled' | 'startsAt' | 'overAt'>,
  nowMs: number,
): string | null => {
  if (cancelled) return 'This event is cancelled.'
  if (nowMs < startsAt.getTime() - EARLY_MS) return 'This event is too far ahead: cheer from a day before it.'
  return nowMs < overAt.getTime() ? null : 'This event is over.'
}
