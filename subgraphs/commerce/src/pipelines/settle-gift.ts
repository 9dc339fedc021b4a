import { crashPoint, type Tx } from '@gruppetto/runtime'
import type { GiftRow } from '../domain/gift.ts'
import { type InvoiceRow, isTakenBack } from '../domain/invoice.ts'
import { isHeld } from '../domain/payment-facts.ts'
import type { Storage } from '../services.ts'
import { giveGrant, takeGrants } from './change-access.ts'
import { giftCodeIdOf } from './code-hash.ts'

const makeCode = async ({ stores, runtime }: Storage, gift: GiftRow, tx: Tx): Promise<void> => {
  crashPoint('commerce-payments:gift-paid')
  const { _id: giftId, athleteId, months } = gift
  const at = runtime.now()
  const code = { name: 'A gift', kind: 'GIFT' as const, percentOff: 100, months, usesLeft: 1, uses: 0, boughtById: athleteId }
  const _id = giftCodeIdOf(runtime.config.identitySecret, giftId)
  await stores.codes.insert([{ _id, ...code, expiresAt: null, revokedAt: null, createdAt: new Date(at) }], tx)
  if (athleteId !== null) tx.emit('gift.bought', { giftId, athleteId, months, at })
}

interface Settlement {
  /** The invoice as it was seen before. */
  readonly before: InvoiceRow | undefined
  readonly after: InvoiceRow
  /** For the trail. */
  readonly cause: string
}

/** The money went back: the code works no more, and what somebody has redeemed ends. */
const endGift = async (storage: Storage, codeId: string, cause: string, tx: Tx): Promise<void> => {
  const { stores, runtime } = storage
  await stores.codes.revokeOne(codeId, new Date(runtime.now()), tx)
  const used = await stores.codes.redemptionOf(codeId, tx)
  if (used === null) return
  const why = { cause, reason: 'the payment of the gift went back' }
  await takeGrants(storage, used.athleteId, { taken: ({ id }) => id === used._id, ...why }, tx)
}

/** The payer's bank lets the payment stand after all: the code works again, and who has redeemed it has what is left. */
const bringBackGift = async (storage: Storage, codeId: string, cause: string, tx: Tx): Promise<void> => {
  const { stores, runtime } = storage
  await stores.codes.unrevokeOne(codeId, tx)
  const used = await stores.codes.redemptionOf(codeId, tx)
  if (used?.givenUntil == null || used.givenUntil.getTime() <= runtime.now()) return
  const { _id: id, athleteId, redeemedAt: givenAt, givenUntil: until } = used
  const grant = { id, source: 'GIFT' as const, reason: 'A gift', givenAt, until }
  await giveGrant(storage, athleteId, { grant, cause }, tx)
}

/**
 * Makes the code of a gift whose payment has arrived, in the transaction that stores the payment, so once. When all of the money is given
 * back, or a bank takes it back, the gift ends, redeemed or not; when the bank lets it stand in the end, it is back.
 */
export const settleGift = async (storage: Storage, { before, after, cause }: Settlement, tx: Tx): Promise<void> => {
  const { stores, runtime } = storage
  const gift = after.reference == null ? null : await stores.gifts.get(after.reference, tx)
  if (gift === null) return
  const codeId = giftCodeIdOf(runtime.config.identitySecret, gift._id)
  if (isHeld(after) && (await stores.gifts.pay(gift._id, tx))) await makeCode(storage, gift, tx)
  else if (isTakenBack(after)) await endGift(storage, codeId, cause, tx)
  else if (before !== undefined && isTakenBack(before)) await bringBackGift(storage, codeId, cause, tx)
}
