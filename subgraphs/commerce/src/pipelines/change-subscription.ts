import { randomUUID } from 'node:crypto'
import { conflict, requireAthlete } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { isUpgrade, type PlanKey, planBought, planSold } from '../domain/plans.ts'
import { isOverdue } from '../domain/subscription.ts'
import { cancelMoment, isUnderWay, type SubscriptionRow } from '../domain/subscription-row.ts'
import type { PaymentProvider } from '../providers/payment-provider.ts'
import { atProvider, requirePayments } from './at-provider.ts'
import { lookAtCustomer } from './look-at-customer.ts'
import { readSubscription, type SubscriptionView } from './read-subscription.ts'

/** The subscription as the provider shows it now, since what is stored here may be a moment old. */
export const lookAsAthlete = (context: Context, athleteId: string): Promise<SubscriptionRow | null> =>
  atProvider(() => lookAtCustomer(context, athleteId, { cause: 'athlete' }))

interface Bought extends SubscriptionRow {
  readonly subscriptionId: string
}

const isBought = (row: SubscriptionRow | null): row is Bought => row !== null && row.subscriptionId !== null

const requireSubscription = async (context: Context, athleteId: string): Promise<Bought> => {
  const row = await lookAsAthlete(context, athleteId)
  if (!isBought(row)) throw conflict('You have no subscription: startCheckout begins one.', 'NO_SUBSCRIPTION')
  return row
}

/** Does something at the provider, if anything, and answers the subscription as the provider shows it afterwards. */
const changeAtProvider = async (
  context: Context,
  decide: (row: Bought, payments: PaymentProvider) => (() => Promise<void>) | null,
): Promise<SubscriptionView> => {
  const { athleteId } = requireAthlete(context.caller)
  const payments = requirePayments(context)
  const change = decide(await requireSubscription(context, athleteId), payments)
  if (change !== null) {
    await atProvider(change)
    await lookAsAthlete(context, athleteId)
  }
  context.forgetReads()
  return readSubscription(context, athleteId)
}

const requireUnderWay = ({ state }: SubscriptionRow): void => {
  if (!isUnderWay(state)) throw conflict('Your subscription has ended: startCheckout begins a new one.', 'SUBSCRIPTION_OVER')
}

export const requireNothingOverdue = ({ state }: SubscriptionRow): void => {
  if (isOverdue(state)) throw conflict('A payment is overdue: pay it first, at portalUrl.', 'PAYMENT_OVERDUE')
}

const cancelling = (row: Bought, payments: PaymentProvider) => {
  const when = cancelMoment(row)
  return when === null ? null : () => payments.cancel(row.subscriptionId, when)
}

export const cancelSubscription = (context: Context): Promise<SubscriptionView> => changeAtProvider(context, cancelling)

export const resumeSubscription = (context: Context): Promise<SubscriptionView> =>
  changeAtProvider(context, (row, payments) => {
    requireUnderWay(row)
    return row.cancelsAtPeriodEnd ? () => payments.resume(row.subscriptionId) : null
  })

const changing = (key: PlanKey) => (row: Bought, payments: PaymentProvider) => {
  if (key === 'FREE') return cancelling(row, payments)
  const { subscriptionId, state, cancelsAtPeriodEnd, currency } = row
  requireUnderWay(row)
  requireNothingOverdue(row)
  const from = row.planVersion === null ? null : planBought(row.planVersion, currency)
  // Who keeps the plan keeps its price too, also when it costs more today.
  const to = from?.key === key ? from : planSold(key, currency)
  if (from === null || to === null) throw conflict(`This plan is not sold in ${currency}.`, 'PLAN_NOT_SOLD')
  const waits = row.nextPlanVersion
  if (!cancelsAtPeriodEnd && (waits === to.version || (waits === null && from.key === key))) return null
  const when = state === 'TRIALING' || from.key === key || isUpgrade(from, to) ? 'NOW' : 'PERIOD_END'
  return async () => {
    if (cancelsAtPeriodEnd) await payments.resume(subscriptionId)
    await payments.changePlan(subscriptionId, to, when, randomUUID())
  }
}

/** Changes the plan: a longer one at once, a shorter one when what is paid is over. */
export const changePlan = (context: Context, key: PlanKey): Promise<SubscriptionView> => changeAtProvider(context, changing(key))
