import {
  badUserInput,
  connectionOf,
  forbidden,
  isStaff,
  maySeeActivity,
  notFound,
  type PageArguments,
  pageRequest,
  requireAthlete,
  validInput,
} from '@gruppetto/graph'
import type { Tx } from '@gruppetto/runtime'
import type { Context } from '../context.ts'
import type { ChallengeRow } from '../domain/challenge.ts'
import { type ClubRow, isActive } from '../domain/club.ts'
import { decideChanges } from '../domain/decide-scores.ts'
import {
  addFlag,
  challengePlace,
  clubPlace,
  type DisputeRow,
  disputeId,
  mayStaffJudge,
  newDispute,
  newObjection,
  noteInput,
  type Place,
  platformPlace,
  staffJudgesFrom,
} from '../domain/dispute.ts'
import { mayAct, roleOf } from '../domain/roles.ts'
import { type ActivityFact, PLATFORM } from '../domain/scoring.ts'
import { commitScores } from './commit-scores.ts'
import { loadScoring } from './load-scoring.ts'
import { recordAct } from './record-act.ts'
import { requireActor, requireSeenClub } from './require-club.ts'
import { findChallenge } from './show-challenges.ts'
import { updateStandings } from './update-standings.ts'

export interface Disputed {
  readonly activityId: string
  readonly challengeId?: string | null
  readonly clubId?: string | null
}

interface FoundPlace extends Place {
  readonly name: string
  /** Null for a club. */
  readonly challenge: ChallengeRow | null
}

const foundClub = ({ _id, name }: ClubRow): FoundPlace => ({ ...clubPlace(_id), name, challenge: null })

const foundChallenge = (challenge: ChallengeRow): FoundPlace => ({
  ...challengePlace(challenge),
  name: challenge.title,
  challenge,
})

const isNamed = (id: string | null | undefined): id is string => id !== null && id !== undefined

/** Throws BAD_USER_INPUT unless one place is named. */
const requireOnePlace = ({ challengeId, clubId }: Disputed): void => {
  if (isNamed(clubId) === isNamed(challengeId))
    throw badUserInput([{ path: 'clubId', message: 'give either clubId or challengeId' }])
}

/** Returns the club or the challenge, which the caller must see. */
const requireSeenPlace = async (context: Context, { challengeId, clubId }: Disputed, tx: Tx): Promise<FoundPlace> => {
  const { athleteId } = requireAthlete(context.caller)
  if (isNamed(clubId)) {
    const { club } = await requireSeenClub(context, clubId, athleteId, tx)
    return foundClub(club)
  }
  const challenge = await findChallenge(context, challengeId ?? '')
  if (challenge === null) throw notFound('This challenge')
  return foundChallenge(challenge)
}

/** Returns who judges alone: the maker of a challenge that is of no club, '' when that account is gone. A club has several who may; null. */
const organiserOf = ({ clubId, challenge }: FoundPlace): string | null =>
  clubId === null ? (challenge?.createdById ?? null) : null

/** Finds a place for the staff, who see all of them. */
const findAnyPlace = async ({ stores }: Context, { challengeId, clubId }: Disputed, tx: Tx): Promise<FoundPlace | null> => {
  if (isNamed(challengeId)) {
    const challenge = await stores.challenges.get(challengeId, tx)
    return challenge && foundChallenge(challenge)
  }
  const club = await stores.clubs.get(clubId ?? '', tx)
  return club && foundClub(club)
}

/** Whether the activities of an athlete count in a place: in a challenge as a participant, in a club as a member. */
const takesPart = async ({ stores }: Context, { challenge, placeId }: FoundPlace, athleteId: string, tx: Tx): Promise<boolean> =>
  challenge === null
    ? isActive(await stores.memberships.get(placeId, athleteId, tx))
    : (await stores.entries.get(challenge._id, athleteId, tx))?.participating === true

/** Returns an activity of somebody else that counts, or would count, in the place. */
const requireRival = async (context: Context, place: FoundPlace, activityId: string, tx: Tx): Promise<ActivityFact> => {
  const { athleteId } = requireAthlete(context.caller)
  const fact = await context.stores.activityFacts.get(activityId, tx)
  if (fact === null || fact.deleted || !(await takesPart(context, place, fact.athleteId, tx))) throw notFound('This activity')
  if (fact.athleteId === athleteId) throw forbidden('This is your own activity.')
  return fact
}

/**
 * Asks the organiser to judge an activity, as one who takes part too. It counts until then. Asking again, or after it was judged,
 * changes nothing.
 */
