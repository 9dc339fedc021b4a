import { z } from 'zod'

/** What a brand owes for a sale, from an instant on. Versions are never changed: a click is paid by the rule that held when it happened. */
export interface CommissionRuleRow {
  readonly _id: string
  readonly brandId: string
  readonly from: Date
  /** Hundredths of a percent of the sale. */
  readonly basisPoints: number
  /** A sale counts when it comes so many days after the click at the latest. */
  readonly attributionDays: number
  readonly setAt: Date
}

export const commissionInput = z.object({
  brandId: z.string(),
  basisPoints: z.number().int().min(0, 'must not be negative').max(10_000, 'is more than the whole sale'),
  attributionDays: z.number().int().min(1, 'must be at least a day').max(90, 'must be at most 90 days'),
  from: z.date().nullish(),
})

const DAY_MS = 86_400_000

/** Returns the rule that holds at an instant; null before the first. The rules may come in any order. */
export const ruleAt = (rules: readonly CommissionRuleRow[], at: Date): CommissionRuleRow | null =>
  rules
    .filter(({ from }) => from <= at)
    .reduce<CommissionRuleRow | null>(
      (latest, rule) =>
        latest === null || rule.from > latest.from || (rule.from.getTime() === latest.from.getTime() && rule._id > latest._id)
          ? rule
          : latest,
      null,
    )

/** Whether a sale may be the click's: not before it, and not after the rule's days. Both ends count. */
export const isWithin = ({ attributionDays }: CommissionRuleRow, clickedAt: Date, soldAt: Date): boolean => {
  const afterMs = soldAt.getTime() - clickedAt.getTime()
  return afterMs >= 0 && afterMs <= attributionDays * DAY_MS
}

/** The commission of a sale in minor units, rounded half to even, so that many roundings favour nobody. Exact for every safe integer. */
export const commissionOf = (amount: number, basisPoints: number): number => {
  const product = BigInt(amount) * BigInt(basisPoints)
  const [whole, rest] = [product / 10_000n, product % 10_000n]
  const isUp = rest > 5_000n || (rest === 5_000n && whole % 2n === 1n)
  return Number(isUp ? whole + 1n : whole)
}

/**
 * What a refund takes back of a commission. It is the difference of two commissions of what is left of the sale, so any number of partial
 * refunds of the whole sale takes back exactly the whole commission.
 */
export const commissionBack = (
  sale: { readonly amount: number; readonly refunded: number; readonly basisPoints: number },
  refund: number,
): number => {
  const left = sale.amount - sale.refunded
  return commissionOf(left, sale.basisPoints) - commissionOf(left - refund, sale.basisPoints)
}
