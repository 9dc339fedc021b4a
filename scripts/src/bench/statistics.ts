/**
 * Returns the percentile by nearest rank: the smallest value that at least this share of the values does not exceed. Throws
 * without values.
 */
export const percentile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const found = sorted[Math.min(sorted.length, Math.max(1, Math.ceil(share * sorted.length))) - 1]
  if (found === undefined) throw new Error('nothing was measured')
  return found
}

export const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

/** Returns the CPU time of this process while `work` runs, in milliseconds. */
export const cpuMs = (work: () => unknown): number => {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

type Points = readonly (readonly [x: number, y: number])[]

/** Returns the line that lies closest to some points (least squares), and the standard error of its slope. */
const lineOf = (points: Points): { readonly slope: number; readonly error: number } => {
  if (points.length < 2) throw new Error('a slope needs two points')
  const middle = mean(points.map(([x]) => x))
  const height = mean(points.map(([, y]) => y))
  const width = points.reduce((sum, [x]) => sum + (x - middle) ** 2, 0)
  const found = points.reduce((sum, [x, y]) => sum + (x - middle) * (y - height), 0) / width
  const apart = points.reduce((sum, [x, y]) => sum + (y - height - found * (x - middle)) ** 2, 0)
  return { slope: found, error: Math.sqrt(apart / (points.length - 2) / width) }
}

/** Returns the slope of the line that lies closest to some points (least squares). Throws with fewer than two. */
export const slope = (points: Points): number => lineOf(points).slope

/**
 * Returns the slope that points which scatter evenly about a line have at least: less than the true one 39 times of 40 (two standard errors; D. C.
 * Montgomery, Introduction to Linear Regression Analysis, 2.3). Not a number with fewer than three points.
 */
export const leastSlope = (points: Points): number => {
  const { slope: found, error } = lineOf(points)
  return found - 2 * error
}
