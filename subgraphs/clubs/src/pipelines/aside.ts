import type { AsideHook, AsideHooks } from '@gruppetto/runtime'
import type { MembershipRow } from '../domain/club.ts'
import type { EntryRow } from '../domain/entry.ts'
import type { StandingRow } from '../domain/standing.ts'
import type { Services } from '../services.ts'
import { rsvpsAside } from './leave-events.ts'
import { putMembership } from './put-membership.ts'

const OWNERS = { status: 'ACTIVE', role: 'OWNER', after: null, limit: 1 } as const

/**
 * A closed account is no member of its clubs, and the boards of its challenges close up. An owner who comes back to a club that has
 * got another owner is an admin there.
 */
export const asideHooks = (
  services: Pick<Services, 'boards' | 'clubBoards' | 'eventHints' | 'runtime' | 'stores'>,
): AsideHooks => {
  const { boards, clubBoards, stores } = services
  const memberships: AsideHook<MembershipRow> = async (rows, direction, tx) => {
    for (const row of rows.filter(({ status }) => status === 'ACTIVE')) {
      const { clubId, athleteId, role } = row
      await stores.clubs.addMembers(clubId, direction, tx)
      if (direction === -1 || role !== 'OWNER') continue
      const [owner] = await stores.memberships.ofClub({ ...OWNERS, clubId, except: [athleteId] }, tx)
      if (owner === undefined) continue
      await putMembership(services, { clubId, athleteId, known: row, status: 'ACTIVE', role: 'ADMIN' }, tx)
    }
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
  // Each time is a turn of its own, so that an account may be closed and opened as often as somebody likes.
  const standings: AsideHook<StandingRow> = async (rows, direction, tx) => {
    for (const athleteId of new Set(rows.map((row) => row.athleteId))) await stores.athleteLocks.take(athleteId, tx)
    for (const row of rows) {
      const { athleteId, clubIds, board } = row
      const revision = stores.athleteLocks.turnOf(athleteId, tx)
      const back = direction === 1 ? [{ ...row, revision }] : []
      await stores.standings.put(back, tx)
      await clubBoards.change({ athleteId, revision, clubIds, boards: [board], rows: back }, tx)
    }
  }
  return { memberships, entries, standings, rsvps: rsvpsAside(services) }
}
