import type { Tx } from '@gruppetto/runtime'
import type { ChallengeRow } from '../domain/challenge.ts'
import { type EntryRow, participationState } from '../domain/entry.ts'
import type { Services } from '../services.ts'

/**
 * Takes an athlete out of a challenge, with all contributions. Returns the challenge as it is then. The transaction must hold the
 * athlete's lock.
 */
export const withdrawEntry = async (services: Services, entry: EntryRow, nowMs: number, tx: Tx): Promise<ChallengeRow | null> => {
  const { boards, stores } = services
  const withdrawn: EntryRow = {
    ...entry,
    participating: false,
    sharesWithBrand: false,
    units: 0,
    reachedAt: new Date(nowMs),
    completedAt: null,
    lastActivityId: null,
    activities: 0,
    decimeters: 0,
    finalRank: null,
    revision: entry.revision + 1,
    updatedAt: new Date(nowMs),
  }
  await stores.entries.put([withdrawn], tx)
  await stores.contributions.deleteOf(entry.athleteId, entry.challengeId, tx)
  const challenge = await stores.challenges.addParticipants(entry.challengeId, -1, tx)
  tx.emit('challenge.participation-changed', participationState(withdrawn, nowMs))
  await boards.change(entry.challengeId, withdrawn, tx)
  return challenge
}

/**
 * Withdraws an athlete who leaves a club from its challenges that have not ended. The results of ended challenges stay, but their
 * sponsors no longer learn whose they are.
 */
export const withdrawFromClub = async (
  services: Services,
  { athleteId, clubId }: { readonly athleteId: string; readonly clubId: string },
  nowMs: number,
  tx: Tx,
): Promise<void> => {
  const { entries } = services.stores
  for (const entry of await entries.inClub(athleteId, clubId, tx)) {
    if (entry.endsAt.getTime() > nowMs) {
      await withdrawEntry(services, entry, nowMs, tx)
    } else if (entry.sharesWithBrand) {
      const unnamed: EntryRow = { ...entry, sharesWithBrand: false, revision: entry.revision + 1, updatedAt: new Date(nowMs) }
      await entries.put([unnamed], tx)
      tx.emit('challenge.participation-changed', participationState(unnamed, nowMs))
    }
  }
}
