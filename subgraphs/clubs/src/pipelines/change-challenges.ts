import { badUserInput, conflict, forbidden, newId, notFound, requireAthlete, validInput } from '@gruppetto/graph'
import { awaitProjection } from '@gruppetto/relations'
import type { Tx } from '@gruppetto/runtime'
import type { Context } from '../context.ts'
import {
  type ChallengeRow,
  challengeInput,
  challengeState,
  challengeUpdateInput,
  reasonDatesStay,
  statusAt,
} from '../domain/challenge.ts'
import { firstStep } from '../domain/challenge-step.ts'
import { mayAct, roleOf } from '../domain/roles.ts'
import { teamState } from '../domain/team.ts'
import { recordAct } from './record-act.ts'
import { requireActor } from './require-club.ts'
import { findChallenge } from './show-challenges.ts'

/** Throws when there is no such segment. */
const requireSegment = async ({ runtime, stores }: Context, segmentId: string | null): Promise<void> => {
  if (segmentId === null) return
  const segment = await awaitProjection(segmentId, runtime.now(), () => stores.segments.get(segmentId))
  if (segment === null) throw notFound('This segment')
}

/** Creates a challenge. Any athlete may create one for everyone; only a club's owner and admins may create one for the club. */
export const createChallenge = async (context: Context, input: unknown): Promise<ChallengeRow> => {
  const { athleteId } = requireAthlete(context.caller)
  const { challenges, challengeSteps } = context.stores
  const nowMs = context.runtime.now()
  const fields = validInput(challengeInput(nowMs), input)
  await requireSegment(context, fields.segmentId)
  return context.database.transact(async (tx) => {
    const { clubId } = fields
    const actor = clubId === null ? null : await requireActor(context, { clubId, athleteId, act: 'RUN_CHALLENGES' }, tx)
    const isBetweenClubs = fields.bestOfTeam !== null && clubId !== null
    if (isBetweenClubs && actor?.club.access === 'SECRET') {
      throw forbidden('A SECRET club cannot enter: everybody sees the clubs of a challenge.')
    }
    if (actor !== null && !fields.rules.membersOnly && actor.club.access !== 'OPEN') {
      throw badUserInput([{ path: 'input.rules.membersOnly', message: 'must be true, since the club is not OPEN' }])
    }
    const challenge: ChallengeRow = {
      _id: newId('Challenge'),
      ...fields,
      // A challenge between clubs is of none of them.
      ...(isBetweenClubs && { clubId: null, teamIds: [clubId] }),
      rules: { ...fields.rules, membersOnly: actor !== null && fields.rules.membersOnly },
      cancelledAt: null,
      isPublic: isBetweenClubs || actor === null || actor.club.access === 'OPEN',
      createdById: athleteId,
      createdAt: new Date(nowMs),
      participantCount: 0,
      sponsored: false,
      revision: 1,
    }
    await challenges.insert(challenge, tx)
    await challengeSteps.put(firstStep(challenge, nowMs), tx)
    tx.emit('challenge.changed', challengeState(challenge, nowMs))
    if (isBetweenClubs) tx.emit('challenge.team-changed', teamState(challenge, { clubId, entered: true, byId: athleteId }, nowMs))
    if (clubId !== null) {
      recordAct(context, { clubId, actorId: athleteId, action: 'CHALLENGE_CREATED', subjectId: challenge._id }, tx)
    }
    return challenge
  }, context.origin)
}

/** Returns the club in whose audit log a challenge stands: the first one of those that a challenge between clubs is between. */
const clubOf = ({ clubId, teamIds }: ChallengeRow): string | null => clubId ?? teamIds?.[0] ?? null

/** Whether the viewer may change and cancel a challenge until its end. */
export const organisesChallenge = async ({ viewerId, loaders }: Context, challenge: ChallengeRow): Promise<boolean> => {
  if (viewerId === null) return false
  if (challenge.createdById === viewerId) return true
  const clubId = clubOf(challenge)
  return clubId !== null && mayAct('RUN_CHALLENGES', roleOf(await loaders.viewerMemberships.load(clubId)))
}

