import { badUserInput, conflict, forbidden, notFound, requireAthlete } from '@gruppetto/graph'
import type { Tx } from '@gruppetto/runtime'
import type { Context } from '../context.ts'
import { type ChallengeRow, rulesOf, statusAt } from '../domain/challenge.ts'
import { isActive } from '../domain/club.ts'
import { type EntryRow, entryId, participationState, scoreState } from '../domain/entry.ts'
import { contributionOf, needsDetails, tally } from '../domain/scoring.ts'
import { findChallenge } from './show-challenges.ts'
import { withdrawEntry } from './withdraw-entries.ts'

type Change = (challenge: ChallengeRow, entry: EntryRow | null, tx: Tx) => Promise<ChallengeRow | null>

/** Changes the caller's entry in a challenge, seen or not. `change` returns the challenge as it is afterwards; null is NOT_FOUND. */
const changeAnyEntry = async (context: Context, challengeId: string, change: Change): Promise<ChallengeRow> => {
  const { athleteId } = requireAthlete(context.caller)
  const { challenges, entries, athleteLocks } = context.stores
  const changed = await context.database.transact(async (tx) => {
    await athleteLocks.take(athleteId, tx)
    const challenge = await challenges.get(challengeId, tx)
    return challenge === null ? null : change(challenge, await entries.get(challengeId, athleteId, tx), tx)
  }, context.origin)
  if (changed === null) throw notFound('This challenge')
  return changed
}

/** Changes the caller's entry in a challenge that the caller may see. */
const changeEntry = async (context: Context, challengeId: string, change: Change): Promise<ChallengeRow> => {
  requireAthlete(context.caller)
  if ((await findChallenge(context, challengeId)) === null) throw notFound('This challenge')
  return changeAnyEntry(context, challengeId, change)
}

interface Joining {
  readonly challenge: ChallengeRow
  /** The entry of an athlete who has left the challenge before. */
  readonly known: EntryRow | null
  readonly sharesWithBrand: boolean
  /** In a challenge between clubs: the club to score for. */
  readonly teamId: string | null
}

/** Creates an entry. Its score counts the activities in the challenge's window that were uploaded before joining. */
const createEntry = async (context: Context, joining: Joining, tx: Tx): Promise<ChallengeRow | null> => {
  const { challenge, known, sharesWithBrand, teamId } = joining
  const { athleteId } = requireAthlete(context.caller)
  const { challenges, entries, contributions, activityFacts, activityDetails } = context.stores
  const nowMs = context.runtime.now()
  const facts = await activityFacts.inWindow(athleteId, challenge.startsAt, challenge.endsAt, tx)
  const ids = needsDetails(challenge) ? facts.map(({ _id }) => _id) : []
  const details = await activityDetails.many(ids, tx)
  const counted = facts.flatMap((fact) => contributionOf(challenge, fact, details.get(fact._id) ?? null) ?? [])
  const score = tally(challenge, counted, new Date(nowMs))
  const completedNow = score.completedAt !== null && known?.completionTold !== true
  const joined: EntryRow = {
    _id: entryId(challenge._id, athleteId),
    challengeId: challenge._id,
    athleteId,
    participating: true,
    sharesWithBrand,
    joinedAt: new Date(nowMs),
    startsAt: challenge.startsAt,
    endsAt: challenge.endsAt,
    clubId: teamId ?? challenge.clubId,
    ...(teamId !== null && { teamId }),
    ...score,
    completionTold: known?.completionTold === true || completedNow,
    revision: (known?.revision ?? 0) + 1,
    updatedAt: new Date(nowMs),
  }
  // The event of the score has its own revision, so that a consumer that keeps one revision per entry takes both events.
  const scored = { ...joined, revision: joined.revision + 1 }
  await contributions.apply({ put: counted, drop: [] }, tx)
  await entries.put([scored], tx)
  tx.emit('challenge.participation-changed', participationState(joined, nowMs))
  tx.emit('challenge.scored', scoreState(challenge, scored, nowMs))
  if (completedNow) tx.emit('challenge.completed', { challengeId: challenge._id, athleteId, at: nowMs })
  await context.boards.change(challenge._id, scored, tx)
  return challenges.addParticipants(challenge._id, 1, tx)
}

