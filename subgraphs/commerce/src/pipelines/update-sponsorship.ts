import { validInput } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import type { ChallengeRef } from '../domain/challenge.ts'
import { updateSponsorshipInput } from '../domain/sponsorship.ts'
import { announceShown } from './announce-shown.ts'
import { namesOf, recordPartnerAct } from './record-partner-act.ts'
import { requireOwn } from './require-scope.ts'

/** Changes what the input names of a sponsorship. Another brand's is as unknown as one that does not exist. */
export const updateSponsorship = async (context: Context, input: unknown): Promise<ChallengeRef> => {
  const { database, stores, origin } = context
  const { challengeId, ...change } = validInput(updateSponsorshipInput, input)
  await database.transact(async (tx) => {
    const sponsorship = await stores.sponsorships.get(challengeId, tx)
    const { brandId } = requireOwn(context, sponsorship, 'This sponsorship', 'CAMPAIGN_WRITE')
    await stores.sponsorships.change(challengeId, change, tx)
    announceShown(context, [challengeId], tx)
    const note = namesOf(change)
    recordPartnerAct(context, { brandId, act: 'SPONSORSHIP_CHANGED', subjectId: challengeId, note }, tx)
  }, origin)
  return { id: challengeId }
}
