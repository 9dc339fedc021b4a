import type { Context } from '../context.ts'
import type { ChallengeRef } from '../domain/challenge.ts'
import { announceShown } from './announce-shown.ts'
import { recordPartnerAct } from './record-partner-act.ts'
import { requireOwn } from './require-scope.ts'

/**
 * Lets go of the sponsor of a challenge, for good: the brand sees nothing of the challenge any more, on no road. Again changes nothing.
 * Another brand's sponsorship is as unknown as one that does not exist.
 */
export const endSponsorship = async (context: Context, challengeId: string): Promise<ChallengeRef> => {
  const { database, stores, runtime, origin } = context
  await database.transact(async (tx) => {
    const sponsorship = await stores.sponsorships.find(challengeId, tx)
    const { brandId, endedAt } = requireOwn(context, sponsorship, 'This sponsorship', 'CAMPAIGN_WRITE')
    if (endedAt !== undefined) return
    const now = new Date(runtime.now())
    await stores.sponsorships.end(challengeId, now, tx)
    await stores.challenges.endSponsor(challengeId, now, tx)
    announceShown(context, [challengeId], tx)
    recordPartnerAct(context, { brandId, act: 'SPONSORSHIP_ENDED', subjectId: challengeId }, tx)
    tx.emit('sponsorship.ended', { challengeId, brandId, at: now.getTime() })
  }, origin)
  return { id: challengeId }
}