/** Returns the club to score for in a challenge between clubs. The caller must be a member of it. */
const chooseTeam = async (
  { caller, stores }: Context,
  teamIds: readonly string[],
  wanted: string | null,
  tx: Tx,
): Promise<string> => {
  const { athleteId } = requireAthlete(caller)
  const memberships = await stores.memberships.ofAthlete(athleteId, wanted === null ? teamIds : [wanted])
  const own = teamIds.filter((clubId) => isActive(memberships.get(clubId) ?? null))
  const [teamId, other] = own
  if (teamId === undefined) throw forbidden('Join one of its clubs first: this challenge is for their members.')
  if (other !== undefined) {
    throw badUserInput([{ path: 'clubId', message: 'must name the club to score for: you are a member of more than one' }])
  }
  // The athlete's lock is held, so who is a member now leaves only after joining.
  if (!isActive(await stores.memberships.get(teamId, athleteId, tx))) throw forbidden('You have just left the club.')
  return teamId
}

/** Throws when the caller cannot join: the challenge is over or cancelled, or it is a club's and the caller is not a member. */
const requireJoinable = async ({ caller, runtime, stores }: Context, challenge: ChallengeRow, tx: Tx): Promise<void> => {
  const { athleteId } = requireAthlete(caller)
  const status = statusAt(challenge, runtime.now())
  if (status === 'CANCELLED') throw conflict('The challenge was cancelled.', 'CHALLENGE_CANCELLED')
  if (status === 'ENDED') throw conflict('The challenge has ended.', 'CHALLENGE_OVER')
  if (challenge.clubId === null || (challenge.isPublic && !rulesOf(challenge).membersOnly)) return
  if (isActive(await stores.memberships.get(challenge.clubId, athleteId, tx))) return
  throw challenge.isPublic ? forbidden('Join the club first: this challenge is for its members.') : notFound('This challenge')
}

const setSharing = async (
  context: Context,
  { challenge, known, sharesWithBrand }: Pick<Joining, 'challenge' | 'sharesWithBrand'> & { readonly known: EntryRow },
  tx: Tx,
): Promise<ChallengeRow> => {
  if (known.sharesWithBrand === sharesWithBrand) return challenge
  const entry: EntryRow = { ...known, sharesWithBrand, revision: known.revision + 1 }
  await context.stores.entries.put([entry], tx)
  tx.emit('challenge.participation-changed', participationState(entry, context.runtime.now()))
  await context.boards.change(challenge._id, entry, tx)
  return challenge
}

/**
 * Joins a challenge before its end. When the caller takes part already, it changes only whether the sponsor learns their name.
 * This is possible at any time, since consent can always be withdrawn.
 */
export const joinChallenge = async (
  context: Context,
  id: string,
  { sharesWithBrand, clubId }: { readonly sharesWithBrand: boolean; readonly clubId: string | null },
): Promise<ChallengeRow> =>
  changeEntry(context, id, async (challenge, known, tx) => {
    if (known?.participating !== true) {
      await requireJoinable(context, challenge, tx)
      const teamId = challenge.teamIds === undefined ? null : await chooseTeam(context, challenge.teamIds, clubId, tx)
      return createEntry(context, { challenge, known, sharesWithBrand, teamId }, tx)
    }
    return setSharing(context, { challenge, known, sharesWithBrand }, tx)
  })

/**
 * Changes whether the sponsor of a challenge learns the caller's name. A consent can be withdrawn at any time by whoever takes part,
 * also by one who does not see the challenge any more. Throws NOT_FOUND for anybody else.
 */
export const setChallengeSharing = async (context: Context, id: string, share: boolean): Promise<ChallengeRow> =>
  changeAnyEntry(context, id, async (challenge, known, tx) =>
    known?.participating === true ? setSharing(context, { challenge, known, sharesWithBrand: share }, tx) : null,
  )

/** Takes the caller's entry and its contributions out of the challenge, at any time. Without an entry it changes nothing. */
export const leaveChallenge = async (context: Context, id: string): Promise<ChallengeRow> =>
  changeEntry(context, id, async (challenge, known, tx) =>
    known?.participating === true ? withdrawEntry(context, known, context.runtime.now(), tx) : challenge,
  )
