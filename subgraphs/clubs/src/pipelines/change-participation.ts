import { conflict, forbidden, notFound, requireAthlete } from '@gruppetto/graph'
import type { Tx } from '@gruppetto/runtime'
import type { Context } from '../context.ts'
import { type ChallengeRow, statusAt } from '../domain/challenge.ts'
import { isActive } from '../domain/club.ts'
import { type EntryRow, entryId } from '../domain/entry.ts'
import { contributionOf, tally, targetUnits } from '../domain/scoring.ts'
import { visibleChallenge } from './show-challenges.ts'
import { tellCompleted, tellParticipation, tellScore } from './tell.ts'
import { withdraw } from './withdraw.ts'

const changeEntry = async (
  id: string,
  context: Context,
  change: (challenge: ChallengeRow, entry: EntryRow | null, tx: Tx) => Promise<ChallengeRow | null>,
): Promise<ChallengeRow> => {
  const { athleteId } = requireAthlete(context.caller)
  const { challenges, entries, athleteLocks } = context.stores
  if ((await visibleChallenge(id, context)) === null) throw notFound('This challenge')
  const result = await context.database.transact(async (tx) => {
    await athleteLocks.take(athleteId, tx)
    const challenge = await challenges.get(id, tx)
    return challenge === null ? null : change(challenge, await entries.get(id, athleteId, tx), tx)
  }, context.origin)
  context.loaders.forget()
  if (result === null) throw notFound('This challenge')
  return result
}

/** A fresh entry with all that counts already: activities of the window that were uploaded before joining. */
const enter = async (
  challenge: ChallengeRow,
  known: EntryRow | null,
  sharesWithBrand: boolean,
  nowMs: number,
  context: Context,
  tx: Tx,
) => {
  const { athleteId } = requireAthlete(context.caller)
  const { challenges, entries, contributions, activityFacts } = context.stores
  const facts = await activityFacts.inWindow(athleteId, challenge.startsAtMs, challenge.endsAtMs, tx)
  const counted = facts.flatMap((fact) => contributionOf(challenge, fact) ?? [])
  const score = tally(counted, targetUnits(challenge), nowMs)
  const completedNow = score.completedAtMs !== null && known?.completionTold !== true
  const joined: EntryRow = {
    _id: entryId(challenge._id, athleteId),
    challengeId: challenge._id,
    athleteId,
    participating: true,
    sharesWithBrand,
    joinedAtMs: nowMs,
    startsAtMs: challenge.startsAtMs,
    endsAtMs: challenge.endsAtMs,
    clubId: challenge.clubId,
    ...score,
    completionTold: known?.completionTold === true || completedNow,
    revision: (known?.revision ?? 0) + 1,
    updatedAtMs: nowMs,
  }
  // The event of the score has a revision of its own, so that a reader who keeps one per entry takes both.
  const scored = { ...joined, revision: joined.revision + 1 }
  await contributions.apply({ put: counted, drop: [] }, tx)
  await entries.put([scored], tx)
  tellParticipation(tx, joined, nowMs)
  tellScore(tx, challenge, scored, nowMs)
  if (completedNow) tellCompleted(tx, scored, nowMs)
  await context.boards.change(challenge._id, scored, tx)
  return challenges.addParticipants(challenge._id, 1, tx)
}

/** Joins before the end; called again it changes what the sponsor is told, at any time, since consent can always be taken back. */
export const joinChallenge = async (id: string, sharesWithBrand: boolean, context: Context): Promise<ChallengeRow> => {
  const nowMs = context.runtime.now()
  return changeEntry(id, context, async (challenge, known, tx) => {
    if (known?.participating === true) {
      if (known.sharesWithBrand === sharesWithBrand) return challenge
      const entry: EntryRow = { ...known, sharesWithBrand, revision: known.revision + 1 }
      await context.stores.entries.put([entry], tx)
      tellParticipation(tx, entry, nowMs)
      await context.boards.change(id, entry, tx)
      return challenge
    }
    const status = statusAt(challenge, nowMs)
    if (status === 'CANCELLED') throw conflict('The challenge was cancelled.')
    if (status === 'ENDED') throw conflict('The challenge has ended.')
    if (challenge.clubId !== null) {
      const { athleteId } = requireAthlete(context.caller)
      if (!isActive(await context.stores.memberships.get(challenge.clubId, athleteId, tx))) {
        throw challenge.isPublic
          ? forbidden('Join the club first: this challenge is for its members.')
          : notFound('This challenge')
      }
    }
    return enter(challenge, known, sharesWithBrand, nowMs, context, tx)
  })
}

/** Takes the caller's entry and everything that counted out of the challenge, at any time; nothing where there is none. */
export const leaveChallenge = async (id: string, context: Context): Promise<ChallengeRow> => {
  const nowMs = context.runtime.now()
  return changeEntry(id, context, async (challenge, known, tx) =>
    known?.participating === true ? withdraw(context, known, nowMs, tx) : challenge,
  )
}
