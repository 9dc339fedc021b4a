import { badUserInput, notFound, requireAthlete } from '@gruppetto/graph'
import type { Tx } from '@gruppetto/runtime'
import type { Context } from '../context.ts'
import type { ClubRow } from '../domain/club.ts'
import { beginMembership, putMembership } from './put-membership.ts'
import { recordAct } from './record-act.ts'
import { requireActor } from './require-club.ts'

/** The most requests that one call answers. */
const MOST_ANSWERED = 100

interface Answer {
  readonly athleteId: string
  readonly accept: boolean
  /** Who answers. */
  readonly byId: string
}

/** Answers one request. Returns the club as it is then, or null when there is no such request. */
const answerRequest = async (context: Context, club: ClubRow, answer: Answer, tx: Tx): Promise<ClubRow | null> => {
  const { athleteId, accept, byId } = answer
  const known = await context.stores.memberships.get(club._id, athleteId, tx)
  if (accept && known?.status === 'ACTIVE') return club
  if (known?.status !== 'REQUESTED') return null
  const action = accept ? 'REQUEST_ACCEPTED' : 'REQUEST_DECLINED'
  recordAct(context, { clubId: club._id, actorId: byId, action, subjectId: athleteId }, tx)
  if (accept) return beginMembership(context, club, { athleteId, known, byId }, tx)
  await putMembership(context, { clubId: club._id, athleteId, known, status: 'NONE', byId }, tx)
  return club
}

/** Accepts or declines a request to join, as the club's owner or admin. Accepting a member changes nothing. */
export const respondToJoinRequest = async (
  context: Context,
  { clubId, athleteId, accept }: { readonly clubId: string; readonly athleteId: string; readonly accept: boolean },
): Promise<ClubRow> => {
  const byId = requireAthlete(context.caller).athleteId
  return context.database.transact(async (tx) => {
    const { club } = await requireActor(context, { clubId, athleteId: byId, act: 'ANSWER_REQUESTS' }, tx)
    const answered = await answerRequest(context, club, { athleteId, accept, byId }, tx)
    if (answered === null) throw notFound('This request')
    return answered
  }, context.origin)
}

/** Answers several requests alike. Those that were withdrawn or answered meanwhile are passed over. */
export const respondToJoinRequests = async (
  context: Context,
  args: { readonly clubId: string; readonly athleteIds: readonly string[]; readonly accept: boolean },
): Promise<ClubRow> => {
  const { clubId, accept } = args
  const byId = requireAthlete(context.caller).athleteId
  const athleteIds = [...new Set(args.athleteIds)]
  if (athleteIds.length > MOST_ANSWERED) {
    throw badUserInput([{ path: 'athleteIds', message: `must have at most ${MOST_ANSWERED} athletes` }])
  }
  return context.database.transact(async (tx) => {
    const { club } = await requireActor(context, { clubId, athleteId: byId, act: 'ANSWER_REQUESTS' }, tx)
    let answered = club
    for (const athleteId of athleteIds) {
      answered = (await answerRequest(context, answered, { athleteId, accept, byId }, tx)) ?? answered
    }
    return answered
  }, context.origin)
}
