import type { AccountRow } from '@gruppetto/relations'
import type { Tx } from '@gruppetto/runtime'
import type { EffortAthlete } from '../../domain/segments/effort.ts'
import type { Services } from '../../services.ts'

/** Returns whether everyone may see the public efforts of an account. */
export const isOpen = (account: AccountRow | null): boolean => account !== null && !account.deleted && !account.isPrivate

/** Reads the facts about an athlete that efforts depend on. The caller holds the athlete's lock in this transaction. */
export const readEffortAthlete = async ({ stores, relations }: Services, athleteId: string, tx: Tx): Promise<EffortAthlete> => ({
  open: isOpen(await relations.accounts.get(athleteId, tx)),
  rules: await stores.athletePrivacy.get(athleteId, tx),
  profiles: (await stores.trainingProfiles.get(athleteId, tx))?.profiles ?? [],
})
