/** Numbers that look random and are the same for the same seed. */
export interface Random {
  /** From 0 to 1, without 1. */
  next(): number
  /** Exponentially distributed with this mean. */
  exponential(mean: number): number
  /** How many of something happen that happens `mean` times on average. */
  poisson(mean: number): number
}

/** Below this mean a Poisson number is drawn exactly; above, by the normal distribution that it nears. */
const EXACT_UP_TO = 50

/** mulberry32: 32 bits of state, enough for a simulation. */
export const randomOf = (seed: number): Random => {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const exponential = (mean: number): number => -mean * Math.log(1 - next())
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
  return {
    next,
    exponential,
    poisson(mean) {
      if (mean > EXACT_UP_TO) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()))
      let count = 0
      for (let at = exponential(1); at <= mean; at += exponential(1)) count += 1
      return count
    },
  }
}
