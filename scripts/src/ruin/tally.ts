import { ApiFailure } from '../demo/api.ts'

/** What was asked of the platform, and what became of it. */
export interface Tally {
  /** Runs an act, and counts how it ended. Returns its result; null when it failed. */
  act<Result>(name: string, work: () => Promise<Result>): Promise<Result | null>
  /** For each act how often it was done, was refused with a code, and had no answer. */
  rows(): readonly (readonly [name: string, done: number, refused: number, unanswered: number])[]
  /** How often something was done of which the platform keeps something. */
  kept(): number
  /** Codes of refusals, and how often each was met. */
  readonly codes: ReadonlyMap<string, number>
}

/** Of these acts the platform keeps what was done. */
const KEPT = ['puts', 'kudos', 'comments', 'posts', 'follows'] as const

export const openTally = (): Tally => {
  const counts = new Map<string, [done: number, refused: number, unanswered: number]>()
  const codes = new Map<string, number>()
  return {
    codes,
    async act(name, work) {
      const count = counts.get(name) ?? [0, 0, 0]
      counts.set(name, count)
      try {
        const result = await work()
        count[0] += 1
        return result
      } catch (error) {
        const code = error instanceof ApiFailure ? error.code : null
        if (code === null) count[2] += 1
        else {
          count[1] += 1
          codes.set(code, (codes.get(code) ?? 0) + 1)
        }
        return null
      }
    },
    kept: () => KEPT.reduce((sum, name) => sum + (counts.get(name)?.[0] ?? 0), 0),
    rows: () => [...counts].map(([name, [done, refused, unanswered]]) => [name, done, refused, unanswered] as const),
  }
}
