import { randomBytes, randomUUID } from 'node:crypto'
import { badUserInput, conflict, requireAthlete, validInput } from '@gruppetto/graph'
import { requireVerified } from '@gruppetto/relations'
import { crashPoint, type Tx } from '@gruppetto/runtime'
import { z } from 'zod'
import type { Context } from '../context.ts'
import { GIFT_MONTHS, type GiftRow, giftPrice } from '../domain/gift.ts'
import type { InvoiceRow } from '../domain/invoice.ts'
import { isPublicUrl, PUBLIC_URL_EXPECTED } from '../domain/web-url.ts'
import type { StartedCheckout } from '../providers/payment-provider.ts'
import type { Services } from '../services.ts'
import { atProvider, requirePayments } from './at-provider.ts'
import { codeIdOf, giftCodeOf } from './code-hash.ts'
import { currencyOf } from './list-plans.ts'
import { customerOf } from './start-checkout.ts'

const giftInput = z.object({
  months: z
    .number()
    .refine((months) => GIFT_MONTHS.some((known) => known === months), `must be one of ${GIFT_MONTHS.join(', ')}`),
  returnUrl: z.string().max(2000).refine(isPublicUrl, PUBLIC_URL_EXPECTED),
})

/** Opens the page where a gift is paid. Its code comes by mail to who has paid. */
export const buyGift = async (context: Context, args: unknown): Promise<StartedCheckout> => {
  const { caller, stores, database, runtime, origin } = context
  const { athleteId } = requireAthlete(caller)
  const { months, returnUrl } = validInput(giftInput, args, 'buyGift')
  const payments = requirePayments(context)
  if (payments.startPayment === undefined) throw conflict('Gifts are not sold here.')
  await requireVerified(stores.accounts, athleteId, runtime.now())
  const currency = await currencyOf(context, athleteId)
  const amount = giftPrice(months, currency)
  if (amount === null) throw badUserInput([{ path: 'months', message: `is not sold in ${currency}` }])
  const { customerId } = await customerOf(context, payments, athleteId, currency)
  const gift: GiftRow = {
    _id: `gift_${randomBytes(16).toString('hex')}`,
    athleteId,
    months,
    amount,
    currency,
    status: 'OPEN',
    createdAt: new Date(runtime.now()),
  }
  await database.transact((tx) => stores.gifts.insert(gift, tx), origin)
  const title = `A gift: ${months === 1 ? 'a month' : `${months} months`} of Premium`
  const order = { athleteId, customerId, reference: gift._id, title, amount, currency, returnUrl }
  const { startPayment } = payments
  const started = await atProvider(() => startPayment(order, randomUUID()))
  await stores.subscriptions.lookSooner(athleteId, started.expiresAt)
  return started
}

/**
 * Makes the code of a gift whose payment has arrived, in the transaction that stores the payment, so once. When the money is given back or
 * taken back, a code that nobody has redeemed ends.
 */
export const settleGift = async (
  { stores, runtime }: Pick<Services, 'stores' | 'runtime'>,
  { reference, status, isDisputed }: InvoiceRow,
  tx: Tx,
): Promise<void> => {
  const gift = reference == null ? null : await stores.gifts.get(reference, tx)
  if (gift === null) return
  const codeId = codeIdOf(runtime.config.identitySecret, giftCodeOf(runtime.config.identitySecret, gift._id)) ?? ''
  const now = new Date(runtime.now())
  if (status === 'PAID' && !isDisputed && (await stores.gifts.pay(gift._id, tx))) {
    crashPoint('commerce-payments:gift-paid')
    const { _id: giftId, athleteId, months } = gift
    const code = { _id: codeId, name: 'A gift', kind: 'GIFT' as const, percentOff: 100, months, usesLeft: 1, uses: 0 }
    await stores.codes.insert([{ ...code, expiresAt: null, revokedAt: null, createdAt: now, boughtById: athleteId }], tx)
    if (athleteId !== null) tx.emit('gift.bought', { giftId, athleteId, months, at: now.getTime() })
  }
  if (status === 'REFUNDED' || isDisputed) await stores.codes.revokeOne(codeId, now, tx)
}
