import { at, type Recording } from '../recording.ts'

/** The samples from first to last, both included, with no pause between them. */
export interface Stretch {
  readonly first: number
  readonly last: number
}

/**
 * Returns the stretches between pauses. A sample inside a pause belongs to none. A sample at the edge of a pause belongs to the
 * stretch that it ends or starts.
 */
export function findStretches({ timeSeconds, pauses }: Pick<Recording, 'timeSeconds' | 'pauses'>): Stretch[] {
  const stretches: Stretch[] = []
  let first = 0
  for (const pause of pauses) {
    let last = first
    while (last < timeSeconds.length && at(timeSeconds, last) <= pause.startSeconds) last++
    if (last > first) stretches.push({ first, last: last - 1 })
    first = last
    while (first < timeSeconds.length && at(timeSeconds, first) < pause.endSeconds) first++
  }
  if (first < timeSeconds.length) stretches.push({ first, last: timeSeconds.length - 1 })
  return stretches
}
