import type { AccountRow } from '@gruppetto/relations'
import type { EvaluationContext } from '@openfeature/core'

/** The athlete for whom a flag is evaluated, as far as rules may ask. */
export interface FeatureContext {
  readonly athleteId: string
  readonly persona: NonNullable<AccountRow['persona']>
  readonly isPremium: boolean
  /** The roles of the caller; none in a worker or a job. */
  readonly roles: readonly string[]
  readonly country: string | null
}

/** Builds the context from what a subgraph knows of an athlete. An account that has not arrived yet is like a new one. */
export const featureContextOf = (
  athleteId: string,
  account: Pick<AccountRow, 'persona' | 'country'> | null | undefined,
  { isPremium = false, roles = [] }: { readonly isPremium?: boolean; readonly roles?: readonly string[] } = {},
): FeatureContext => ({
  athleteId,
  persona: account?.persona ?? 'SOLO_ATHLETE',
  isPremium,
  roles,
  country: account?.country ?? null,
})

/** The names that rules in a flag file use. The targeting key puts an athlete into the same bucket of a percentage each time. */
export const evaluationContextOf = ({ athleteId, persona, isPremium, roles, country }: FeatureContext): EvaluationContext => ({
  targetingKey: athleteId,
  persona,
  plan: isPremium ? 'PREMIUM' : 'FREE',
  roles: [...roles],
  country,
})
