import { openRecent } from '@gruppetto/runtime'
import type { FeatureContext } from './feature-context.ts'

const KEPT_MS = 10_000
const MOST_KEPT = 5_000

/**
 * Keeps what flags may ask of an athlete for ten seconds in the memory of the process, for pages that athletes read often. Flags are
 * no rules of who may see what, so a change of persona or plan may take that long to show.
 */
export const keepContexts = (load: (athleteId: string) => Promise<FeatureContext>, now: () => number) => {
  const recent = openRecent<FeatureContext>({ now, keptMs: KEPT_MS, most: MOST_KEPT })
  return (athleteId: string): Promise<FeatureContext> => recent.of(athleteId, () => load(athleteId))
}
