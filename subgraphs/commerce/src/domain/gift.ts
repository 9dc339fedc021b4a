import { planSold } from './plans.ts'

/** A gift that somebody pays for: a code that gives premium for some months to whoever redeems it. */
export interface GiftRow {
  readonly _id: string
  /** Who buys it; null once the account is erased. */
  readonly athleteId: string | null
  readonly months: number
  readonly amount: number
  readonly currency: string
  readonly status: 'OPEN' | 'PAID'
  readonly createdAt: Date
}

export const GIFT_MONTHS = [1, 3, 6, 12] as const

/** What a gift costs: a year as the yearly plan, less as so many months. Null where nothing is sold in the currency. */
export const giftPrice = (months: number, currency: string): number | null => {
  const plan = planSold(months === 12 ? 'PREMIUM_YEARLY' : 'PREMIUM_MONTHLY', currency)
  if (plan === null) return null
  return months === 12 ? plan.priceCents : plan.priceCents * months
}
