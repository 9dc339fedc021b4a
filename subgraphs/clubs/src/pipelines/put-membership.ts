import type { Tx } from '@gruppetto/runtime'
import { type ClubRow, type MembershipRow, membershipId, membershipState } from '../domain/club.ts'
import { wordsOf } from '../domain/text.ts'
import type { Services } from '../services.ts'
import { changeOffer } from './change-offer.ts'
import { recordAct } from './record-act.ts'
import { withdrawFromClub } from './withdraw-entries.ts'

interface MembershipChange extends Pick<MembershipRow, 'clubId' | 'athleteId' | 'status'> {
  /** The membership before the change. */
  readonly known: MembershipRow | null
  readonly role?: MembershipRow['role']
  /** Default: as before, so that nobody escapes a mute by leaving. */
  readonly mutedUntil?: Date | null
  /** Who makes the change, where it is not the athlete. */
  readonly byId?: string
}

/** Writes the next state of a membership, and its event. The count of members is the caller's. */
export const putMembership = async (
  { runtime, stores }: Pick<Services, 'runtime' | 'stores'>,
  change: MembershipChange,
  tx: Tx,
): Promise<void> => {
  const { clubId, athleteId, known, status, role = 'MEMBER', mutedUntil = known?.mutedUntil ?? null, byId = null } = change
  const nowMs = runtime.now()
  const row: MembershipRow = {
    _id: membershipId(clubId, athleteId),
    clubId,
    athleteId,
    role,
    status,
    joinedAt: known?.status === status ? known.joinedAt : new Date(nowMs),
    mutedUntil,
    byId,
    revision: (known?.revision ?? 0) + 1,
    nameWords: known?.nameWords ?? (await readNameWords(stores, athleteId, tx)),
  }
  await stores.memberships.put(row, tx)
  tx.emit('club.membership-changed', membershipState(row, nowMs, known))
}

const readNameWords = async ({ relations }: Services['stores'], athleteId: string, tx: Tx): Promise<readonly string[]> => {
  const account = await relations.accounts.get(athleteId, tx)
  return account === null ? [] : nameWordsOf(account)
}

/** Returns the words by which a member is found. */
export const nameWordsOf = ({ displayName, handle }: { readonly displayName: string; readonly handle: string }) =>
  wordsOf(`${displayName} ${handle}`)

/**
 * Makes an athlete a member, and counts them. Returns the club as it is then. Nobody is in a club whose only member has closed the account:
 * who comes first owns it. `club` must be as the transaction sees it.
 */
export const beginMembership = async (
  services: Services,
  club: ClubRow,
  change: Omit<MembershipChange, 'clubId' | 'status'>,
  tx: Tx,
): Promise<ClubRow> => {
  const isFirst = club.memberCount === 0
  await putMembership(services, { ...change, clubId: club._id, status: 'ACTIVE', ...(isFirst && { role: 'OWNER' as const }) }, tx)
  if (isFirst)
    recordAct(services, { clubId: club._id, actorId: null, action: 'OWNER_SUCCEEDED', subjectId: change.athleteId }, tx)
  return (await services.stores.clubs.addMembers(club._id, 1, tx)) ?? club
}

/**
 * Ends the membership of a member, who leaves the challenges of the club that have not ended too. Returns the club as it is then. The
 * transaction must hold the athlete's lock.
 */
export const endMembership = async (
  services: Services,
  club: ClubRow,
  change: Omit<MembershipChange, 'clubId' | 'status'> & { readonly status: 'NONE' | 'BANNED' },
  tx: Tx,
): Promise<ClubRow> => {
  const { athleteId } = change
  await putMembership(services, { ...change, clubId: club._id }, tx)
  await withdrawFromClub(services, { athleteId, clubId: club._id }, services.runtime.now(), tx)
  // Who has left cannot take the club over.
  if (club.transferToId === athleteId) await changeOffer(services, club, { transferToId: null, ownerId: null }, tx)
  return (await services.stores.clubs.addMembers(club._id, -1, tx)) ?? club
}
