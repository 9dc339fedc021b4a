import { localDayOf, wallClockMs } from '@gruppetto/graph'
import type { TotalsPeriod } from '../generated/resolvers.ts'
import { dayAt, mondayOf } from './days.ts'

/** The offset of a zone at an instant, in seconds east of UTC. */
export const offsetSeconds = (instantMs: number, timeZone: string): number =>
  (wallClockMs(instantMs, timeZone) - Math.floor(instantMs / 1000) * 1000) / 1000

/** The wall clock without an offset: 2026-11-22T07:30:00. */
export const localIso = (instantMs: number, timeZone: string): string =>
  new Date(wallClockMs(instantMs, timeZone)).toISOString().slice(0, 19)

/** The first day (YYYY-MM-DD) of the present calendar week (from Monday), month or year in a zone; null for all time. */
export const periodStart = (period: TotalsPeriod, nowMs: number, timeZone: string): string | null => {
  if (period === 'ALL_TIME') return null
  const today = localDayOf(nowMs, timeZone)
  return { WEEK: dayAt(mondayOf(today)), MONTH: `${today.slice(0, 7)}-01`, YEAR: `${today.slice(0, 4)}-01-01` }[period]
}

/** Zones whose offset is not a whole number of hours, some of them in summer or winter only. */
const OFF_THE_HOUR = [
  'Asia/Kolkata',
  'Australia/Adelaide',
  'Australia/Darwin',
  'Asia/Tehran',
  'Asia/Kathmandu',
  'Asia/Yangon',
  'Asia/Kabul',
  'America/St_Johns',
  'Australia/Eucla',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'Pacific/Marquesas',
]

/**
 * Returns a zone with this offset. For whole hours it is one that names no place (with the signs of POSIX, so +2 h is Etc/GMT-2),
 * otherwise one of the places above that has this offset at the instant. Returns null when there is none.
 */
const zoneOfOffset = (seconds: number, instantMs: number): string | null => {
  const hours = seconds / 3600
  if (!Number.isInteger(hours)) return OFF_THE_HOUR.find((zone) => offsetSeconds(instantMs, zone) === seconds) ?? null
  if (hours < -12 || hours > 14) return null
  if (hours === 0) return 'Etc/GMT'
  return `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`
}

/**
 * The zone of an activity: the zone of its first position; otherwise a zone with the device's offset, which is the athlete's own
 * where the offset agrees; otherwise the athlete's.
 */
export const zoneOf = (
  recording: { readonly timeZone: string | null; readonly utcOffsetSeconds: number | null; readonly startedAtMs: number },
  athleteZone: string,
): string => {
  if (recording.timeZone !== null) return recording.timeZone
  const device = recording.utcOffsetSeconds
  if (device === null || offsetSeconds(recording.startedAtMs, athleteZone) === device) return athleteZone
  return zoneOfOffset(device, recording.startedAtMs) ?? athleteZone
}
