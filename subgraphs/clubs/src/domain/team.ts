import type { EventData } from '@gruppetto/events'
import { ranksOf } from '@gruppetto/graph'
import type { ChallengeRow } from './challenge.ts'
import type { ScoreMetric } from './values.ts'

/** A challenge between clubs has no more clubs. */
export const MOST_TEAMS = 50

/** The score of a club in a challenge between clubs, in whole units. */
export interface TeamScore {
  readonly clubId: string
  readonly units: number
  /** The number of members whose scores are in it. */
  readonly counted: number
}

export interface RankedTeam extends TeamScore {
  readonly rank: number
}

/** A club on the board of clubs, with the metric that its score has. */
export interface TeamView extends RankedTeam {
  readonly metric: ScoreMetric
}

/** Returns the score of a club: the sum of its best. `best` has no more members than count. */
export const teamScore = (clubId: string, best: readonly number[]): TeamScore => {
  const counting = best.filter((units) => units > 0)
  return { clubId, units: counting.reduce((sum, units) => sum + units, 0), counted: counting.length }
}

/** Ranks the clubs, the best first. Ties share a rank, and stand in the order in which the clubs entered. */
export const rankTeams = (scores: readonly TeamScore[]): readonly RankedTeam[] => {
  const ordered = scores.toSorted((a, b) => b.units - a.units)
  const ranks = ranksOf(ordered.map(({ units }) => units))
  return ordered.map((score, index) => ({ ...score, rank: ranks[index] ?? 0 }))
}

type TeamChange = Pick<EventData<'challenge.team-changed'>, 'clubId' | 'entered' | 'byId'>

/** Of the challenge after a club has entered it or was withdrawn. */
export const teamState = (
  { _id: challengeId, revision }: Pick<ChallengeRow, '_id' | 'revision'>,
  change: TeamChange,
  nowMs: number,
): EventData<'challenge.team-changed'> => ({ challengeId, revision, ...change, at: nowMs })
