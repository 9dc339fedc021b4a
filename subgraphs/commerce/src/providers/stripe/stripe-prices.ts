import Stripe from 'stripe'
import type { PlanRow } from '../../domain/plans.ts'
import { PLAN_VERSION } from './stripe-facts.ts'

const INTERVALS = { MONTH: 'month', YEAR: 'year' } as const

/** Finds the price of a plan at Stripe by its lookup key, and makes it where there is none. So nobody copies ids of prices. */
export const openPrices = (stripe: Stripe) => {
  const known = new Map<string, string>()

  const ensureProduct = async ({ version, name, key }: PlanRow): Promise<string> => {
    const id = `gruppetto_${version.replaceAll('-', '_')}`
    try {
      await stripe.products.create({ id, name: `Gruppetto ${name}`, metadata: { [PLAN_VERSION]: version, plan: key } })
    } catch (error) {
      if (!(error instanceof Stripe.errors.StripeError) || error.code !== 'resource_already_exists') throw error
    }
    return id
  }

  const make = async (plan: PlanRow, lookupKey: string): Promise<Stripe.Price> => {
    if (plan.interval === 'NONE') throw new Error(`${plan.key} has no price`)
    return stripe.prices.create(
      {
        product: await ensureProduct(plan),
        currency: plan.currency.toLowerCase(),
        unit_amount: plan.priceCents,
        recurring: { interval: INTERVALS[plan.interval] },
        tax_behavior: 'inclusive',
        lookup_key: lookupKey,
        metadata: { [PLAN_VERSION]: plan.version },
      },
      { idempotencyKey: `price:${lookupKey}` },
    )
  }

  return {
    /** Returns the id of the price. Throws when Stripe has another amount under this version, since a version never changes. */
    async idOf(plan: PlanRow): Promise<string> {
      const lookupKey = `${plan.version}-${plan.currency.toLowerCase()}`
      const before = known.get(lookupKey)
      if (before !== undefined) return before
      const { data } = await stripe.prices.list({ lookup_keys: [lookupKey], limit: 1 })
      const price = data[0] ?? (await make(plan, lookupKey))
      if (price.unit_amount !== plan.priceCents) throw new Error(`the price ${lookupKey} at Stripe is ${price.unit_amount}`)
      known.set(lookupKey, price.id)
      return price.id
    },
  }
}

export type Prices = ReturnType<typeof openPrices>
