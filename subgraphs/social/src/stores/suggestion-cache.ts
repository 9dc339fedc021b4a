import { openRecent, type Recent } from '@gruppetto/runtime'
import type { Candidate } from '../domain/suggestions.ts'

const MOST_KEPT = 2_000

export type SuggestionCache = Recent<readonly Candidate[]>

/**
 * The candidates that were gathered last, by athlete, in the memory of this process. Only the gathering is saved: the rules of who
 * may be suggested are applied to them at each read.
 */
export const openSuggestionCache = (now: () => number, keptMs: number): SuggestionCache =>
  openRecent({ now, keptMs, most: MOST_KEPT })