export const flagActivity = async (context: Context, input: Disputed & { readonly note?: string | null }): Promise<boolean> => {
  const { athleteId } = requireAthlete(context.caller)
  requireOnePlace(input)
  const { note } = validInput(noteInput, { note: input.note })
  const { disputes } = context.stores
  await context.database.transact(async (tx) => {
    const place = await requireSeenPlace(context, input, tx)
    if (!(await takesPart(context, place, athleteId, tx))) throw forbidden('Only who takes part may flag an activity.')
    const fact = await requireRival(context, place, input.activityId, tx)
    const relation = await context.loaders.relations.load(fact.athleteId)
    if (!maySeeActivity(fact.visibility, relation)) throw notFound('This activity')
    const nowMs = context.runtime.now()
    const known = await disputes.get(disputeId(place.placeId, fact._id), tx)
    const organiserId = organiserOf(place)
    const flag = { athleteId, note, isOrganiser: athleteId === organiserId, at: new Date(nowMs) }
    const flagged = addFlag(known ?? newDispute(place, fact, nowMs, organiserId), flag)
    if (flagged !== null) await disputes.put([flagged], tx)
  }, context.origin)
  return true
}

/** Throws FORBIDDEN for whoever may not judge: a moderator of the club may, and without a club the maker of the challenge. */
const requireOrganiser = async (context: Context, place: FoundPlace, tx: Tx): Promise<void> => {
  const { athleteId } = requireAthlete(context.caller)
  const { clubId } = place
  if (clubId !== null) await requireActor(context, { clubId, athleteId, act: 'JUDGE_ACTIVITIES' }, tx)
  else if (organiserOf(place) !== athleteId) throw forbidden('Only who made the challenge may judge its activities.')
}

/** Returns the place of a dispute that the caller may judge as staff; null for everybody else. */
const findForStaff = async (context: Context, input: Disputed, tx: Tx): Promise<FoundPlace | null> => {
  const { caller, runtime, stores } = context
  if (!isStaff(caller)) return null
  const place = await findAnyPlace(context, input, tx)
  const dispute = place && (await stores.disputes.get(disputeId(place.placeId, input.activityId), tx))
  return dispute && mayStaffJudge(dispute, requireAthlete(caller).athleteId, runtime.now()) ? place : null
}

/** Returns the place of a dispute that the caller may judge: as its organiser, or as staff where the organiser is a party or has not answered. */
const requireJudged = async (context: Context, input: Disputed, tx: Tx): Promise<FoundPlace> => {
  const place = await findForStaff(context, input, tx)
  if (place !== null) return place
  const seen = await requireSeenPlace(context, input, tx)
  await requireOrganiser(context, seen, tx)
  return seen
}

interface Judged {
  readonly place: Place
  /** How the place is called in what its athlete is told. */
  readonly name: string
  readonly counts: boolean
  readonly note: string | null
  /** Reads the activity, which the caller may judge. */
  readonly find: () => Promise<ActivityFact>
}

/** Saves a verdict with all that follows from it: scores, standings, the dispute, and who is told. */
const commitVerdict = async (context: Context, { place, name, counts, note, find }: Judged, tx: Tx): Promise<DisputeRow> => {
  const { athleteId } = requireAthlete(context.caller)
  const { activityFacts, athleteLocks, disputes } = context.stores
  const { placeId, clubId, challengeId } = place
  const nowMs = context.runtime.now()
  const { athleteId: ownerId } = await find()
  await athleteLocks.take(ownerId, tx)
  const known = await find()
  const fact: ActivityFact = { ...known, verdicts: { ...known.verdicts, [placeId]: counts ? 'COUNTS' : 'HELD_OUT' } }
  activityFacts.putAtCommit(fact, nowMs, tx)
  await commitScores(context, decideChanges(fact, await loadScoring(context, { fact, known }, tx), nowMs), nowMs, tx)
  await updateStandings(context, { before: known, after: fact }, tx)
  const dispute: DisputeRow = {
    ...((await disputes.get(disputeId(placeId, fact._id), tx)) ?? newDispute(place, fact, nowMs)),
    isJudged: true,
    counts,
    judgedById: athleteId,
    judgedAt: new Date(nowMs),
    note,
  }
  await disputes.put([dispute], tx)
  const verdict = { activityId: fact._id, athleteId: ownerId, clubId, challengeId, placeName: name, counts, at: nowMs }
  tx.emit('activity.judged', verdict)
  return dispute
}

/**
 * Decides whether an activity counts in a club with all its challenges, or in a challenge without a club, and brings the scores up
 * to date. A final standing stays as it is. It can be judged again.
 */
export const judgeActivity = async (
  context: Context,
  input: Disputed & { readonly counts: boolean; readonly note?: string | null },
): Promise<DisputeRow> => {
  const { athleteId } = requireAthlete(context.caller)
  requireOnePlace(input)
  const { note } = validInput(noteInput, { note: input.note })
  const { activityId, counts } = input
  return context.database.transact(async (tx) => {
    const place = await requireJudged(context, input, tx)
    const find = () => requireRival(context, place, activityId, tx)
    const dispute = await commitVerdict(context, { place, name: place.name, counts, note, find }, tx)
    const { clubId } = place
    if (clubId !== null) {
      const action = counts ? 'ACTIVITY_COUNTED' : 'ACTIVITY_HELD_OUT'
      recordAct(context, { clubId, actorId: athleteId, action, subjectId: activityId, note }, tx)
    }
    return dispute
  }, context.origin)
}

