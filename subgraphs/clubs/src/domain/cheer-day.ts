import { addDays, CHEERS_FOR_A_DAY, localDayOf } from '@gruppetto/graph'
import { KEPT_DAYS } from './scoring.ts'

/** The cheers that an athlete gave on one day. */
export interface CheerDayRow {
  /** `<athleteId>:<day>` */
  readonly _id: string
  readonly athleteId: string
  /** YYYY-MM-DD, in the time zone that the athlete's account had when the cheer was counted. */
  readonly day: string
  /** As many as make a day count; more are not kept. By them a cheer that comes again is known. */
  readonly cheerIds: readonly string[]
  /** Whether the day counts as a day of activity does. */
  readonly counts: boolean
  readonly expiresAt: Date
}

interface GivenCheer {
  readonly cheerId: string
  readonly athleteId: string
  /** When it was given, in milliseconds. */
  readonly at: number
}

const cheerDayId = (athleteId: string, day: string): string => `${athleteId}:${day}`

/** Returns the day on which a cheer was given, before it has any cheers. */
export const cheerDayOf = ({ athleteId, at }: GivenCheer, timeZone: string): CheerDayRow => {
  const day = localDayOf(at, timeZone)
  const expiresAt = new Date(addDays(day, KEPT_DAYS))
  return { _id: cheerDayId(athleteId, day), athleteId, day, cheerIds: [], counts: false, expiresAt }
}

/** Returns the day with one cheer more; null when that changes nothing: the cheer is there, or there are enough. */
export const withCheer = (day: CheerDayRow, cheerId: string): CheerDayRow | null => {
  if (day.counts || day.cheerIds.includes(cheerId)) return null
  const cheerIds = [...day.cheerIds, cheerId]
  return { ...day, cheerIds, counts: cheerIds.length >= CHEERS_FOR_A_DAY }
}
