import { conflict, forbidden, newId, notFound, requireAthlete, validInput } from '@gruppetto/graph'
import { requireVerified } from '@gruppetto/relations'
import { isDuplicateKey, type Tx } from '@gruppetto/runtime'
import type { Context } from '../context.ts'
import { challengeState } from '../domain/challenge.ts'
import {
  type ClubRow,
  clubInput,
  clubState,
  decideLeaving,
  type MembershipRow,
  membershipId,
  membershipState,
  slugFor,
} from '../domain/club.ts'
import { clubEventState } from '../domain/club-event.ts'
import { wordsOf } from '../domain/text.ts'
import type { ClubRole } from '../domain/values.ts'
import type { Services } from '../services.ts'
import { recordAct } from './record-act.ts'
import { requireActor, requireSeenClub } from './require-club.ts'
import { withdrawFromClub } from './withdraw-entries.ts'

interface MembershipChange {
  readonly clubId: string
  readonly athleteId: string
  /** The membership before the change. */
  readonly known: MembershipRow | null
  readonly status: MembershipRow['status']
  readonly role?: ClubRole
  readonly mutedUntil?: Date | null
  /** Who makes the change, where it is not the athlete. */
  readonly byId?: string
}

/** Writes the next state of a membership, and its event. */
export const putMembership = async (context: Services, change: MembershipChange, tx: Tx): Promise<void> => {
  const { clubId, athleteId, known, status, role = 'MEMBER', mutedUntil = null, byId = null } = change
  const nowMs = context.runtime.now()
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
  }
  await context.stores.memberships.put(row, tx)
  tx.emit('club.membership-changed', membershipState(row, nowMs))
}

const requireClub = (club: ClubRow | null): ClubRow => {
  if (club === null) throw notFound('This club')
  return club
}

/** Creates a club. The caller becomes its owner and first member. Throws FORBIDDEN before the caller's e-mail address is verified. */
export const createClub = async (context: Context, input: unknown): Promise<ClubRow> => {
  const { athleteId } = requireAthlete(context.caller)
  const { slug, ...fields } = validInput(clubInput, input)
  await requireVerified(context.stores.relations.accounts, athleteId, context.runtime.now())
  const clubId = newId('Club')
  const club: ClubRow = {
    _id: clubId,
    ...fields,
    slug: slugFor({ access: fields.access, name: fields.name, slug }, clubId),
    nameWords: wordsOf(fields.name),
    memberCount: 1,
    createdById: athleteId,
    createdAt: new Date(context.runtime.now()),
    dissolved: false,
    revision: 1,
  }
  const slugTaken = () => conflict(`The slug ${club.slug} is taken: give another.`)
  if ((await context.stores.clubs.bySlug(club.slug)) !== null) throw slugTaken()
  try {
    return await context.database.transact(async (tx) => {
      await context.stores.clubs.insert(club, tx)
      tx.emit('club.changed', clubState(club, context.runtime.now()))
      await putMembership(context, { clubId, athleteId, known: null, status: 'ACTIVE', role: 'OWNER' }, tx)
      return club
    }, context.origin)
  } catch (error) {
    throw isDuplicateKey(error) ? slugTaken() : error
  }
}

/** Joins an OPEN club, or asks to join an ON_REQUEST club. Joining or asking again changes nothing. */
export const joinClub = async (context: Context, clubId: string): Promise<ClubRow> => {
  const { athleteId } = requireAthlete(context.caller)
  const { clubs } = context.stores
  return context.database.transact(async (tx) => {
    const { club, membership: known } = await requireSeenClub(context, clubId, athleteId, tx)
    if (known?.status === 'BANNED') throw forbidden('You are banned from this club.')
    const status = club.access === 'OPEN' ? 'ACTIVE' : 'REQUESTED'
    if (known?.status === 'ACTIVE' || known?.status === status) return club
    await putMembership(context, { clubId, athleteId, known, status }, tx)
    return status === 'ACTIVE' ? requireClub(await clubs.addMembers(clubId, 1, tx)) : club
  }, context.origin)
}

/** Dissolves a club. Its events and challenges that have not ended are cancelled, since nobody is left to run them. */
export const dissolve = async (context: Services, clubId: string, tx: Tx): Promise<ClubRow> => {
  const { clubs, clubEvents, challenges } = context.stores
  const nowMs = context.runtime.now()
  const club = requireClub(await clubs.dissolve(clubId, tx))
  tx.emit('club.changed', clubState(club, nowMs))
  for (const event of await clubEvents.cancelToCome(clubId, nowMs, tx)) {
    tx.emit('club-event.changed', clubEventState(event, club, nowMs))
  }
  for (const open of await challenges.openOfClub(clubId, nowMs, tx)) {
    const cancelled = await challenges.cancel(open._id, nowMs, tx)
    if (cancelled === null) continue
    tx.emit('challenge.changed', challengeState(cancelled, nowMs))
    tx.afterCommit(() => context.boards.hint(cancelled._id))
  }
  return club
}

/** Leaves a club or withdraws the request to join; see decideLeaving. */
export const leaveClub = async (context: Context, clubId: string): Promise<ClubRow> => {
  const { athleteId } = requireAthlete(context.caller)
  const { clubs, memberships, athleteLocks } = context.stores
  return context.database.transact(async (tx) => {
    // The lock is taken first, so that joining a challenge of this club waits until the athlete has left.
    await athleteLocks.take(athleteId, tx)
    const { club, membership: known } = await requireSeenClub(context, clubId, athleteId, tx)
    const owners = await memberships.count({ clubId, status: 'ACTIVE', role: 'OWNER', except: [] }, tx)
    const decision = decideLeaving(known, club.memberCount, owners)
    if (decision === 'NOTHING') return club
    if (decision === 'LAST_OWNER') {
      throw conflict('You are the last owner: the other members would be left without one. They must leave before you can.')
    }
    await putMembership(context, { clubId, athleteId, known, status: 'NONE' }, tx)
    if (known?.status !== 'ACTIVE') return club
    await withdrawFromClub(context, { athleteId, clubId }, context.runtime.now(), tx)
    return decision === 'DISSOLVE' ? dissolve(context, clubId, tx) : requireClub(await clubs.addMembers(clubId, -1, tx))
  }, context.origin)
}

/** Accepts or declines a request to join, as the club's owner or admin. Accepting a member changes nothing. */
export const respondToJoinRequest = async (
  context: Context,
  { clubId, athleteId, accept }: { readonly clubId: string; readonly athleteId: string; readonly accept: boolean },
): Promise<ClubRow> => {
  const caller = requireAthlete(context.caller)
  const { clubs, memberships } = context.stores
  return context.database.transact(async (tx) => {
    const { club } = await requireActor(context, { clubId, athleteId: caller.athleteId, act: 'ANSWER_REQUESTS' }, tx)
    const known = await memberships.get(clubId, athleteId, tx)
    if (accept && known?.status === 'ACTIVE') return club
    if (known?.status !== 'REQUESTED') throw notFound('This request')
    await putMembership(context, { clubId, athleteId, known, status: accept ? 'ACTIVE' : 'NONE', byId: caller.athleteId }, tx)
    const action = accept ? 'REQUEST_ACCEPTED' : 'REQUEST_DECLINED'
    recordAct(context, { clubId, actorId: caller.athleteId, action, subjectId: athleteId }, tx)
    return accept ? requireClub(await clubs.addMembers(clubId, 1, tx)) : club
  }, context.origin)
}
