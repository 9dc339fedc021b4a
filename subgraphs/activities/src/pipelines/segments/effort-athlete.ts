import type { AccountRow } from '@gruppetto/relations'
import type { Tx } from '@gruppetto/runtime'
import type { EffortAthlete } from '../../domain/segments/effort.ts'
import type { Services } from '../../services.ts'

/** Whether what an account shows to everyone is for everyone. */
export const isOpen = (account: AccountRow | null): boolean => account !== null && !account.deleted && !account.isPrivate

/** What of an athlete goes into the efforts. The caller has taken the athlete's lock in this transaction. */
export const effortAthlete = async (
  { stores, relations }: Pick<Services, 'stores' | 'relations'>,
  athleteId: string,
  tx: Tx,
): Promise<EffortAthlete> => ({
  open: isOpen(await relations.accounts.get(athleteId, tx)),
  rules: await stores.athletePrivacy.get(athleteId, tx),
  profiles: (await stores.trainingProfiles.get(athleteId, tx))?.profiles ?? [],
})
