import type { AsideHook, AsideHooks } from '@gruppetto/runtime'
import type { MembershipRow } from '../domain/club.ts'
import type { EntryRow } from '../domain/entry.ts'
import type { Services } from '../services.ts'

/** A closed account is no member of its clubs, and the boards of its challenges close up. */
export const asideHooks = ({ boards, stores }: Pick<Services, 'boards' | 'stores'>): AsideHooks => {
  const memberships: AsideHook<MembershipRow> = async (rows, direction, tx) => {
    for (const { clubId, status } of rows) if (status === 'ACTIVE') await stores.clubs.addMembers(clubId, direction, tx)
  }
  const entries: AsideHook<EntryRow> = async (rows, direction, tx) => {
    for (const entry of rows.filter(({ participating }) => participating)) {
      await stores.challenges.addParticipants(entry.challengeId, direction, tx)
      if (direction === -1) {
        await boards.takeOff(entry, tx)
      } else {
        const back: EntryRow = { ...entry, revision: entry.revision + 1 }
        await stores.entries.put([back], tx)
        await boards.change(entry.challengeId, back, tx)
      }
    }
  }
  return { memberships, entries }
}
