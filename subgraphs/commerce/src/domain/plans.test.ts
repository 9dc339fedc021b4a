import { expect, it } from 'vitest'
import { currencyOfCountry, isSoldIn, isUpgrade, planBought, planSold, plansIn } from './plans.ts'

/** The terms of every version that was ever sold. Whoever changes a price adds a version here; none is ever changed or removed. */
const SOLD: Readonly<Record<string, string>> = {
  'free-1': '0 EUR, 0 USD, 0 GBP, 0 CHF, 0 JPY, 0 KWD; 0 days',
  'premium-monthly-1': '799 EUR, 899 USD, 699 GBP, 900 CHF, 1200 JPY, 2500 KWD; 30 days',
  'premium-yearly-1': '5999 EUR, 6499 USD, 4999 GBP, 6500 CHF, 9000 JPY, 18000 KWD; 30 days',
}

it('a version of a plan keeps its terms for ever', () => {
  for (const [version, terms] of Object.entries(SOLD)) {
    const plans = ['EUR', 'USD', 'GBP', 'CHF', 'JPY', 'KWD'].map((currency) => planBought(version, currency))
    const prices = plans.map((plan) => `${plan?.priceCents} ${plan?.currency}`).join(', ')
    expect(`${prices}; ${plans[0]?.trialDays} days`).toBe(terms)
  }
})

it('every version that is sold is among those that are kept', () => {
  for (const { version } of plansIn('EUR')) expect(Object.keys(SOLD)).toContain(version)
})

it('a plan has a price in every currency that anything is sold in', () => {
  expect(['EUR', 'USD', 'GBP', 'CHF', 'JPY', 'KWD'].every(isSoldIn)).toBe(true)
  expect(isSoldIn('XXX')).toBe(false)
  expect(planSold('PREMIUM_MONTHLY', 'XXX')).toBeNull()
  expect(planBought('premium-monthly-0', 'EUR')).toBeNull()
  for (const country of ['CH', 'GB', 'JP', 'KW', 'US', 'SI', null]) expect(isSoldIn(currencyOfCountry(country))).toBe(true)
})

it('the longer plan is the upgrade', () => {
  const [, month, year] = plansIn('EUR')
  if (month === undefined || year === undefined) throw new Error('a plan is missing')
  expect([isUpgrade(month, year), isUpgrade(year, month), isUpgrade(month, month)]).toEqual([true, false, false])
})
