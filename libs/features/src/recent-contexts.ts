import type { FeatureContext } from './feature-context.ts'

const KEPT_MS = 10_000
const MOST_KEPT = 5_000

/**
 * Keeps what flags may ask of an athlete for ten seconds in the memory of the process, for pages that athletes read often. Flags are
 * no rules of who may see what, so a change of persona or plan may take that long to show.
 */
export const keepContexts = (load: (athleteId: string) => Promise<FeatureContext>, now: () => number) => {
  const kept = new Map<string, { readonly context: Promise<FeatureContext>; readonly untilMs: number }>()
  return (athleteId: string): Promise<FeatureContext> => {
    const known = kept.get(athleteId)
    if (known !== undefined && known.untilMs > now()) return known.context
    const context = load(athleteId)
    kept.delete(athleteId)
    kept.set(athleteId, { context, untilMs: now() + KEPT_MS })
    const [oldest] = kept.keys()
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest)
    context.catch(() => kept.delete(athleteId))
    return context
  }
}
