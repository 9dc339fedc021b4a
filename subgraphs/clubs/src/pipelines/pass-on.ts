import { SYSTEM, type Tx } from '@gruppetto/runtime'
import type { MembershipRow } from '../domain/club.ts'
import { HEIR_ROLES } from '../domain/membership-rules.ts'
import type { Services } from '../services.ts'
import { changeOffer } from './change-offer.ts'
import { dissolve } from './dissolve-club.ts'
import { putMembership } from './put-membership.ts'
import { recordAct } from './record-act.ts'

const findHeir = async ({ stores }: Services, clubId: string, tx: Tx): Promise<MembershipRow | null> => {
  for (const role of HEIR_ROLES) {
    const heir = await stores.memberships.longestServing(clubId, role, tx)
    if (heir !== null) return heir
  }
  return null
}

/** Gives a club whose owner has gone to the longest-serving admin, else moderator, else member. */
const passOn = (services: Services, clubId: string, isErased: boolean): Promise<void> =>
  services.database.transact(async (tx) => {
    const { clubs, memberships } = services.stores
    const club = await clubs.get(clubId, tx)
    if (club === null || (await memberships.longestServing(clubId, 'OWNER', tx)) !== null) return
    const heir = await findHeir(services, clubId, tx)
    if (heir !== null) {
      const { athleteId } = heir
      await putMembership(services, { clubId, athleteId, known: heir, status: 'ACTIVE', role: 'OWNER' }, tx)
      recordAct(services, { clubId, actorId: null, action: 'OWNER_SUCCEEDED', subjectId: athleteId }, tx)
      if (club.transferToId) await changeOffer(services, club, { transferToId: null, ownerId: null }, tx)
    } else if (isErased) {
      await dissolve(services, clubId, tx)
    }
  }, SYSTEM)

/**
 * Passes on the clubs of an owner whose account is closed or erased. A club that nobody else is in waits for the return of its owner,
 * and dissolves with the erasure.
 */
export const passOnClubs = async (
  services: Services,
  athleteId: string,
  { isErased, working }: { readonly isErased: boolean; readonly working: () => void },
): Promise<void> => {
  for (const { clubId, role } of await services.aside.rowsOf<MembershipRow>(athleteId, 'memberships')) {
    if (role === 'OWNER') await passOn(services, clubId, isErased)
    working()
  }
}
