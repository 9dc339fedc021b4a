import type { ChallengeRow } from './challenge.ts'

/** What a score is made of: the units of one activity, and the day on which it was done. */
interface Counted {
  readonly units: number
  /** YYYY-MM-DD. */
  readonly day: string
}

/** Takes the contributions of one athlete, one after the other. Returns the score with each. */
type Count = (counted: Counted) => number

const startSum = (): Count => {
  let sum = 0
  return ({ units }) => {
    sum += units
    return sum
  }
}

const startBest = (): Count => {
  let best = 0
  return ({ units }) => {
    best = Math.max(best, units)
    return best
  }
}

const startDays = (): Count => {
  const days = new Set<string>()
  return ({ day }) => days.add(day).size
}

const DAY_MS = 24 * 3_600_000
const numberOf = (day: string): number => Date.parse(day) / DAY_MS

/**
 * The longest run of days. The first and the last day of each run have its length, so that a day that joins two runs knows both
 * lengths at once.
 */
const startStreak = (): Count => {
  const lengths = new Map<number, number>()
  let longest = 0
  return ({ day }) => {
    const number = numberOf(day)
    if (lengths.has(number)) return longest
    const before = lengths.get(number - 1) ?? 0
    const after = lengths.get(number + 1) ?? 0
    const length = before + 1 + after
    for (const one of [number, number - before, number + after]) lengths.set(one, length)
    longest = Math.max(longest, length)
    return longest
  }
}

/** Starts to count the score of one athlete. */
export const startCount = ({ kind, metric }: Pick<ChallengeRow, 'kind' | 'metric'>): Count => {
  if (kind === 'STREAK_DAYS') return startStreak()
  if (kind === 'BEST_TIME') return startBest()
  return metric === 'ACTIVE_DAYS' ? startDays() : startSum()
}
