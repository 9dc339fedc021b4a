import { RetryEvent, type Tx } from '@gruppetto/runtime'
import type { MeasuredLeg } from '../domain/measured-leg.ts'
import { HIDES_NOTHING, rulesKey, type ViewerPrivacy } from '../domain/viewer-privacy.ts'
import type { Stores } from '../stores/mod.ts'

/** What an athlete hides from others. */
export const rulesOf = async (stores: Stores, athleteId: string, tx?: Tx): Promise<ViewerPrivacy> =>
  (await stores.athletePrivacy.get(athleteId, tx)) ?? HIDES_NOTHING

/** Whether recordings were measured by the rules that their athlete's privacy has in this transaction, which has taken the athlete's lock. */
export const areRulesOf = async (
  stores: Stores,
  athleteId: string,
  legs: readonly Pick<MeasuredLeg, 'shown'>[],
  tx: Tx,
): Promise<boolean> => {
  const key = rulesKey(await rulesOf(stores, athleteId, tx))
  return legs.every(({ shown }) => rulesKey(shown.rules) === key)
}

/** Throws, so that the event comes again, where the athlete's privacy has changed since recordings were measured. */
export const requireRules = async (
  stores: Stores,
  athleteId: string,
  legs: readonly Pick<MeasuredLeg, 'shown'>[],
  tx: Tx,
): Promise<void> => {
  if (!(await areRulesOf(stores, athleteId, legs, tx))) throw new RetryEvent(`the privacy of ${athleteId} has changed meanwhile`)
}
