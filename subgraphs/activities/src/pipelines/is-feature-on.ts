import { featureContextOf, type SwitchKey } from '@gruppetto/features'
import type { Context } from '../context.ts'

/** Whether a feature of the plan is on for the signed-in athlete. `isPremium` says which plan that is. Off for everybody else. */
export const isFeatureOn = async (context: Context, key: SwitchKey, isPremium: boolean): Promise<boolean> => {
  const { caller, features, relations } = context
  if (caller.kind !== 'athlete') return false
  const { athleteId, roles } = caller
  return features.isOn(key, featureContextOf(athleteId, await relations.accounts.get(athleteId), { isPremium, roles }))
}
