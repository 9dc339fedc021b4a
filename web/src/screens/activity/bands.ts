/** A part of a recording, in seconds of TIME, both included. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

interface Timed {
  readonly startSeconds: number
  readonly elapsedSeconds: number
}

/** Returns when something was. */
export const stretchOf = ({ startSeconds, elapsedSeconds }: Timed): Stretch => ({
  from: startSeconds,
  to: startSeconds + elapsedSeconds,
})

/** Less than this is not looked at more closely. */
const LEAST_SECONDS = 10

/**
 * Returns a stretch of which the middle is a moment: `factor` times as long as the one that is shown, which is the whole where that is null. Null where it
 * would be the whole.
 */
export const zoomed = (shown: Stretch | null, whole: Stretch, at: number | null, factor: number): Stretch | null => {
  const now = shown ?? whole
  const seconds = Math.max(Math.min(LEAST_SECONDS, now.to - now.from), (now.to - now.from) * factor)
  if (seconds >= whole.to - whole.from) return null
  const middle = at !== null && at >= now.from && at <= now.to ? at : (now.from + now.to) / 2
  const from = Math.min(Math.max(whole.from, middle - seconds / 2), whole.to - seconds)
  return { from, to: from + seconds }
}

export const isSame = (a: Stretch | null, b: Stretch | null): boolean => a?.from === b?.from && a?.to === b?.to
