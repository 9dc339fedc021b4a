import type { Leaving } from '@gruppetto/relations'
import { SYSTEM } from '@gruppetto/runtime'
import type { MembershipRow } from '../domain/club.ts'
import type { EntryRow } from '../domain/entry.ts'
import type { Services } from '../services.ts'
import { dissolve, putMembership } from './change-memberships.ts'

/** Gives a club whose only owner leaves to the admin, else the member, who joined first. When nobody is left, it is dissolved. */
const passOn = (services: Services, clubId: string): Promise<void> =>
  services.database.transact(async (tx) => {
    const { clubs, memberships } = services.stores
    const club = await clubs.get(clubId, tx)
    const owners = await memberships.count({ clubId, status: 'ACTIVE', role: 'OWNER', except: [] }, tx)
    if (club === null || owners > 0) return
    const first = { clubId, status: 'ACTIVE', except: [], after: null, limit: 1 } as const
    const [admin] = await memberships.ofClub({ ...first, role: 'ADMIN' })
    const [member] = await memberships.ofClub({ ...first, role: null })
    const heir = admin ?? member
    if (heir === undefined) {
      await dissolve(services, clubId, tx)
      return
    }
    const known = await memberships.get(clubId, heir.athleteId, tx)
    await putMembership(services, { clubId, athleteId: heir.athleteId, known, status: 'ACTIVE', role: 'OWNER' }, tx)
  }, SYSTEM)

/** What erasing rows alone would leave: clubs without an owner, and boards in Redis that still have the athlete. */
const beforeErasure = async (services: Services, athleteId: string, working: () => void): Promise<void> => {
  const { aside, stores } = services
  for (const { clubId, role } of await aside.rowsOf<MembershipRow>(athleteId, 'memberships')) {
    if (role === 'OWNER') await passOn(services, clubId)
    working()
  }
  for (const { challengeId } of await aside.rowsOf<EntryRow>(athleteId, 'entries')) {
    await stores.boardRanks.drop(challengeId)
    working()
  }
}

export const leavingOf = (services: Services): Leaving => ({
  aside: services.aside,
  beforeErasure: (athleteId, working) => beforeErasure(services, athleteId, working),
})
