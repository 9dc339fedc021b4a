import type { Tx } from '@gruppetto/runtime'
import { type BoardRow, hasCompleted } from '../domain/board.ts'
import { pickCode } from '../domain/offer-code.ts'
import type { Services } from '../services.ts'

/** How many of the next codes those who complete at the same time are spread over. */
const SPREAD = 32

/**
 * Gives an athlete who has completed a challenge a code of the brand's list, once. It is part of the transaction that stores that the
 * athlete has completed it, so neither a redelivery nor a crash gives a second code or none. Two who pick the same code conflict, and
 * one of them picks again. Returns whether the athlete has a code now, or the list of the challenge is empty.
 */
export const giveCode = async (
  { stores, runtime }: Pick<Services, 'stores' | 'runtime'>,
  { _id, challengeId, athleteId }: Pick<BoardRow, '_id' | 'challengeId' | 'athleteId'>,
  tx: Tx,
): Promise<'GIVEN' | 'NONE_LEFT'> => {
  const { offerCodes, sponsorships } = stores
  if (await offerCodes.has(_id, tx)) return 'GIVEN'
  const code = pickCode(await offerCodes.free(challengeId, SPREAD, tx), athleteId)
  const givenAt = new Date(runtime.now())
  if (code === null) {
    // Codes that are added at the same time are then added after this, and given to who waits.
    await sponsorships.noteRunOut(challengeId, givenAt, tx)
    return 'NONE_LEFT'
  }
  if (!(await offerCodes.take(code._id, givenAt, tx)))
    throw new Error(`the code ${code.place} of ${challengeId} was taken meanwhile`)
  await offerCodes.give({ _id, challengeId, athleteId, offerCodeId: code._id, code: code.code, givenAt }, tx)
  return 'GIVEN'
}

/** Gives a code when the athlete completes the challenge with this change of the row. */
export const giveCodeOnCompletion = async (
  services: Pick<Services, 'stores' | 'runtime'>,
  before: BoardRow | null,
  row: BoardRow,
  tx: Tx,
): Promise<void> => {
  if (!hasCompleted(row) || (before !== null && hasCompleted(before))) return
  const sponsorship = await services.stores.sponsorships.get(row.challengeId, tx)
  if ((sponsorship?.codesAdded ?? 0) > 0) await giveCode(services, row, tx)
}
