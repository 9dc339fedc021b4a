import { dayNumber } from '../../texts/day-axis.ts'

/** Returns how much of a period is over at the end of a day, from 0 to 1. Both days are in it. */
export const partOfPeriod = (start: string, end: string, today: string): number => {
  const [first, last, now] = [start, end, today].map(dayNumber) as [number, number, number]
  return Math.min(1, Math.max(0, (now - first + 1) / (last - first + 1)))
}

/** Returns how many days are left after a day. */
export const daysLeft = (end: string, today: string): number => Math.max(0, dayNumber(end) - dayNumber(today))
