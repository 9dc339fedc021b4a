import type { Context } from '../context.ts'
import { boardRowId } from '../domain/board.ts'
import { type ChallengeRow, maySeeChallenge } from '../domain/challenge.ts'
import type { SponsorshipRow } from '../domain/sponsorship.ts'

/** A challenge as commerce knows it; null when the caller may not see it. */
export const readVisibleChallenge = async ({ loaders }: Context, challengeId: string): Promise<ChallengeRow | null> => {
  const challenge = await loaders.challenge.load(challengeId)
  if (challenge === null) return null
  return maySeeChallenge(challenge, await loaders.challengeViewer.load('viewer')) ? challenge : null
}

/** A sponsorship that has ended, for who has a code of it: the code stays theirs. */
const readEnded = async ({ loaders, viewerId }: Context, challengeId: string): Promise<SponsorshipRow | null> => {
  const given = viewerId === null ? null : await loaders.givenCode.load(boardRowId(challengeId, viewerId))
  return given === null ? null : loaders.endedSponsorship.load(challengeId)
}

/** The sponsorship of a challenge; null when it has none any more, and when the caller may not see the challenge. */
export const readSponsorship = async (context: Context, challengeId: string): Promise<SponsorshipRow | null> => {
  const challenge = await readVisibleChallenge(context, challengeId)
  if (challenge === null) return null
  if (challenge.sponsorEndedAt !== undefined) return readEnded(context, challengeId)
  return challenge.sponsorBrandId === null ? null : context.loaders.sponsorship.load(challengeId)
}
