/**
 * Returns the pause in milliseconds before retry `attempt` (1 is the first retry). Exponential backoff from `baseMs` up to
 * `capMs`, with jitter over the upper half.
 */
export const backoffMs = (attempt: number, baseMs: number, capMs: number, random: () => number = Math.random): number => {
  const full = Math.min(capMs, baseMs * 2 ** Math.min(attempt - 1, 20))
  return Math.round(full * (0.5 + random() * 0.5))
}
