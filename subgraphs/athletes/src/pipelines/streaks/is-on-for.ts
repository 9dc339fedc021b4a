import { featureContextOf } from '@gruppetto/features'
import type { Tx } from '@gruppetto/runtime'
import { personaOf } from '../../domain/account.ts'
import type { Services } from '../../services.ts'

/** Whether a feature is on for an athlete who asks for nothing: in a job. */
export const isOnFor = async (
  { features, stores }: Services,
  key: 'reminder-hour' | 'nudges',
  athleteId: string,
  tx: Tx,
): Promise<boolean> => {
  const account = await stores.accounts.get(athleteId, tx)
  if (account === null) return false
  const isPremium = (await stores.entitlements.premiumAmong([athleteId])).has(athleteId)
  const known = { persona: personaOf(account), country: account.country }
  return features.isOn(key, featureContextOf(athleteId, known, { isPremium, roles: account.roles }))
}
