import type { Eddington, EddingtonUnit, Sport } from '../generated/resolvers.ts'

/** What an athlete covered on a day in one sport, as the viewer sees it. */
export interface DayDistance {
  readonly day: string
  readonly sport: Sport
  readonly distanceMeters: number
}

const METERS: Readonly<Record<EddingtonUnit, number>> = { KILOMETRE: 1000, MILE: 1609.344 }
/** Distances are sums of rounded numbers: a day of ten kilometres may lack the last billionth. */
const SLACK = 1e-6

/**
 * The largest n for which n days had at least n units each, and how many more such days n + 1 takes. Sports that are not asked for do not
 * count; null asks for all.
 */
export const eddingtonOf = (days: readonly DayDistance[], sports: readonly Sport[] | null, unit: EddingtonUnit): Eddington => {
  const meters = new Map<string, number>()
  for (const { day, sport, distanceMeters } of days)
    if (sports === null || sports.includes(sport)) meters.set(day, (meters.get(day) ?? 0) + distanceMeters)
  const longestFirst = [...meters.values()].map((sum) => Math.floor(sum / METERS[unit] + SLACK)).sort((a, b) => b - a)
  let number = 0
  while ((longestFirst[number] ?? 0) > number) number += 1
  const longEnough = longestFirst.filter((units) => units > number).length
  return { number, next: number + 1 - longEnough }
}
