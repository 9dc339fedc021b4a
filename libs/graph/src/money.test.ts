import { expect, it } from 'vitest'
import { digitsOf, minorUnits, moneyText } from './money.ts'

it('an amount is written with the digits of its currency', () => {
  expect(moneyText({ amount: 799, currency: 'EUR' })).toBe('7.99 EUR')
  expect(moneyText({ amount: 5, currency: 'EUR' })).toBe('0.05 EUR')
  expect(moneyText({ amount: -799, currency: 'USD' })).toBe('-7.99 USD')
  expect(moneyText({ amount: 1200, currency: 'JPY' })).toBe('1200 JPY')
  expect(moneyText({ amount: 2500, currency: 'KWD' })).toBe('2.500 KWD')
  expect(['EUR', 'JPY', 'KWD', 'IQD', 'CLF'].map(digitsOf)).toEqual([2, 0, 3, 3, 4])
})

it('a fraction of a minor unit, and what a double cannot hold, is no amount', () => {
  for (const wrong of [0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) expect(() => minorUnits(wrong)).toThrow(RangeError)
})
