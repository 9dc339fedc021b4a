import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CommissionRuleRow, commissionBack, commissionOf, isWithin, ruleAt } from './commission.ts'
import { bookingOf } from './conversion.ts'

const DAY = 86_400_000
const rule = (id: string, fromMs: number, basisPoints = 500): CommissionRuleRow => ({
  _id: id,
  brandId: 'brand_1',
  from: new Date(fromMs),
  basisPoints,
  attributionDays: 30,
  setAt: new Date(0),
})

describe('a commission', () => {
  it.each([
    [10_000, 500, 500],
    [1, 500, 0],
    // Half a unit goes to the even neighbour.
    [10, 500, 0],
    [30, 500, 2],
    [50, 500, 2],
    [11, 500, 1],
    [0, 10_000, 0],
    [999_999_999_999, 10_000, 999_999_999_999],
  ])('of %i at %i basis points is %i', (amount, basisPoints, expected) => {
    expect(commissionOf(amount, basisPoints)).toBe(expected)
  })

  it('is taken back whole by refunds of the whole sale, in whatever parts', () => {
    const parts = fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(parts, fc.integer({ min: 0, max: 10_000 }), (refunds, basisPoints) => {
        const amount = refunds.reduce((sum, refund) => sum + refund, 0)
        let refunded = 0
        let commission = commissionOf(amount, basisPoints)
        for (const refund of refunds) {
          const back = commissionBack({ amount, refunded, basisPoints }, refund)
          expect(back).toBeGreaterThanOrEqual(0)
          commission -= back
          refunded += refund
          expect(commission).toBe(commissionOf(amount - refunded, basisPoints))
        }
        expect(commission).toBe(0)
      }),
    )
  })
})

it('the rule of a click is the last one that began before it', () => {
  const rules = [rule('c', 3 * DAY), rule('a', DAY), rule('b', 2 * DAY), rule('d', 2 * DAY)]
  expect(ruleAt(rules, new Date(DAY - 1))).toBeNull()
  expect(ruleAt(rules, new Date(DAY))?._id).toBe('a')
  expect(ruleAt(rules, new Date(2 * DAY))?._id).toBe('d')
  expect(ruleAt(rules, new Date(9 * DAY))?._id).toBe('c')
})

it('a sale belongs to a click of the days before it', () => {
  const at = (ms: number) => isWithin(rule('a', 0), new Date(DAY), new Date(ms))
  expect([DAY - 1, DAY, 31 * DAY, 31 * DAY + 1].map(at)).toEqual([false, true, true, false])
})

it('both sides of a booking add up to zero', () => {
  const booked = (commission: number) => {
    const { owedByBrand, earnedByPlatform } = bookingOf(
      { _id: 'c', brandId: 'b', currency: 'JPY' },
      { key: 'k', kind: 'SALE', commission, at: new Date(0) },
    )
    return [owedByBrand, earnedByPlatform]
  }
  expect([booked(120), booked(-7), booked(0)]).toEqual([
    [120, -120],
    [-7, 7],
    [0, 0],
  ])
})
