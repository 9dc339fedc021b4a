import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addMonths } from '../calendar.ts'
import {
  cancelAtPeriodEnd,
  changePrice,
  disputeLatest,
  letHappen,
  moveClock,
  refundInvoice,
  type SandboxPurchase,
  type SandboxResult,
  subscribe,
  useCard,
} from './acts.ts'
import { SANDBOX_CARD_KEYS } from './cards.ts'
import { newCustomer, type SandboxCustomerRow, type SandboxEvent, type SandboxPrice } from './customer.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 0, 31, 10)
const monthly: SandboxPrice = { planVersion: 'm-1', name: 'Premium, by the month', amount: 799, currency: 'EUR', months: 1 }
const yearly: SandboxPrice = { planVersion: 'y-1', name: 'Premium, by the year', amount: 5999, currency: 'EUR', months: 12 }
const purchase: SandboxPurchase = { price: monthly, trialDays: 0, discount: null, card: 'PAYS' }

/** Plays acts one after the other, and gathers what happened. */
const play = (...acts: readonly ((customer: SandboxCustomerRow) => SandboxResult)[]) => {
  let customer = newCustomer('c', 'ath_1')
  const events: SandboxEvent[] = []
  for (const act of acts) {
    const result = act(customer)
    if (!result.ok) throw new Error(result.reason)
    customer = result.customer
    events.push(...result.events)
  }
  return { customer, types: events.map(({ type }) => type), events }
}
const buy =
  (more: Partial<SandboxPurchase> = {}) =>
  (customer: SandboxCustomerRow) =>
    subscribe(customer, { ...purchase, ...more }, START)
const wait = (days: number) => (customer: SandboxCustomerRow) => moveClock(customer, days * DAY, START)

it('a month later has the same day, or the last one of a shorter month', () => {
  expect([1, 2, 13].map((months) => new Date(addMonths(START, months)).toISOString())).toEqual([
    '2026-02-28T10:00:00.000Z',
    '2026-03-31T10:00:00.000Z',
    '2027-02-28T10:00:00.000Z',
  ])
})

describe('a subscription of the sandbox', () => {
  it('without a trial is paid at once, and again each month, the day of the start kept', () => {
    const { customer, types } = play(buy(), wait(60))
    expect(types).toEqual([
      'subscription.started',
      'invoice.paid',
      'subscription.changed',
      'invoice.paid',
      'subscription.changed',
      'invoice.paid',
      'subscription.changed',
    ])
    const ends = customer.invoices.map(({ periodEndsMs }) => new Date(periodEndsMs).getUTCDate())
    expect(ends).toEqual([28, 31, 30])
  })

  it('announces the end of a trial three days before, then asks for money', () => {
    const { types, customer } = play(buy({ trialDays: 30 }), wait(26.9), wait(0.2), wait(3))
    expect(types).toEqual(['subscription.started', 'subscription.trial_ends_soon', 'invoice.paid', 'subscription.changed'])
    expect(customer.subscription).toMatchObject({ status: 'ACTIVE', trialEndsMs: null, paidForPeriod: 799 })
  })

  it('that is cancelled on trial ends without a word about money', () => {
    const { types, customer } = play(
      buy({ trialDays: 30 }),
      (c) => cancelAtPeriodEnd(c, true, START),
      (c) => cancelAtPeriodEnd(c, true, START),
      wait(31),
    )
    expect(types).toEqual(['subscription.started', 'subscription.changed', 'subscription.ended'])
    expect(customer).toMatchObject({ invoices: [], dueAt: null })
  })

  it('whose payment fails is asked for on days 0, 3, 7 and 14, and then ends', () => {
    const { types, events, customer } = play(buy({ card: 'FAILS_LATER', trialDays: 7 }), wait(40))
    const failures = events.filter(({ type }) => type === 'invoice.payment_failed')
    expect(failures.map(({ atMs }) => (atMs - START) / DAY)).toEqual([7, 10, 14, 21])
    expect(types.at(-1)).toBe('subscription.ended')
    expect(customer.invoices).toMatchObject([{ status: 'FAILED', amount: 799 }])
  })

  it('is paid at once by another card, and then keeps its period', () => {
    const { customer, types } = play(buy({ card: 'FAILS_LATER', trialDays: 7 }), wait(11), (c) => useCard(c, 'PAYS', START))
    expect(types.slice(-2)).toEqual(['invoice.paid', 'subscription.changed'])
    expect(customer.subscription).toMatchObject({ status: 'ACTIVE', failedTries: 0, periodStartsMs: START + 7 * DAY })
    expect(customer.invoices).toHaveLength(1)
  })

  it('that is upgraded credits what is left of the month, to the cent', () => {
    const { customer } = play(buy(), wait(14), (c) => changePrice(c, { price: yearly, when: 'NOW' }, START))
    // 28 days were paid, 14 are left: half of 7.99.
    expect(customer.invoices.at(-1)).toMatchObject({ amount: 5999 - 400, status: 'PAID' })
    expect(customer.subscription).toMatchObject({ price: yearly, periodEndsMs: addMonths(START + 14 * DAY, 12) })
  })

  it('that is downgraded stays until the end of the period, then has the other price', () => {
    const { customer } = play(buy({ price: yearly }), wait(3), (c) =>
      changePrice(c, { price: monthly, when: 'PERIOD_END' }, START),
    )
    expect(customer.subscription).toMatchObject({ price: yearly, nextPrice: monthly })
    const later = moveClock(customer, 365 * DAY, START)
    expect(later.ok && later.customer.subscription).toMatchObject({ price: monthly, nextPrice: null })
  })

  it('with an offer costs less for its periods, and nothing at a hundred percent', () => {
    const free = play(buy({ discount: { percentOff: 100, periodsLeft: 2 }, card: 'FAILS_LATER' }), wait(60))
    expect(free.customer.invoices.map(({ amount, status }) => [amount, status])).toEqual([
      [0, 'PAID'],
      [0, 'PAID'],
      [799, 'OPEN'],
    ])
    const half = play(buy({ discount: { percentOff: 50, periodsLeft: 1 } }), wait(30))
    expect(half.customer.invoices.map(({ amount }) => amount)).toEqual([399, 799])
  })

  it('ends when its payment is disputed, a week later or by hand', () => {
    expect(play(buy({ card: 'DISPUTED_LATER' }), wait(8)).types.slice(-2)).toEqual(['invoice.disputed', 'subscription.ended'])
    expect(play(buy(), (c) => disputeLatest(c, START)).types.slice(-2)).toEqual(['invoice.disputed', 'subscription.ended'])
  })

  it('is refunded in parts, and never more than was paid', () => {
    const { customer } = play(buy(), (c) => refundInvoice(c, { invoiceId: c.invoices[0]?.id ?? '', amount: 300 }, START))
    const [invoice] = customer.invoices
    expect(invoice).toMatchObject({ status: 'PAID', refunded: 300 })
    const id = invoice?.id ?? ''
    expect(refundInvoice(customer, { invoiceId: id, amount: 500 }, START)).toEqual({ ok: false, reason: 'NOT_POSSIBLE' })
    const rest = refundInvoice(customer, { invoiceId: id, amount: null }, START)
    expect(rest.ok && rest.customer.invoices).toMatchObject([{ status: 'REFUNDED', refunded: 799 }])
    expect(rest.ok && refundInvoice(rest.customer, { invoiceId: id, amount: null }, START).ok).toBe(false)
  })

  it('is refused to who has one, and its clock never goes back', () => {
    const { customer } = play(buy())
    expect(subscribe(customer, purchase, START)).toEqual({ ok: false, reason: 'HAS_SUBSCRIPTION' })
    expect(moveClock(customer, -DAY, START).ok).toBe(false)
  })
})

