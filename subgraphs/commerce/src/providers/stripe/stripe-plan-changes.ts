import type Stripe from 'stripe'
import type { PlanRow } from '../../domain/plans.ts'
import type { ChangeMoment } from '../payment-provider.ts'
import { PLAN_VERSION } from './stripe-facts.ts'
import type { Prices } from './stripe-prices.ts'

const scheduleIdOf = ({ schedule }: Stripe.Subscription): string | null =>
  typeof schedule === 'string' ? schedule : (schedule?.id ?? null)

const itemOf = ({ items: { data }, id }: Stripe.Subscription): Stripe.SubscriptionItem => {
  const [item] = data
  if (item === undefined) throw new Error(`the subscription ${id} has no item`)
  return item
}

/** Changes of a subscription at Stripe. A change that waits for the end of the period is a schedule with a second phase. */
export const openPlanChanges = (stripe: Stripe, prices: Prices) => {
  const release = async (subscription: Stripe.Subscription): Promise<void> => {
    const scheduleId = scheduleIdOf(subscription)
    if (scheduleId !== null) await stripe.subscriptionSchedules.release(scheduleId)
  }

  const changeNow = async (subscription: Stripe.Subscription, plan: PlanRow, idempotencyKey: string): Promise<void> => {
    await release(subscription)
    const item = itemOf(subscription)
    const price = await prices.idOf(plan)
    if (item.price.id === price) return
    await stripe.subscriptions.update(
      subscription.id,
      {
        items: [{ id: item.id, price }],
        // The rest of what was paid is credited, and the difference is paid at once. A declined card changes nothing.
        proration_behavior: 'always_invoice',
        payment_behavior: 'error_if_incomplete',
        metadata: { [PLAN_VERSION]: plan.version },
      },
      { idempotencyKey },
    )
  }

  const changeLater = async (subscription: Stripe.Subscription, plan: PlanRow, idempotencyKey: string): Promise<void> => {
    const item = itemOf(subscription)
    const scheduleId =
      scheduleIdOf(subscription) ??
      (
        await stripe.subscriptionSchedules.create(
          { from_subscription: subscription.id },
          { idempotencyKey: `${idempotencyKey}:make` },
        )
      ).id
    await stripe.subscriptionSchedules.update(
      scheduleId,
      {
        end_behavior: 'release',
        proration_behavior: 'none',
        phases: [
          {
            items: [{ price: item.price.id, quantity: 1 }],
            start_date: item.current_period_start,
            end_date: item.current_period_end,
            ...(subscription.trial_end !== null && subscription.status === 'trialing'
              ? { trial_end: subscription.trial_end }
              : {}),
          },
          {
            items: [{ price: await prices.idOf(plan), quantity: 1 }],
            duration: { interval: plan.interval === 'YEAR' ? 'year' : 'month', interval_count: 1 },
            metadata: { [PLAN_VERSION]: plan.version },
          },
        ],
      },
      { idempotencyKey },
    )
  }

  return {
    async change(subscriptionId: string, plan: PlanRow, when: ChangeMoment, idempotencyKey: string): Promise<void> {
      const subscription = await stripe.subscriptions.retrieve(subscriptionId)
      if (when === 'NOW') await changeNow(subscription, plan, idempotencyKey)
      else await changeLater(subscription, plan, idempotencyKey)
    },
    async cancelAtPeriodEnd(subscriptionId: string): Promise<void> {
      // Stripe lets a schedule alone decide about the end, so it goes first; with it goes a change of plan that waits.
      await release(await stripe.subscriptions.retrieve(subscriptionId))
      await stripe.subscriptions.update(subscriptionId, { cancel_at_period_end: true })
    },
    async resume(subscriptionId: string): Promise<void> {
      const { cancel_at_period_end } = await stripe.subscriptions.retrieve(subscriptionId)
      await stripe.subscriptions.update(
        subscriptionId,
        cancel_at_period_end ? { cancel_at_period_end: false } : { cancel_at: '' },
      )
    },
  }
}
