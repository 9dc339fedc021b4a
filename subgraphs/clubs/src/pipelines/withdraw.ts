import type { Tx } from '@gruppetto/runtime'
import type { EntryRow } from '../domain/entry.ts'
import type { Boards } from '../live/boards.ts'
import type { Stores } from '../stores/mod.ts'
import { tellParticipation } from './tell.ts'

interface Parts {
  readonly stores: Stores
  readonly boards: Boards
}

/** Takes an athlete out of a challenge with all that counted; returns the challenge as it is then. The athlete's lock must be held. */
export const withdraw = async ({ stores, boards }: Parts, entry: EntryRow, nowMs: number, tx: Tx) => {
  const left: EntryRow = {
    ...entry,
    participating: false,
    sharesWithBrand: false,
    units: 0,
    reachedAtMs: nowMs,
    completedAtMs: null,
    lastActivityId: null,
    revision: entry.revision + 1,
    updatedAtMs: nowMs,
  }
  await stores.entries.put([left], tx)
  await stores.contributions.dropOf(entry.athleteId, entry.challengeId, tx)
  const challenge = await stores.challenges.addParticipants(entry.challengeId, -1, tx)
  tellParticipation(tx, left, nowMs)
  await boards.change(entry.challengeId, left, tx)
  return challenge
}

/**
 * What leaving a club does to the athlete's part in its challenges: running and upcoming ones are left, results of those that have ended
 * stand, but the sponsor is no longer told who it was.
 */
export const withdrawFromClub = async (parts: Parts, athleteId: string, clubId: string, nowMs: number, tx: Tx): Promise<void> => {
  for (const entry of await parts.stores.entries.inClub(athleteId, clubId, tx)) {
    if (entry.endsAtMs > nowMs) {
      await withdraw(parts, entry, nowMs, tx)
    } else if (entry.sharesWithBrand) {
      const unnamed: EntryRow = { ...entry, sharesWithBrand: false, revision: entry.revision + 1, updatedAtMs: nowMs }
      await parts.stores.entries.put([unnamed], tx)
      tellParticipation(tx, unnamed, nowMs)
    }
  }
}
