import { type ChallengeRow, rulesOf } from './challenge.ts'

/** What is known of a viewer to whom challenges are suggested. */
export interface Suggested {
  readonly clubIds: ReadonlySet<string>
  /** The sports of the last weeks. */
  readonly sports: ReadonlySet<string>
  /** The challenges in which the viewer takes part. */
  readonly joined: ReadonlySet<string>
  /** How many of those whom the viewer follows take part, by challenge. */
  readonly friends: ReadonlyMap<string, number>
}

const MOST_FRIENDS_COUNTED = 5

/** Whether the viewer could join: a challenge of clubs is for their members, unless its rules open it to all. */
const isOpenTo = (challenge: ChallengeRow, { clubIds }: Suggested): boolean => {
  if (challenge.teamIds !== undefined) return challenge.teamIds.some((clubId) => clubIds.has(clubId))
  return challenge.clubId === null || !rulesOf(challenge).membersOnly || clubIds.has(challenge.clubId)
}

/** How well a challenge suits the viewer; 0: not at all. */
const suitability = (challenge: ChallengeRow, viewer: Suggested): number => {
  const { clubId, sports, teamIds = [] } = challenge
  const friends = Math.min(MOST_FRIENDS_COUNTED, viewer.friends.get(challenge._id) ?? 0)
  const ofOwnClub = [clubId, ...teamIds].some((id) => id !== null && viewer.clubIds.has(id))
  const ofOwnSport = sports.some((sport) => viewer.sports.has(sport))
  return 2 * friends + (ofOwnClub ? 3 : 0) + (ofOwnSport ? 2 : 0)
}

/** Returns what suits the viewer, the best first; of two that suit alike, the one with more participants. */
export const suggestAmong = (candidates: readonly ChallengeRow[], viewer: Suggested, most: number): readonly ChallengeRow[] =>
  candidates
    .filter((challenge) => !viewer.joined.has(challenge._id) && isOpenTo(challenge, viewer))
    .map((challenge) => ({ challenge, suits: suitability(challenge, viewer) }))
    .filter(({ suits }) => suits > 0)
    .sort((a, b) => b.suits - a.suits || b.challenge.participantCount - a.challenge.participantCount)
    .slice(0, most)
    .map(({ challenge }) => challenge)
