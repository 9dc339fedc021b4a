import type { Tx } from '@gruppetto/runtime'
import { type BoardRow, hasCompleted } from '../domain/board.ts'
import { isRunningLow, MOST_LOW, pickCode } from '../domain/offer-code.ts'
import type { SponsorshipRow } from '../domain/sponsorship.ts'
import type { Services } from '../services.ts'

/** How many of the next codes those who complete at the same time are spread over. */
const SPREAD = 32

type GivingServices = Pick<Services, 'stores' | 'runtime'>
type Completed = Pick<BoardRow, '_id' | 'challengeId' | 'athleteId'>

/**
 * Tells the brand once that few codes are left, and once that none is, until it adds some. Two who take the last ones at the same time
 * may both find one more: then whoever finds none tells it.
 */
const tellStock = async (
  { stores, runtime }: GivingServices,
  sponsorship: SponsorshipRow,
  left: number,
  tx: Tx,
): Promise<void> => {
  const { _id: challengeId, brandId, codesAdded = 0, codesTold = null } = sponsorship
  const told = left === 0 ? 'OUT' : 'LOW'
  if (!isRunningLow(codesAdded, left) || codesTold === 'OUT' || codesTold === told) return
  const [challenge, brand] = [await stores.challenges.get(challengeId, tx), await stores.brands.get(brandId, tx)]
  await stores.sponsorships.noteCodesTold(challengeId, told, tx)
  tx.emit('sponsorship.codes-low', {
    challengeId,
    brandId,
    title: challenge?.title ?? challengeId,
    left,
    noticeEmail: brand?.noticeEmail ?? null,
    at: runtime.now(),
  })
}

/**
 * Gives an athlete who has completed a challenge a code of the brand's list, once. It is part of the transaction that stores that the
 * athlete has completed it, so neither a redelivery nor a crash gives a second code or none. Two who pick the same code conflict, and
 * one of them picks again. Returns whether the athlete has a code now, or the list of the challenge is empty.
 */
export const giveCode = async (
  services: GivingServices,
  { _id, challengeId, athleteId }: Completed,
  tx: Tx,
): Promise<'GIVEN' | 'NONE_LEFT'> => {
  const { stores, runtime } = services
  const { offerCodes, sponsorships } = stores
  const sponsorship = await sponsorships.get(challengeId, tx)
  if (!sponsorship?.codesAdded) return 'NONE_LEFT'
  if (await offerCodes.has(_id, tx)) return 'GIVEN'
  // One more than are few, so that it shows how many are left then.
  const free = await offerCodes.free(challengeId, MOST_LOW + 2, tx)
  const code = pickCode(free.slice(0, SPREAD), athleteId)
  const givenAt = new Date(runtime.now())
  if (code === null) {
    // Codes that are added at the same time are then added after this, and given to who waits.
    await sponsorships.noteRunOut(challengeId, givenAt, tx)
    await tellStock(services, sponsorship, 0, tx)
    return 'NONE_LEFT'
  }
  if (!(await offerCodes.take(code._id, givenAt, tx)))
    throw new Error(`the code ${code.place} of ${challengeId} was taken meanwhile`)
  await offerCodes.give({ _id, challengeId, athleteId, offerCodeId: code._id, code: code.code, givenAt }, tx)
  await tellStock(services, sponsorship, free.length - 1, tx)
  return 'GIVEN'
}

/** Gives a code when the athlete completes the challenge with this change of the row. */
export const giveCodeOnCompletion = async (
  services: GivingServices,
  before: BoardRow | null,
  row: BoardRow,
  tx: Tx,
): Promise<void> => {
  if (hasCompleted(row) && !(before !== null && hasCompleted(before))) await giveCode(services, row, tx)
}
