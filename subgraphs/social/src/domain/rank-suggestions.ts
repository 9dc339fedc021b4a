import type { EventData } from '@gruppetto/events'
import type { Model } from '@gruppetto/graph'
import type { AccountRow } from '@gruppetto/relations'
import type { Candidate, TieReason } from './suggestions.ts'

/** What the model is told of a candidate, in its order. lake/src/queries/features/suggested-athletes.sql computes the same for its training. */
export const SUGGESTION_FEATURES = [
  'score',
  'friends',
  'clubs',
  'segments',
  'challenges',
  'follows_viewer',
  'same_country',
  'same_time_zone',
  'same_persona',
] as const
export const SUGGESTION_OUTPUTS = ['follows'] as const

/** What is compared of an athlete and a candidate. */
export type Likeness = Pick<AccountRow, 'country' | 'timeZone' | 'persona'>

export interface RankFacts {
  readonly viewer: Likeness
  readonly accounts: ReadonlyMap<string, Likeness>
  /** The candidates who follow the athlete. */
  readonly followers: ReadonlySet<string>
}

/** Whether two things are the same: 1 or 0, and unknown where one of them is. */
const same = (one: string | null | undefined, other: string | null | undefined): number =>
  one === null || other === null || one === undefined || other === undefined ? Number.NaN : Number(one === other)

/** Returns the values of SUGGESTION_FEATURES for a candidate. */
export const suggestionFeatures = (
  { athleteId, score, ties }: Candidate,
  { viewer, accounts, followers }: RankFacts,
): readonly number[] => {
  const account = accounts.get(athleteId)
  const count = (reason: TieReason): number => ties.filter((tie) => tie.reason === reason).length
  return [
    score,
    count('FOLLOWED_BY_FOLLOWED'),
    count('SAME_CLUB'),
    count('SAME_SEGMENTS'),
    count('SAME_CHALLENGE'),
    Number(followers.has(athleteId)),
    same(viewer.country, account?.country),
    same(viewer.timeZone, account?.timeZone),
    same(viewer.persona, account?.persona),
  ]
}

/** A candidate, what the model was told of it, and what it said; null where no model was asked. */
export interface RankedCandidate {
  readonly candidate: Candidate
  readonly features: readonly number[]
  readonly chance: number | null
}

/**
 * Orders candidates by how likely the model takes it that the athlete follows them. Equal ones keep the order of the baseline, in which they come, and
 * so do all where there is no model.
 */
export const rankCandidates = (
  model: Pick<Model, 'score'> | null,
  candidates: readonly Candidate[],
  facts: RankFacts,
): readonly RankedCandidate[] => {
  const told = candidates.map((candidate) => ({ candidate, features: suggestionFeatures(candidate, facts), chance: null }))
  if (model === null) return told
  const scored = told.map((each) => ({ ...each, chance: model.score(each.features)[0] ?? 0 }))
  return scored.toSorted((a, b) => b.chance - a.chance)
}

/** What is kept of a list: so many of its first candidates at most. */
const MOST_KEPT = 50

/** Returns what `athlete-suggestions.ranked` says of a list. `shown` are those whom the athlete was shown. */
export const keptCandidates = (
  ranked: readonly RankedCandidate[],
  shown: ReadonlySet<string>,
): EventData<'athlete-suggestions.ranked'>['ranked'] =>
  ranked.slice(0, MOST_KEPT).map(({ candidate: { athleteId }, features, chance }) => {
    const told = (name: (typeof SUGGESTION_FEATURES)[number]): number | null => {
      const value = features[SUGGESTION_FEATURES.indexOf(name)]
      return value === undefined || Number.isNaN(value) ? null : value
    }
    return {
      athleteId,
      shown: shown.has(athleteId),
      chance,
      score: told('score'),
      friends: told('friends'),
      clubs: told('clubs'),
      segments: told('segments'),
      challenges: told('challenges'),
      followsViewer: told('follows_viewer'),
      sameCountry: told('same_country'),
      sameTimeZone: told('same_time_zone'),
      samePersona: told('same_persona'),
    }
  })
