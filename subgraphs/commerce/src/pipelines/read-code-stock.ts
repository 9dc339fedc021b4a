import { notFound } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { isRunningLow } from '../domain/offer-code.ts'
import type { PartnerRef } from '../domain/partner.ts'

export interface CodeStock {
  readonly added: number
  readonly left: number
  readonly given: number
  readonly runningLow: boolean
  /** Athletes who have completed the challenge and got no code, because there was none left. */
  readonly waiting: number
  readonly ranOutAt: Date | null
}

/** What a brand sees of its codes: how many, and never who has which. */
export const readCodeStock = async (
  { stores, loaders }: Context,
  partner: PartnerRef,
  challengeId: string,
): Promise<CodeStock> => {
  const sponsorship = await loaders.sponsorship.load(challengeId)
  if (sponsorship === null || sponsorship.brandId !== partner.brandId) throw notFound('This challenge')
  const added = sponsorship.codesAdded ?? 0
  const left = await stores.offerCodes.countFree(challengeId)
  const given = added - left
  const waiting = added > 0 && left === 0 ? Math.max(0, (await stores.boards.countCompleted(challengeId)) - given) : 0
  return {
    added,
    left,
    runningLow: isRunningLow(added, left),
    given,
    waiting,
    ranOutAt: left === 0 ? (sponsorship.codesRanOutAt ?? null) : null,
  }
}
