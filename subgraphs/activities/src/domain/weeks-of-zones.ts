import type { ZoneSeconds } from '@gruppetto/recordings'
import { type DayRange, dayAt, mondayOf } from './days.ts'

export interface WeekOfZones {
  /** The day of its Monday. */
  readonly weekStart: string
  readonly zones: readonly ZoneSeconds[]
}

export interface DayOfZones {
  readonly day: string
  readonly zones: readonly ZoneSeconds[]
}

/** Extends a range to whole weeks. */
export const wholeWeeks = ({ since, until }: DayRange): DayRange => ({
  since: dayAt(mondayOf(since)),
  until: dayAt(mondayOf(until) + 6),
})

/**
 * Sums the seconds in each zone week by week, without a gap. Zones with the same number and name are the same zone, whatever
 * their bounds; the bounds shown are those of the last activity of the week. A week in which the athlete changed to differently
 * named zones has both.
 */
export const weeksOfZones = (range: DayRange, days: readonly DayOfZones[]): readonly WeekOfZones[] => {
  const weeks = new Map<number, Map<string, ZoneSeconds>>()
  for (let monday = mondayOf(range.since); monday <= mondayOf(range.until); monday += 7) weeks.set(monday, new Map())
  for (const { day, zones } of days) {
    const week = weeks.get(mondayOf(day))
    for (const { zone, seconds } of zones) {
      const key = `${zone.number} ${zone.name}`
      week?.set(key, { zone, seconds: seconds + (week.get(key)?.seconds ?? 0) })
    }
  }
  return [...weeks].map(([monday, zones]) => ({
    weekStart: dayAt(monday),
    zones: [...zones.values()].sort((a, b) => a.zone.number - b.zone.number || a.zone.name.localeCompare(b.zone.name)),
  }))
}
