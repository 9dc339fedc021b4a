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

export const isSame = (a: Stretch | null, b: Stretch | null): boolean => a?.from === b?.from && a?.to === b?.to
