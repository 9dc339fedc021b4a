import type Stripe from 'stripe'
import { inPeriods } from '../../domain/discount.ts'
import { monthsOf } from '../../domain/plans.ts'
import type { CheckoutOrder } from '../payment-provider.ts'

/**
 * Returns the discounts of a checkout. Each has a coupon of its own, so that nobody can use it anywhere else. Stripe counts its months from the
 * start of a trial, so a trial adds one: where it ends before the month does, the athlete gains a period.
 */
export const discountsOf = async (
  stripe: Stripe,
  { discount, plan, trialDays }: Pick<CheckoutOrder, 'discount' | 'plan' | 'trialDays'>,
  idempotencyKey: string,
): Promise<{ discounts?: Stripe.Checkout.SessionCreateParams.Discount[] }> => {
  if (discount === null) return {}
  const monthsOfPeriod = monthsOf(plan)
  const { percentOff, periods } = inPeriods(discount, monthsOfPeriod)
  const coupon = await stripe.coupons.create(
    {
      percent_off: percentOff,
      duration: 'repeating',
      duration_in_months: periods * monthsOfPeriod + (trialDays > 0 ? 1 : 0),
      max_redemptions: 1,
    },
    { idempotencyKey: `${idempotencyKey}:coupon` },
  )
  return { discounts: [{ coupon: coupon.id }] }
}
