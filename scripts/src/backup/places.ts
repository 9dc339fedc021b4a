/** Knows where the messages of a stream are that were stored again. */
export interface Places {
  /** Says that a message that was at `before` is at `now`. The messages come in their order. */
  note(before: number, now: number): void
  /** Returns the place of the last message that was at `before` or earlier; 0 when there is none. */
  of(before: number): number
}

/** Messages without a gap between them, before and now. */
interface Run {
  readonly from: number
  readonly now: number
  length: number
}

/** It remembers one run for each gap, so the memory does not grow with the messages. */
export const openPlaces = (): Places => {
  const runs: Run[] = []
  return {
    note(before, stored) {
      const run = runs.at(-1)
      const last = run === undefined ? 0 : run.now + run.length - 1
      // A message that the stream had twice is stored once, where the first one is.
      const now = Math.max(stored, last)
      if (run !== undefined && before === run.from + run.length && now === last + 1) run.length += 1
      else runs.push({ from: before, now, length: 1 })
    },
    of(before) {
      const run = runs.findLast(({ from }) => from <= before)
      return run === undefined ? 0 : run.now + Math.min(before - run.from, run.length - 1)
    },
  }
}
