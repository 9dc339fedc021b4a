import { featureContextOf } from '@gruppetto/features'
import { type Account, personaOf } from '../../domain/account.ts'
import type { Services } from '../../services.ts'

/** Whether a feature is on for an athlete who asks for nothing: in a job. */
export const isOnFor = async (
  { features, stores }: Services,
  key: 'reminder-hour' | 'nudges',
  account: Account,
): Promise<boolean> => {
  const { _id: athleteId, country, roles } = account
  const isPremium = (await stores.entitlements.premiumAmong([athleteId])).has(athleteId)
  return features.isOn(key, featureContextOf(athleteId, { persona: personaOf(account), country }, { isPremium, roles }))
}