/** Returns a challenge that has not ended and that the athlete runs, with the club in whose audit log it stands. */
const requireOrganised = async (
  { stores }: Context,
  id: string,
  { athleteId, verb }: { athleteId: string; verb: string },
  tx: Tx,
) => {
  const challenge = await stores.challenges.get(id, tx)
  if (challenge === null) throw notFound('This challenge')
  const clubId = clubOf(challenge)
  const membership = clubId === null ? null : await stores.memberships.get(clubId, athleteId, tx)
  if (challenge.createdById !== athleteId && !mayAct('RUN_CHALLENGES', roleOf(membership))) {
    throw forbidden(`Only who made the challenge, and its club's owner and admins, may ${verb} it.`)
  }
  return { challenge, clubId }
}

/** Changes the title, the description or the dates of a challenge. */
export const updateChallenge = async (context: Context, id: string, input: unknown): Promise<ChallengeRow> => {
  const { athleteId } = requireAthlete(context.caller)
  if ((await findChallenge(context, id)) === null) throw notFound('This challenge')
  const nowMs = context.runtime.now()
  const { challenges, challengeSteps } = context.stores
  return context.database.transact(async (tx) => {
    const { challenge, clubId } = await requireOrganised(context, id, { athleteId, verb: 'change' }, tx)
    const status = statusAt(challenge, nowMs)
    if (status === 'CANCELLED') throw conflict('The challenge is cancelled.', 'CHALLENGE_CANCELLED')
    if (status === 'ENDED') throw conflict('The challenge has ended.', 'CHALLENGE_OVER')
    const change = validInput(challengeUpdateInput(nowMs, challenge), input)
    const isMoved =
      change.startsAt.getTime() !== challenge.startsAt.getTime() || change.endsAt.getTime() !== challenge.endsAt.getTime()
    const why = isMoved ? reasonDatesStay(challenge, nowMs) : null
    if (why !== null) throw conflict(why, 'DATES_STAY')
    const changed = await challenges.update(id, change, tx)
    if (changed === null) throw notFound('This challenge')
    if (isMoved) await challengeSteps.put(firstStep(changed, nowMs), tx)
    tx.emit('challenge.changed', challengeState(changed, nowMs))
    if (clubId !== null) recordAct(context, { clubId, actorId: athleteId, action: 'CHALLENGE_CHANGED', subjectId: id }, tx)
    tx.afterCommit(() => context.boards.hint(id))
    return changed
  }, context.origin)
}

/**
 * Cancels a challenge before its end, as its creator or, when it is a club's, as the club's owner or admin. Cancelling it again
 * changes nothing.
 */
export const cancelChallenge = async (context: Context, id: string): Promise<ChallengeRow> => {
  const { athleteId } = requireAthlete(context.caller)
  const { challenges } = context.stores
  if ((await findChallenge(context, id)) === null) throw notFound('This challenge')
  const nowMs = context.runtime.now()
  return context.database.transact(async (tx) => {
    const { challenge, clubId } = await requireOrganised(context, id, { athleteId, verb: 'cancel' }, tx)
    const status = statusAt(challenge, nowMs)
    if (status === 'CANCELLED') return challenge
    if (status === 'ENDED') throw conflict('The challenge has ended.', 'CHALLENGE_OVER')
    const cancelled = await challenges.cancel(id, nowMs, tx)
    if (cancelled === null) throw notFound('This challenge')
    tx.emit('challenge.changed', challengeState(cancelled, nowMs))
    if (clubId !== null) recordAct(context, { clubId, actorId: athleteId, action: 'CHALLENGE_CANCELLED', subjectId: id }, tx)
    tx.afterCommit(() => context.boards.hint(id))
    return cancelled
  }, context.origin)
}
