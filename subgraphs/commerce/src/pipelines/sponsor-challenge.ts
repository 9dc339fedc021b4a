import { badUserInput, conflict, notFound, validInput } from '@gruppetto/graph'
import { awaitProjection } from '@gruppetto/relations'
import { isDuplicateKey, type Tx } from '@gruppetto/runtime'
import type { Context } from '../context.ts'
import type { ChallengeRef, ChallengeRow } from '../domain/challenge.ts'
import { type Refusal, refusalOf, type SponsorshipRow, sponsorInput } from '../domain/sponsorship.ts'
import { announceShown } from './announce-shown.ts'
import { recordPartnerAct } from './record-partner-act.ts'
import { requireScope } from './require-scope.ts'

const errorOf = (refusal: Refusal) => {
  if (refusal === 'NO_CHALLENGE') return notFound('This challenge')
  if (refusal === 'SPONSOR_ENDED')
    return conflict('This challenge had a sponsor, and those who joined it agreed to share with that one alone.', 'HAD_SPONSOR')
  if (refusal === 'SPONSORED') return conflict('This challenge has a sponsor already.', 'HAS_SPONSOR')
  return refusal === 'CANCELLED'
    ? conflict('This challenge is cancelled.', 'CHALLENGE_CANCELLED')
    : conflict('This challenge has ended.', 'CHALLENGE_OVER')
}

const requireBrandAndProduct = async ({ stores }: Context, { brandId, productId }: SponsorshipRow, tx: Tx): Promise<void> => {
  if (!(await stores.brands.exists(brandId, tx))) throw notFound('This brand')
  if (productId === null) return
  const product = await stores.products.get(productId, tx)
  if (product === null) throw notFound('This product')
  if (product.brandId !== brandId) throw badUserInput([{ path: 'input.productId', message: 'is no product of this brand' }])
}

/** Gives a challenge its only sponsor. When two calls come at the same time, one of them gets CONFLICT. */
export const sponsorChallenge = async (context: Context, input: unknown): Promise<ChallengeRef> => {
  const { caller, database, stores, runtime, origin } = context
  const { challengeId, ...fields } = validInput(sponsorInput, input)
  const brandId = requireScope(context, fields.brandId, 'CAMPAIGN_WRITE')
  // A brand must not take a closed club's challenge, whose board it may not see. It does not even learn that there is one.
  const isOpenTo = (challenge: ChallengeRow | null) => caller.kind !== 'partner' || challenge?.isPublic === true
  const nowMs = runtime.now()
  const challenge = await awaitProjection(challengeId, nowMs, () => stores.challenges.get(challengeId))
  if (challenge === null || !isOpenTo(challenge)) throw errorOf('NO_CHALLENGE')
  const row: SponsorshipRow = { _id: challengeId, ...fields, brandId, agreedAt: new Date(nowMs) }
  try {
    await database.transact(async (tx) => {
      const current = await stores.challenges.get(challengeId, tx)
      if (!isOpenTo(current)) throw errorOf('NO_CHALLENGE')
      const refusal = refusalOf(current, await stores.sponsorships.get(challengeId, tx), nowMs)
      if (refusal !== null) throw errorOf(refusal)
      await requireBrandAndProduct(context, row, tx)
      await stores.sponsorships.insert(row, tx)
      await stores.challenges.setSponsor(challengeId, row.brandId, tx)
      announceShown(context, [challengeId], tx)
      recordPartnerAct(context, { brandId, act: 'CHALLENGE_SPONSORED', subjectId: challengeId }, tx)
      tx.emit('sponsorship.agreed', { challengeId, brandId: row.brandId, at: nowMs })
    }, origin)
  } catch (error) {
    throw isDuplicateKey(error) ? errorOf('SPONSORED') : error
  }
  return { id: challengeId }
}
