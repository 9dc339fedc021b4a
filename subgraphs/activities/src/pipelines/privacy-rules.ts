import { RetryEvent, type Tx } from '@gruppetto/runtime'
import type { MeasuredLeg } from '../domain/measured-leg.ts'
import { HIDES_NOTHING, rulesKey, type ViewerPrivacy } from '../domain/viewer-privacy.ts'
import type { Services } from '../services.ts'

/** Reads what an athlete hides from others. */
export const readPrivacyRules = async ({ stores }: Services, athleteId: string, tx?: Tx): Promise<ViewerPrivacy> =>
  (await stores.athletePrivacy.get(athleteId, tx)) ?? HIDES_NOTHING

/** Returns whether recordings were measured with the athlete's present privacy. The caller holds the athlete's lock in this transaction. */
export const areRulesCurrent = async (
  services: Services,
  athleteId: string,
  legs: readonly Pick<MeasuredLeg, 'shown'>[],
  tx: Tx,
): Promise<boolean> => {
  const key = rulesKey(await readPrivacyRules(services, athleteId, tx))
  return legs.every(({ shown }) => rulesKey(shown.rules) === key)
}

/** Throws RetryEvent when the athlete's privacy has changed since the recordings were measured. */
export const requireCurrentRules = async (
  services: Services,
  athleteId: string,
  legs: readonly Pick<MeasuredLeg, 'shown'>[],
  tx: Tx,
): Promise<void> => {
  if (!(await areRulesCurrent(services, athleteId, legs, tx)))
    throw new RetryEvent(`the privacy of ${athleteId} has changed meanwhile`)
}
