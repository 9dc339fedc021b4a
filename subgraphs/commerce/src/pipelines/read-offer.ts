import type { Context } from '../context.ts'
import { boardRowId, hasCompleted } from '../domain/board.ts'
import { type Offer, offerFor } from '../domain/offer-code.ts'
import type { SponsorshipRow } from '../domain/sponsorship.ts'

/** What the viewer sees of the code of a sponsorship. Nobody else's code is ever read, by the brand and by staff neither. */
export const readOffer = async ({ loaders, viewerId }: Context, sponsorship: SponsorshipRow): Promise<Offer> => {
  if (viewerId === null) return offerFor(sponsorship, { hasCompleted: false, given: null })
  const id = boardRowId(sponsorship._id, viewerId)
  const [row, given] = await Promise.all([loaders.boardRow.load(id), loaders.givenCode.load(id)])
  return offerFor(sponsorship, { hasCompleted: row !== null && hasCompleted(row), given: given?.code ?? null })
}
