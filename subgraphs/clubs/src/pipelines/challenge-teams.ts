import { conflict, forbidden, notFound, requireAthlete } from '@gruppetto/graph'
import type { Tx } from '@gruppetto/runtime'
import type { Context } from '../context.ts'
import { type ChallengeRow, statusAt } from '../domain/challenge.ts'
import { MOST_TEAMS, type RankedTeam, rankTeams, type TeamScore, teamScore, teamState } from '../domain/team.ts'
import type { Services } from '../services.ts'
import { recordAct } from './record-act.ts'
import { requireActor } from './require-club.ts'
import { findChallenge } from './show-challenges.ts'

/** Reads the scores of all clubs: at most MOST_TEAMS reads of at most as many entries as count. */
export const readTeamScores = ({ stores }: Services, challenge: ChallengeRow, tx?: Tx): Promise<readonly TeamScore[]> =>
  Promise.all(
    (challenge.teamIds ?? []).map(async (clubId) =>
      teamScore(clubId, await stores.entries.bestOfTeam(challenge._id, clubId, challenge.bestOfTeam ?? 0, tx)),
    ),
  )

/** Shows the clubs that the viewer may see, with their ranks among all. Returns null when it is no challenge between clubs. */
export const showTeams = async (context: Context, challenge: ChallengeRow): Promise<readonly RankedTeam[] | null> => {
  if (challenge.teamIds === undefined) return null
  const ranked = rankTeams(challenge.finalTeams ?? (await readTeamScores(context, challenge)))
  const clubs = await Promise.all(ranked.map(({ clubId }) => context.loaders.clubs.load(clubId)))
  return ranked.filter((_, index) => clubs[index] !== null)
}

interface TeamChange {
  readonly id: string
  readonly clubId: string
  readonly action: 'CHALLENGE_ENTERED' | 'CHALLENGE_WITHDRAWN'
  /** Returns the clubs after the change. */
  readonly change: (teamIds: readonly string[]) => readonly string[]
}

/** Changes the clubs of a challenge between clubs that is not over. A change that changes nothing is none. */
const changeTeams = async (context: Context, { id, clubId, action, change }: TeamChange): Promise<ChallengeRow> => {
  const { athleteId } = requireAthlete(context.caller)
  const { stores, runtime, database, origin } = context
  if ((await findChallenge(context, id)) === null) throw notFound('This challenge')
  return database.transact(async (tx) => {
    const challenge = await stores.challenges.get(id, tx)
    if (challenge === null) throw notFound('This challenge')
    const { club } = await requireActor(context, { clubId, athleteId, act: 'RUN_CHALLENGES' }, tx)
    if (challenge.teamIds === undefined) throw conflict('This is no challenge between clubs.', 'NOT_BETWEEN_CLUBS')
    if (!['UPCOMING', 'ACTIVE'].includes(statusAt(challenge, runtime.now())))
      throw conflict('The challenge is over.', 'CHALLENGE_OVER')
    if (action === 'CHALLENGE_ENTERED' && club.access === 'SECRET') {
      throw forbidden('A SECRET club cannot enter: everybody sees the clubs of a challenge.')
    }
    const teamIds = change(challenge.teamIds)
    if (teamIds.length === challenge.teamIds.length) return challenge
    if (teamIds.length > MOST_TEAMS)
      throw conflict(`The challenge has ${MOST_TEAMS} clubs, and no more can enter.`, 'TOO_MANY_TEAMS', { max: MOST_TEAMS })
    recordAct(context, { clubId, actorId: athleteId, action, subjectId: id }, tx)
    tx.afterCommit(() => context.boards.hint(id))
    const changed = await stores.challenges.setTeams(id, teamIds, tx)
    if (changed === null) throw notFound('This challenge')
    const entered = action === 'CHALLENGE_ENTERED'
    tx.emit('challenge.team-changed', teamState(changed, { clubId, entered, byId: athleteId }, runtime.now()))
    return changed
  }, origin)
}

/** Enters a club into a challenge between clubs, as its owner or admin. */
export const enterChallenge = (context: Context, id: string, clubId: string): Promise<ChallengeRow> =>
  changeTeams(context, {
    ...{ id, clubId, action: 'CHALLENGE_ENTERED' },
    change: (teamIds) => (teamIds.includes(clubId) ? teamIds : [...teamIds, clubId]),
  })

/** Takes a club out of a challenge between clubs, as its owner or admin. */
export const withdrawFromChallenge = (context: Context, id: string, clubId: string): Promise<ChallengeRow> =>
  changeTeams(context, {
    ...{ id, clubId, action: 'CHALLENGE_WITHDRAWN' },
    change: (teamIds) => teamIds.filter((teamId) => teamId !== clubId),
  })
