import { expect, it } from 'vitest'
import { moneyIn } from './money.ts'

it.each([
  ['en-GB', 799, 'EUR', '€7.99'],
  ['en-GB', 900, 'CHF', 'CHF 9'],
  ['en-GB', 1200, 'JPY', 'JP¥1,200'],
  ['en-GB', 2500, 'KWD', 'KWD 2.500'],
  ['de-DE', 5999, 'EUR', '59,99 €'],
] as const)('writes money: %s %i %s', (locale, amount, currency, text) => {
  expect(moneyIn(locale, amount, currency).replaceAll('\u00a0', ' ')).toBe(text)
})