describe('whatever is played', () => {
  const act = fc.oneof(
    fc.record({ kind: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 40 }) }),
    fc.record({ kind: fc.constant('card' as const), card: fc.constantFrom(...SANDBOX_CARD_KEYS) }),
    fc.record({ kind: fc.constant('cancel' as const), cancels: fc.boolean() }),
    fc.record({
      kind: fc.constant('price' as const),
      price: fc.constantFrom(monthly, yearly),
      when: fc.constantFrom('NOW', 'PERIOD_END'),
    }),
    fc.record({
      kind: fc.constant('buy' as const),
      trialDays: fc.constantFrom(0, 30),
      card: fc.constantFrom(...SANDBOX_CARD_KEYS),
    }),
    fc.record({ kind: fc.constant('refund' as const), amount: fc.integer({ min: 1, max: 9000 }) }),
    fc.record({ kind: fc.constant('dispute' as const) }),
  )
  type Act = typeof act extends fc.Arbitrary<infer One> ? One : never
  const apply = (customer: SandboxCustomerRow, one: Act): SandboxResult => {
    if (one.kind === 'wait') return moveClock(customer, one.days * DAY, START)
    if (one.kind === 'card') return useCard(customer, one.card, START)
    if (one.kind === 'cancel') return cancelAtPeriodEnd(customer, one.cancels, START)
    if (one.kind === 'price') return changePrice(customer, { price: one.price, when: one.when }, START)
    if (one.kind === 'buy') return subscribe(customer, { ...purchase, trialDays: one.trialDays, card: one.card }, START)
    if (one.kind === 'dispute') return disputeLatest(customer, START)
    return refundInvoice(customer, { invoiceId: customer.invoices.at(-1)?.id ?? '', amount: one.amount }, START)
  }

  it('events go forward with ids of their own, nobody gets back more than was paid, and what is due lies ahead', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 25 }), (acts) => {
        let customer = newCustomer('c', 'ath_1')
        const events: SandboxEvent[] = []
        for (const one of acts) {
          const result = apply(customer, one)
          if (!result.ok) continue
          customer = result.customer
          events.push(...result.events)
        }
        expect(new Set(events.map(({ id }) => id)).size).toBe(events.length)
        expect(events.map(({ atMs }) => atMs)).toEqual(events.map(({ atMs }) => atMs).toSorted((a, b) => a - b))
        for (const { amount, refunded } of customer.invoices) {
          expect(Number.isInteger(amount) && amount >= 0 && refunded >= 0 && refunded <= amount).toBe(true)
        }
        expect(customer.dueAt === null || customer.dueAt.getTime() > START).toBe(true)
        // Nothing is due twice: letting happen what is due changes nothing more.
        const again = letHappen(customer, START)
        expect(again.ok && again.events).toEqual([])
      }),
      {
        numRuns: 200,
        // On the day on which the end of a trial is announced, it is not cancelled any more.
        examples: [
          [
            [
              { kind: 'buy', trialDays: 30, card: 'PAYS' },
              { kind: 'cancel', cancels: true },
              { kind: 'wait', days: 27 },
              { kind: 'price', price: purchase.price, when: 'NOW' },
            ],
          ],
        ],
      },
    )
  })
})
