import type { Candidate } from '../domain/suggestions.ts'

const MOST_KEPT = 2_000

interface Kept {
  readonly candidates: Promise<readonly Candidate[]>
  readonly untilMs: number
}

/**
 * The candidates that were gathered last, by athlete, in the memory of this process. Only the gathering is saved: the rules of who
 * may be suggested are applied to them at each read.
 */
export const openSuggestionCache = (now: () => number, keptMs: number) => {
  const kept = new Map<string, Kept>()
  return {
    /** Returns the kept candidates, or those that `gather` finds. Two readers at the same moment share one gathering. */
    async of(athleteId: string, gather: () => Promise<readonly Candidate[]>): Promise<readonly Candidate[]> {
      const known = kept.get(athleteId)
      if (known !== undefined && known.untilMs > now()) return known.candidates
      const candidates = gather()
      // Set anew, so that the first key is the oldest.
      kept.delete(athleteId)
      kept.set(athleteId, { candidates, untilMs: now() + keptMs })
      const [oldest] = kept.keys()
      if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest)
      candidates.catch(() => kept.delete(athleteId))
      return candidates
    },
  }
}

export type SuggestionCache = ReturnType<typeof openSuggestionCache>
