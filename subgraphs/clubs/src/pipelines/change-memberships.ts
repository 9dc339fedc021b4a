import { conflict, forbidden, newId, notFound, requireAthlete, validInput } from '@gruppetto/graph'
import { isDuplicateKey, type Tx } from '@gruppetto/runtime'
import type { Context } from '../context.ts'
import { type ClubRow, clubInput, leaveVerdict, type MembershipRow, mayAdminister, membershipId, slugOf } from '../domain/club.ts'
import { wordsOf } from '../domain/text.ts'
import type { ClubRole } from '../domain/values.ts'
import { tellChallenge, tellClubEvent, tellMembership } from './tell.ts'
import { withdrawFromClub } from './withdraw.ts'

const transact = async <T>(context: Context, work: (tx: Tx) => Promise<T>): Promise<T> => {
  const result = await context.database.transact(work, context.origin)
  context.loaders.forget()
  return result
}

interface Change {
  readonly status: MembershipRow['status']
  readonly role?: ClubRole
  readonly nowMs: number
}

/** Writes the next state of a membership, and its event. */
const put = async (context: Context, known: MembershipRow | null, ids: readonly [string, string], change: Change, tx: Tx) => {
  const [clubId, athleteId] = ids
  const row: MembershipRow = {
    _id: membershipId(clubId, athleteId),
    clubId,
    athleteId,
    role: change.role ?? 'MEMBER',
    status: change.status,
    sinceMs: change.nowMs,
    revision: (known?.revision ?? 0) + 1,
  }
  await context.stores.memberships.put(row, tx)
  tellMembership(tx, row, change.nowMs)
}

const clubOrThrow = (club: ClubRow | null): ClubRow => {
  if (club === null) throw notFound('This club')
  return club
}

/** The caller becomes the new club's owner and first member. */
export const createClub = async (input: unknown, context: Context): Promise<ClubRow> => {
  const { athleteId } = requireAthlete(context.caller)
  const { slug, ...fields } = validInput(clubInput, input)
  const nowMs = context.runtime.now()
  const id = newId('Club')
  const club: ClubRow = {
    _id: id,
    ...fields,
    slug: slug ?? slugOf(fields.name, id),
    nameWords: wordsOf(fields.name),
    memberCount: 1,
    createdById: athleteId,
    createdAtMs: nowMs,
    dissolved: false,
  }
  const taken = () => conflict(`The slug ${club.slug} is taken: give another.`)
  if ((await context.stores.clubs.bySlug(club.slug)) !== null) throw taken()
  try {
    return await transact(context, async (tx) => {
      await context.stores.clubs.insert(club, tx)
      await put(context, null, [id, athleteId], { status: 'ACTIVE', role: 'OWNER', nowMs }, tx)
      return club
    })
  } catch (error) {
    throw isDuplicateKey(error) ? taken() : error
  }
}

/** Joins an OPEN club, asks an ON_REQUEST one; nothing happens twice. */
export const joinClub = async (clubId: string, context: Context): Promise<ClubRow> => {
  const { athleteId } = requireAthlete(context.caller)
  const { clubs, memberships } = context.stores
  const nowMs = context.runtime.now()
  return transact(context, async (tx) => {
    const club = clubOrThrow(await clubs.get(clubId, tx))
    const known = await memberships.get(clubId, athleteId, tx)
    const status = club.access === 'OPEN' ? 'ACTIVE' : 'REQUESTED'
    if (known?.status === 'ACTIVE' || known?.status === status) return club
    await put(context, known, [clubId, athleteId], { status, nowMs }, tx)
    return status === 'ACTIVE' ? clubOrThrow(await clubs.addMembers(clubId, 1, tx)) : club
  })
}

/** Nobody is left who could run the club's events and challenges: those that have not ended are cancelled with it. */
const dissolve = async (context: Context, clubId: string, nowMs: number, tx: Tx): Promise<ClubRow> => {
  const { clubs, clubEvents, challenges } = context.stores
  const club = clubOrThrow(await clubs.dissolve(clubId, tx))
  for (const event of await clubEvents.cancelToCome(clubId, nowMs, tx)) tellClubEvent(tx, event, club, nowMs)
  for (const open of await challenges.openOfClub(clubId, nowMs, tx)) {
    const cancelled = await challenges.cancel(open._id, nowMs, tx)
    if (cancelled === null) continue
    tellChallenge(tx, cancelled, nowMs)
    tx.afterCommit(() => context.boards.hint(cancelled._id))
  }
  return club
}

/** Leaves a club or withdraws the request to join; see leaveVerdict. */
export const leaveClub = async (clubId: string, context: Context): Promise<ClubRow> => {
  const { athleteId } = requireAthlete(context.caller)
  const { clubs, memberships, athleteLocks } = context.stores
  const nowMs = context.runtime.now()
  return transact(context, async (tx) => {
    // First, so that joining a challenge of this club waits for it.
    await athleteLocks.take(athleteId, tx)
    const club = clubOrThrow(await clubs.get(clubId, tx))
    const known = await memberships.get(clubId, athleteId, tx)
    const owners = await memberships.count({ clubId, status: 'ACTIVE', role: 'OWNER', except: [] }, tx)
    const verdict = leaveVerdict(known, club.memberCount, owners)
    if (verdict === 'NOTHING') return club
    if (verdict === 'LAST_OWNER') {
      throw conflict('You are the last owner: the other members would be left without one. They must leave before you can.')
    }
    await put(context, known, [clubId, athleteId], { status: 'NONE', nowMs }, tx)
    if (known?.status !== 'ACTIVE') return club
    await withdrawFromClub(context, athleteId, clubId, nowMs, tx)
    return verdict === 'DISSOLVE' ? dissolve(context, clubId, nowMs, tx) : clubOrThrow(await clubs.addMembers(clubId, -1, tx))
  })
}

/** The owner or an admin lets someone in, or not. Accepting who is a member already changes nothing. */
export const respondToJoinRequest = async (
  { clubId, athleteId, accept }: { readonly clubId: string; readonly athleteId: string; readonly accept: boolean },
  context: Context,
): Promise<ClubRow> => {
  const caller = requireAthlete(context.caller)
  const { clubs, memberships } = context.stores
  const nowMs = context.runtime.now()
  return transact(context, async (tx) => {
    const club = clubOrThrow(await clubs.get(clubId, tx))
    if (!mayAdminister(await memberships.get(clubId, caller.athleteId, tx))) {
      throw forbidden("Only the club's owner and admins answer requests.")
    }
    const known = await memberships.get(clubId, athleteId, tx)
    if (accept && known?.status === 'ACTIVE') return club
    if (known?.status !== 'REQUESTED') throw notFound('This request')
    await put(context, known, [clubId, athleteId], { status: accept ? 'ACTIVE' : 'NONE', nowMs }, tx)
    return accept ? clubOrThrow(await clubs.addMembers(clubId, 1, tx)) : club
  })
}
