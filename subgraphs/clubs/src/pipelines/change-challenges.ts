import { conflict, forbidden, newId, notFound, requireAthlete, validInput } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { type ChallengeRow, challengeInput, statusAt } from '../domain/challenge.ts'
import { mayAdminister } from '../domain/club.ts'
import { visibleChallenge } from './show-challenges.ts'
import { tellChallenge } from './tell.ts'

/** For everyone by any athlete; for a club by its owner and admins. */
export const createChallenge = async (input: unknown, context: Context): Promise<ChallengeRow> => {
  const { athleteId } = requireAthlete(context.caller)
  const { clubs, memberships, challenges } = context.stores
  const nowMs = context.runtime.now()
  const { startsAt, endsAt, ...fields } = validInput(challengeInput(nowMs), input)
  return context.database.transact(async (tx) => {
    const club = fields.clubId === null ? null : await clubs.get(fields.clubId, tx)
    if (fields.clubId !== null) {
      if (club === null) throw notFound('This club')
      if (!mayAdminister(await memberships.get(fields.clubId, athleteId, tx))) {
        throw forbidden("Only the club's owner and admins make its challenges.")
      }
    }
    const challenge: ChallengeRow = {
      _id: newId('Challenge'),
      ...fields,
      startsAtMs: startsAt.getTime(),
      endsAtMs: endsAt.getTime(),
      cancelledAtMs: null,
      isPublic: club === null || club.access === 'OPEN',
      createdById: athleteId,
      createdAtMs: nowMs,
      participantCount: 0,
      sponsored: false,
      revision: 1,
    }
    await challenges.insert(challenge, tx)
    tellChallenge(tx, challenge, nowMs)
    return challenge
  }, context.origin)
}

/** By who made it or, where it is a club's, its owner and admins; before its end. Twice is once. */
export const cancelChallenge = async (id: string, context: Context): Promise<ChallengeRow> => {
  const { athleteId } = requireAthlete(context.caller)
  const { memberships, challenges } = context.stores
  if ((await visibleChallenge(id, context)) === null) throw notFound('This challenge')
  const nowMs = context.runtime.now()
  const result = await context.database.transact(async (tx) => {
    const challenge = await challenges.get(id, tx)
    if (challenge === null) throw notFound('This challenge')
    const membership = challenge.clubId === null ? null : await memberships.get(challenge.clubId, athleteId, tx)
    if (challenge.createdById !== athleteId && !mayAdminister(membership)) {
      throw forbidden("Only who made the challenge, and its club's owner and admins, may cancel it.")
    }
    const status = statusAt(challenge, nowMs)
    if (status === 'CANCELLED') return challenge
    if (status === 'ENDED') throw conflict('The challenge has ended.')
    const cancelled = await challenges.cancel(id, nowMs, tx)
    if (cancelled === null) throw notFound('This challenge')
    tellChallenge(tx, cancelled, nowMs)
    tx.afterCommit(() => context.boards.hint(id))
    return cancelled
  }, context.origin)
  context.loaders.forget()
  return result
}