/**
 * Asks the platform's staff to look at an own activity that is held out, or of which an effort has no rank. Asking again changes nothing, also after the
 * answer. Whether an effort has a rank is not known here, so each own activity may be asked about.
 */
export const objectToHoldOut = async (
  context: Context,
  input: { readonly activityId: string; readonly note?: string | null },
): Promise<DisputeRow> => {
  const { athleteId } = requireAthlete(context.caller)
  const { note } = validInput(noteInput, { note: input.note })
  const { activityFacts, disputes } = context.stores
  return context.database.transact(async (tx) => {
    const fact = await activityFacts.get(input.activityId, tx)
    if (fact === null || fact.deleted || fact.athleteId !== athleteId) throw notFound('This activity')
    const known = await disputes.get(disputeId(PLATFORM, fact._id), tx)
    if (known !== null) return known
    const objection = newObjection(fact, note, context.runtime.now())
    await disputes.put([objection], tx)
    return objection
  }, context.origin)
}

/** How the platform is called where a club would be. */
const EVERYWHERE = 'clubs and challenges, and on segments'

/** Answers an objection, as staff: the activity counts everywhere, or does not, where no organiser has decided about it. It can be answered again. */
export const judgeObjection = async (
  context: Context,
  input: { readonly activityId: string; readonly counts: boolean; readonly note?: string | null },
): Promise<DisputeRow> => {
  const { athleteId } = requireAthlete(context.caller)
  if (!isStaff(context.caller)) throw forbidden('Only the staff answers objections.')
  const { note } = validInput(noteInput, { note: input.note })
  const { activityId, counts } = input
  const { activityFacts, disputes } = context.stores
  return context.database.transact(async (tx) => {
    if ((await disputes.get(disputeId(PLATFORM, activityId), tx)) === null) throw notFound('This objection')
    const find = async (): Promise<ActivityFact> => {
      const fact = await activityFacts.get(activityId, tx)
      if (fact === null || fact.deleted) throw notFound('This activity')
      if (fact.athleteId === athleteId) throw forbidden('This is your own activity.')
      return fact
    }
    return commitVerdict(context, { place: platformPlace, name: EVERYWHERE, counts, note, find }, tx)
  }, context.origin)
}

export interface DisputesArguments extends PageArguments {
  readonly judged?: boolean | null
}

const readDisputes = async ({ stores }: Context, placeId: string, args: DisputesArguments) => {
  const page = pageRequest({ first: args.first, after: args.after }, ['number', 'string'])
  const rows = await stores.disputes.list({
    placeId,
    isJudged: args.judged ?? false,
    after: page.after === null ? null : { openedAt: new Date(Number(page.after[0])), id: String(page.after[1]) },
    limit: page.size + 1,
  })
  return connectionOf(
    rows,
    page,
    (row) => [row.openedAt.getTime(), row._id],
    (row) => row,
  )
}

const mayJudgeIn = async ({ loaders }: Context, clubId: string): Promise<boolean> =>
  mayAct('JUDGE_ACTIVITIES', roleOf(await loaders.viewerMemberships.load(clubId)))

/** Lists Club.disputes. Returns null to everyone who may not judge them. */
export const listClubDisputes = async (context: Context, club: ClubRow, args: DisputesArguments) =>
  (await mayJudgeIn(context, club._id)) ? readDisputes(context, club._id, args) : null

/** Lists Challenge.disputes: those of its club, where it has one. Returns null to everyone who may not judge them. */
export const listChallengeDisputes = async (context: Context, challenge: ChallengeRow, args: DisputesArguments) => {
  const { clubId, createdById } = challenge
  const mayJudge = clubId === null ? createdById === context.viewerId : await mayJudgeIn(context, clubId)
  return mayJudge ? readDisputes(context, challengePlace(challenge).placeId, args) : null
}

/** Lists Viewer.disputeQueue: what waits for the staff, the longest first. Returns null to everybody else. */
export const listStaffDisputes = async (context: Context, args: PageArguments) => {
  if (!isStaff(context.caller)) return null
  const page = pageRequest({ first: args.first, after: args.after }, ['number', 'string'])
  const after = page.after === null ? null : { staffFrom: new Date(Number(page.after[0])), id: String(page.after[1]) }
  const rows = await context.stores.disputes.forStaff(new Date(context.runtime.now()), after, page.size + 1)
  return connectionOf(
    rows,
    page,
    (row) => [staffJudgesFrom(row).getTime(), row._id],
    (row) => row,
  )
}
