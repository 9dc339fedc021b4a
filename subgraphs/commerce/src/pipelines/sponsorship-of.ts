import type { Context } from '../context.ts'
import { type ChallengeRow, maySeeChallenge } from '../domain/challenge.ts'
import type { SponsorshipRow } from '../domain/sponsorship.ts'

/** A challenge as commerce knows it, where the caller may see it. */
export const visibleChallenge = async (challengeId: string, { loaders }: Context): Promise<ChallengeRow | null> => {
  const challenge = await loaders.challenge.load(challengeId)
  if (challenge === null) return null
  return maySeeChallenge(challenge, await loaders.onlooker()) ? challenge : null
}

/** Who sponsors a challenge; null when nobody does and when the caller may not see the challenge. */
export const sponsorshipOf = async (challengeId: string, context: Context): Promise<SponsorshipRow | null> => {
  const challenge = await visibleChallenge(challengeId, context)
  if (challenge === null || challenge.sponsorBrandId === null) return null
  return context.loaders.sponsorship.load(challengeId)
}
