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

  it('may be something else within the hour while a first payment may still succeed, beside whatever there is', () => {
    const HOUR_MS = DAY_MS / 24
    const first = (hours: number) =>
      subscription({ id: 'sub_2', status: 'INCOMPLETE', startedAt: new Date(NOW - hours * HOUR_MS) })
    const soon = new Date(NOW + HOUR_MS)
    expect(sightCustomer(customer([first(0)]), NOW)).toMatchObject({ sighting: 'ABSENT', changesAt: soon })
    expect(sightCustomer(customer([first(24), subscription({ status: 'ENDED' })]), NOW)).toMatchObject({
      sighting: 'ENDED',
      changesAt: soon,
    })
    expect(sightCustomer(customer([first(25)]), NOW).changesAt).toBeNull()
    // What is due before stays due before.
    const late = subscription({ status: 'PAST_DUE', pastDueAt: new Date(NOW - 14 * DAY_MS + 1000) })
    expect(sightCustomer(customer([first(0), late]), NOW).changesAt).toEqual(new Date(NOW + 1000))
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
        expect(sightCustomer(customer(turned.toReversed()), NOW)).toEqual({
          ...seen,
          surplus: expect.any(Array),
          twins: expect.any(Array),
        })
        const has = (status: string) => picked.some((each) => each.status === status)
        const isRunning = has('ACTIVE') || has('TRIALING')
        if (isRunning) expect(['PAID', 'TRIAL']).toContain(seen.sighting)
        const live = picked.filter(({ status }) => status !== 'ENDED' && status !== 'INCOMPLETE').length
        expect(isRunning ? seen.twins : seen.surplus).toHaveLength(Math.max(0, live - 1))
        expect(isRunning ? seen.surplus : seen.twins).toEqual([])
      }),
    )
  })

  it('is the one of two that began first, on trial or paid, and what was paid for the other since then goes back', () => {
    const first = subscription({ id: 'sub_z', startedAt: new Date(NOW - 20 * DAY_MS), status: 'TRIALING' })
    const later = subscription({ id: 'sub_a', startedAt: new Date(NOW - 10 * DAY_MS) })
    const paid = (id: string, days: number, more: Partial<ProviderInvoice> = {}) =>
      invoice({ id, subscriptionId: 'sub_a', issuedAt: new Date(NOW - days * DAY_MS), ...more })
    const invoices = [
      paid('in_1', 10),
      paid('in_2', 5, { refundedAmount: 100 }),
      paid('in_refunded', 4, { status: 'REFUNDED', refundedAmount: 799 }),
      paid('in_open', 3, { status: 'OPEN' }),
      paid('in_of_first', 2, { subscriptionId: 'sub_z' }),
    ]
    for (const both of [
      [first, later],
      [later, first],
    ]) {
      // The last payment of the later one stands.
      const seen = sightCustomer(customer(both, [paid('in_last', 1), ...invoices]), NOW)
      expect(seen).toMatchObject({ sighting: 'TRIAL', subscription: { id: 'sub_z' }, surplus: [] })
      expect(seen.twins).toEqual([{ subscriptionId: 'sub_a', invoiceIds: ['in_last', 'in_1', 'in_2'] }])
    }
  })

  it('is what was bought anew while another one is overdue, which ends, and nothing of its history goes back', () => {
    const overdue = subscription({
      id: 'sub_old',
      startedAt: new Date(NOW - 90 * DAY_MS),
      status: 'PAST_DUE',
      pastDueAt: new Date(NOW - DAY_MS),
    })
    const anew = subscription({ id: 'sub_new', startedAt: new Date(NOW) })
    const old = invoice({ id: 'in_old', subscriptionId: 'sub_old', issuedAt: new Date(NOW - 60 * DAY_MS) })
    expect(sightCustomer(customer([overdue, anew], [old]), NOW)).toMatchObject({
      subscription: { id: 'sub_new' },
      twins: [{ subscriptionId: 'sub_old', invoiceIds: [] }],
    })
    // Of two that are overdue, a payment decides.
    const both = [overdue, { ...overdue, id: 'sub_other' }]
    expect(sightCustomer(customer(both, [old]), NOW)).toMatchObject({ sighting: 'LATE', twins: [], surplus: [{}] })
  })

  it('is never a disputed payment that is given back again', () => {
    const twin = subscription({ id: 'sub_2', startedAt: new Date(NOW) })
    const disputed = invoice({ subscriptionId: 'sub_2', issuedAt: new Date(NOW), isDisputed: true })
    expect(sightCustomer(customer([subscription(), twin], [disputed]), NOW).twins).toEqual([
      { subscriptionId: 'sub_2', invoiceIds: [] },
    ])
  })
})
