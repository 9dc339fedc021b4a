import type { Context } from '../context.ts'
import { type ChallengeRow, maySeeChallenge } from '../domain/challenge.ts'
import type { SponsorshipRow } from '../domain/sponsorship.ts'

/** A challenge as commerce knows it; null when the caller may not see it. */
export const readVisibleChallenge = async ({ loaders }: Context, challengeId: string): Promise<ChallengeRow | null> => {
  const challenge = await loaders.challenge.load(challengeId)
  if (challenge === null) return null
  return maySeeChallenge(challenge, await loaders.challengeViewer.load('viewer')) ? challenge : null
}

/** The sponsorship of a challenge; null when it has none, and when the caller may not see the challenge. */
export const readSponsorship = async (context: Context, challengeId: string): Promise<SponsorshipRow | null> => {
  const challenge = await readVisibleChallenge(context, challengeId)
  if (challenge === null || challenge.sponsorBrandId === null) return null
  return context.loaders.sponsorship.load(challengeId)
}
