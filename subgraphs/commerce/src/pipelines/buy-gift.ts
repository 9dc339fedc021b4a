import { randomBytes, randomUUID } from 'node:crypto'
import { badUserInput, requireAthlete, validInput } from '@gruppetto/graph'
import { requireVerified } from '@gruppetto/relations'
import { z } from 'zod'
import type { Context } from '../context.ts'
import { GIFT_MONTHS, type GiftRow, giftPrice } from '../domain/gift.ts'
import { isPublicUrl, PUBLIC_URL_EXPECTED } from '../domain/web-url.ts'
import type { StartedCheckout } from '../providers/payment-provider.ts'
import { atProvider, requirePayments } from './at-provider.ts'
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
  const started = await atProvider(() => payments.startPayment(order, randomUUID()))
  await stores.subscriptions.openPage(athleteId, started.expiresAt)
  return started
}
