/** The streaks of one kind: of days, or of weeks. Both are numbers in a row. */
export interface Runs {
  /** The most periods with activity of any streak. */
  readonly longest: number
  /** The periods with activity of the last streak. */
  readonly count: number
  /** The last period that the last streak reaches, with activity or kept; null without any activity. */
  readonly lastsThrough: number | null
}

export const NO_RUNS: Runs = { longest: 0, count: 0, lastsThrough: null }

/** The most periods without activity that can be kept in a row, which bounds the sums below. */
const KEPT_MAX = 3_660

/**
 * Sums up streaks. `active` are the periods with activity, sorted and distinct. A period for which `isKept` is true does not break a
 * streak, and does not count.
 */
export const runsOf = (active: readonly number[], isKept: (period: number) => boolean): Runs => {
  let [longest, count] = [0, 0]
  let lastsThrough: number | null = null
  for (const period of active) {
    count = lastsThrough !== null && period <= lastsThrough + 1 ? count + 1 : 1
    longest = Math.max(longest, count)
    lastsThrough = period
    while (lastsThrough - period < KEPT_MAX && isKept(lastsThrough + 1)) lastsThrough += 1
  }
  return { longest, count, lastsThrough }
}

/** Returns the present streak. It is not broken as long as its next period is not over. */
export const currentOf = ({ count, lastsThrough }: Runs, now: number): number =>
  lastsThrough !== null && now <= lastsThrough + 1 ? count : 0

/** Whether a streak ends with this period unless something happens in it. */
export const endsWith = ({ lastsThrough }: Runs, period: number): boolean => lastsThrough !== null && period === lastsThrough + 1
