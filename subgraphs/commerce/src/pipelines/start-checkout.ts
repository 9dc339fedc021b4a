import { randomUUID } from 'node:crypto'
import { badUserInput, conflict, requireAthlete, validInput } from '@gruppetto/graph'
import { requireVerified } from '@gruppetto/relations'
import { isDuplicateKey } from '@gruppetto/runtime'
import { z } from 'zod'
import type { Context } from '../context.ts'
import { isSoldIn, type PlanKey, planSold } from '../domain/plans.ts'
import { isUnderWay, newSubscription, type SubscriptionRow, withCustomer } from '../domain/subscription-row.ts'
import { isPublicUrl, PUBLIC_URL_EXPECTED } from '../domain/web-url.ts'
import type { PaymentProvider, StartedCheckout } from '../providers/payment-provider.ts'
import { atProvider, requirePayments } from './at-provider.ts'
import { lookAsAthlete, requireNothingOverdue } from './change-subscription.ts'
import { currencyOf } from './list-plans.ts'
import { requireOffer, withReservedCode } from './reserve-code.ts'
import { hadTrial } from './trials.ts'

const checkoutInput = z.object({
  plan: z
    .enum(['FREE', 'PREMIUM_MONTHLY', 'PREMIUM_YEARLY'])
    .refine((key) => key !== 'FREE', 'is not bought: cancelSubscription'),
  returnUrl: z.string().max(2000).refine(isPublicUrl, PUBLIC_URL_EXPECTED),
  currency: z
    .string()
    .max(16)
    .trim()
    .toUpperCase()
    .refine(isSoldIn, 'is none that plans are sold in')
    .nullish()
    .transform((currency) => currency ?? null),
  code: z
    .string()
    .nullish()
    .transform((code) => code?.trim() || null),
})

/** The athlete's customer at this provider, made where there is none. */
export const customerOf = async (context: Context, payments: PaymentProvider, athleteId: string, currency: string) => {
  const { database, stores, runtime, origin } = context
  const known = await stores.subscriptions.get(athleteId)
  if (known?.provider === payments.name) return known
  const customerId = await atProvider(() => payments.ensureCustomer(athleteId))
  const customer = { athleteId, provider: payments.name, customerId, currency }
  const row = known === null ? newSubscription(customer, runtime.now()) : withCustomer(known, customer, runtime.now())
  try {
    await database.transact(async (tx) => {
      if (known === null) await stores.subscriptions.insert(row, tx)
      else await stores.subscriptions.store(row, tx)
    }, origin)
  } catch (error) {
    // Another call of the athlete's has made it at the same time; the provider has one customer for both.
    if (!isDuplicateKey(error)) throw error
  }
  return row
}

const requireNone = (row: SubscriptionRow): void => {
  requireNothingOverdue(row)
  if (isUnderWay(row.state))
    throw conflict('You have a subscription already: changePlan changes it, resumeSubscription keeps it.', 'PAYS_ALREADY')
}

/** Opens the provider's page for a purchase. Nothing changes here until the provider says that it was paid, or that a trial runs. */
export const startCheckout = async (context: Context, args: unknown): Promise<StartedCheckout> => {
  const { caller, stores, runtime } = context
  const { athleteId } = requireAthlete(caller)
  const input = validInput(checkoutInput, args, 'startCheckout')
  const payments = requirePayments(context)
  await requireVerified(stores.accounts, athleteId, runtime.now())
  const before = await lookAsAthlete(context, athleteId)
  if (before !== null) {
    context.forgetReads()
    requireNone(before)
  }
  const own = await currencyOf(context, athleteId)
  const currency = before === null || before.subscriptionId === null ? (input.currency ?? own) : own
  const plan = planSold(input.plan as PlanKey, currency)
  if (plan === null) throw badUserInput([{ path: 'currency', message: `is not sold: ${currency}` }])
  const customer = before ?? (await customerOf(context, payments, athleteId, currency))
  const trialDays = (await hadTrial(context, athleteId)) ? 0 : plan.trialDays
  const code = input.code === null ? null : await requireOffer(context, payments, athleteId, input.code)
  const discount = code === null ? null : { percentOff: code.percentOff, months: code.months }
  const order = { athleteId, customerId: customer.customerId, plan, trialDays, discount, returnUrl: input.returnUrl }
  const started = await withReservedCode(context, { athleteId, code }, () =>
    atProvider(() => payments.startCheckout(order, randomUUID())),
  )
  // Should the webhook of the purchase get lost, the provider is asked when the page has expired at the latest.
  await stores.subscriptions.openPage(athleteId, started.expiresAt)
  return started
}
