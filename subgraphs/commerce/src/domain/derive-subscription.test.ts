import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sightCustomer } from './derive-subscription.ts'
import type { ProviderCustomer, ProviderInvoice, ProviderSubscription } from './payment-facts.ts'

const NOW = Date.UTC(2027, 0, 15)
const DAY_MS = 86_400_000

const subscription = (values: Partial<ProviderSubscription> = {}): ProviderSubscription => ({
  id: 'sub_1',
  planVersion: 'premium-monthly-1',
  currency: 'EUR',
  status: 'ACTIVE',
  startedAt: new Date(NOW - 10 * DAY_MS),
  trialEndsAt: null,
  currentPeriodEndsAt: new Date(NOW + 20 * DAY_MS),
  cancelsAtPeriodEnd: false,
  nextPlanVersion: null,
  pastDueAt: null,
  ...values,
})

const invoice = (values: Partial<ProviderInvoice> = {}): ProviderInvoice => ({
  id: 'in_1',
  subscriptionId: 'sub_1',
  issuedAt: new Date(NOW - 10 * DAY_MS),
  amount: 799,
  currency: 'EUR',
  status: 'PAID',
  refundedAmount: 0,
  isDisputed: false,
  url: null,
  ...values,
})

const customer = (
  subscriptions: readonly ProviderSubscription[],
  invoices: readonly ProviderInvoice[] = [],
): ProviderCustomer => ({
  id: 'cus_1',
  subscriptions,
  invoices,
})

const sightingOf = (...args: Parameters<typeof customer>) => sightCustomer(customer(...args), NOW).sighting

describe('what a customer has', () => {
  it('is nothing where the provider knows nobody, and before the first payment', () => {
    expect(sightCustomer(null, NOW)).toMatchObject({ sighting: 'ABSENT', subscription: null })
    expect(sightingOf([subscription({ status: 'INCOMPLETE' })])).toBe('ABSENT')
  })

  it('is late for the days of grace, and no longer', () => {
    const late = (days: number) => subscription({ status: 'PAST_DUE', pastDueAt: new Date(NOW - days * DAY_MS) })
    expect(sightingOf([late(13)])).toBe('LATE')
    expect(sightingOf([late(14)])).toBe('GRACE_OVER')
    expect(sightCustomer(customer([late(13)]), NOW).changesAt).toEqual(new Date(NOW + DAY_MS))
    expect(sightingOf([subscription({ status: 'UNPAID' })])).toBe('GRACE_OVER')
  })

  it('is given back when the last payment was refunded, not when an earlier one was', () => {
    const refunded = invoice({ status: 'REFUNDED', refundedAmount: 799 })
    expect(sightingOf([subscription()], [refunded])).toBe('GIVEN_BACK')
    const later = invoice({ id: 'in_2', issuedAt: new Date(NOW) })
    expect(sightingOf([subscription()], [later, refunded])).toBe('PAID')
    expect(sightingOf([subscription()], [invoice({ refundedAmount: 100 })])).toBe('PAID')
    // An open invoice of the next period does not hide it.
    expect(sightingOf([subscription()], [invoice({ id: 'in_2', issuedAt: new Date(NOW), status: 'OPEN' }), refunded])).toBe(
      'GIVEN_BACK',
    )
  })

  it('is charged back by any payment of the subscription, and not by that of another one', () => {
    expect(sightingOf([subscription()], [invoice({ isDisputed: true })])).toBe('CHARGED_BACK')
    expect(sightingOf([subscription()], [invoice({ isDisputed: true, subscriptionId: 'sub_0' })])).toBe('PAID')
  })

  it('is the best of all subscriptions, in whatever order the provider lists them, and the others that are paid are surplus', () => {
    const statuses = ['INCOMPLETE', 'TRIALING', 'ACTIVE', 'PAST_DUE', 'UNPAID', 'ENDED'] as const
    const some = fc.uniqueArray(
      fc.record({ id: fc.constantFrom('sub_1', 'sub_2', 'sub_3', 'sub_4'), status: fc.constantFrom(...statuses) }),
      { selector: ({ id }) => id },
    )
    fc.assert(
      fc.property(some, fc.nat(), (picked, seed) => {
        const all = picked.map((values) => subscription(values))
        const turned = all.length === 0 ? all : [...all.slice(seed % all.length), ...all.slice(0, seed % all.length)]
        const seen = sightCustomer(customer(all), NOW)
        expect(sightCustomer(customer(turned.toReversed()), NOW)).toEqual({ ...seen, surplus: expect.any(Array) })
        const has = (status: string) => picked.some((each) => each.status === status)
        const best = has('ACTIVE') ? 'PAID' : has('TRIALING') ? 'TRIAL' : null
        if (best !== null) expect(seen.sighting).toBe(best)
        const live = picked.filter(({ status }) => status !== 'ENDED' && status !== 'INCOMPLETE').length
        expect(seen.surplus).toHaveLength(Math.max(0, live - 1))
      }),
    )
  })
})
