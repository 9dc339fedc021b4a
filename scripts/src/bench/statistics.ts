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
