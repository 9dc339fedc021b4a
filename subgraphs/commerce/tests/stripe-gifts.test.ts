import { publicRoutesOf, signedPath } from '@gruppetto/graph'
import { callRoute } from '@gruppetto/testing'
import { describe, expect, it } from 'vitest'
import { openPaymentDesk } from '../src/module.ts'
import type { StripeObject } from './fake-stripe.ts'
import { DAY_MS } from './premium-world.ts'
import { callsOf, deliver, eventOf, next, nowSeconds, provider, stripe, useStripe, world } from './stripe-world.ts'
import { athleteCaller } from './world.ts'

useStripe()

const buy = (athleteId: string, months = 3) =>
  world.ask(
    'mutation ($months: Int!) { buyGift(months: $months, returnUrl: "https://app.example/gift") { url expiresAt } }',
    { months },
    athleteCaller(athleteId),
  )

/** An athlete who has opened the page of a gift. */
const giver = async (months?: number) => {
  const athleteId = await world.newAthlete()
  expect((await buy(athleteId, months)).errors).toEqual([])
  const session = callsOf('/v1/checkout/sessions').at(-1)?.params ?? {}
  const customerId = (await world.row(athleteId))?.customerId ?? ''
  return { athleteId, customerId, session, giftId: String(session.metadata.reference) }
}
type Giver = Awaited<ReturnType<typeof giver>>

/** What Stripe has when the page of a gift was paid: the intent's metadata stands on the charge, and there is no invoice. */
const putCharge = ({ customerId, session }: Giver, more: Record<string, unknown> = {}) => {
  const price = session.line_items[0].price_data
  const charge = {
    id: `ch_${next()}`,
    object: 'charge',
    customer: customerId,
    created: nowSeconds(),
    payment_intent: `pi_${next()}`,
    amount: Number(price.unit_amount),
    currency: String(price.currency),
    amount_refunded: 0,
    refunded: false,
    disputed: false,
    paid: true,
    status: 'succeeded',
    metadata: session.payment_intent_data.metadata as Record<string, string>,
    receipt_url: 'https://pay.stripe.com/receipts/1',
    ...more,
  }
  stripe.put(charge)
  return charge
}

const completed = ({ customerId, session }: Giver, payment_status = 'paid') =>
  eventOf('checkout.session.completed', {
    id: `cs_${next()}`,
    object: 'checkout.session',
    mode: 'payment',
    status: 'complete',
    payment_status,
    customer: customerId,
    metadata: session.metadata,
  })

const rowsOf = (name: string, filter: object) =>
  world.database.connection
    // biome-ignore lint/suspicious/noExplicitAny: rows as the database has them
    .collection<any>(name)
    .find(filter)
    .sort({ _id: 1 })
    .toArray()

/** The page of the mail. */
const pageOf = async ({ giftId }: Pick<Giver, 'giftId'>) => {
  const url = signedPath(`/gifts/${giftId}`, world.runtime.config.identitySecret, world.runtime.now() + 1000)
  const { statusCode, body } = await callRoute([publicRoutesOf(world.subgraph)], url)
  return { statusCode, code: /<strong[^>]*>([0-9A-Z-]{19})</.exec(body)?.[1] ?? '' }
}

const redeem = async (code: string) => {
  const athleteId = await world.newAthlete()
  const query = 'mutation ($code: String!) { redeemCode(code: $code) { entitlements } }'
  return { athleteId, ...(await world.ask(query, { code }, athleteCaller(athleteId))) }
}
const hasPremium = async (athleteId: string) => (await rowsOf('entitlements', { _id: athleteId }))[0]?.premium ?? false
const moneyOf = async ({ athleteId }: Giver) =>
  (await rowsOf('premium_audit', { athleteId, kind: 'MONEY' })).map(({ what, amount }) => [what, amount])

const orders = <Item>(items: readonly Item[]): Item[][] =>
  items.length === 0
    ? [[]]
    : items.flatMap((item) => orders(items.filter((other) => other !== item)).map((rest) => [item, ...rest]))

/** A dispute of a charge, in one of Stripe's words for its state. */
const dispute = async (charge: StripeObject, status: string) => {
  const object = { id: `dp_${charge.id}`, object: 'dispute', charge: charge.id, payment_intent: charge.payment_intent, status }
  stripe.patch(charge.id, { disputed: true })
  stripe.put(object)
  expect(await deliver(eventOf('charge.dispute.updated', object))).toBe(200)
}

describe('a gift at Stripe', () => {
  it('is paid once, on a page of Checkout that says what it is, and closes the pages before it', async () => {
    const ana = await giver(12)
    expect(ana.session).toMatchObject({
      mode: 'payment',
      customer: ana.customerId,
      client_reference_id: ana.athleteId,
      line_items: {
        0: {
          quantity: '1',
          price_data: {
            currency: 'eur',
            unit_amount: '5999',
            tax_behavior: 'inclusive',
            product_data: { name: 'A gift: 12 months of Premium' },
          },
        },
      },
      payment_intent_data: { metadata: { athlete_id: ana.athleteId, reference: expect.stringMatching(/^gift_/) } },
    })
    expect(callsOf('/v1/checkout/sessions').at(-1)?.headers['idempotency-key']).toEqual(expect.any(String))
    await buy(ana.athleteId)
    const pages = [...stripe.objects.values()].filter(({ customer, url }) => customer === ana.customerId && url !== undefined)
    expect(pages.map(({ status }) => status)).toEqual(['expired', 'open'])
    // Nothing was paid yet.
    expect((await pageOf(ana)).statusCode).toBe(404)
    expect(await rowsOf('codes', { boughtById: ana.athleteId })).toEqual([])
  })

  it('has one code and one receipt, in every order of its webhooks, doubled and late', async () => {
    const words = ['checkout.session.completed', 'payment_intent.succeeded', 'charge.succeeded'] as const
    for (const order of orders(words)) {
      const ana = await giver()
      const charge = putCharge(ana)
      const intent = { id: charge.payment_intent, object: 'payment_intent', customer: ana.customerId, status: 'succeeded' }
      const events = {
        'checkout.session.completed': completed(ana),
        'payment_intent.succeeded': eventOf('payment_intent.succeeded', intent),
        'charge.succeeded': eventOf('charge.succeeded', charge),
      }
      // The first two arrive at once, all of them come again, and one more a week later.
      await Promise.all(order.slice(0, 2).map(async (word) => expect(await deliver(events[word])).toBe(200)))
      for (const word of [...order, ...order]) expect(await deliver(events[word])).toBe(200)
      world.pass(7 * DAY_MS)
      expect(await deliver({ ...events[order[2] ?? 'charge.succeeded'], id: `evt_${next()}` })).toBe(200)
      expect(await rowsOf('codes', { boughtById: ana.athleteId })).toMatchObject([{ kind: 'GIFT', months: 3, usesLeft: 1 }])
      expect(await rowsOf('receipts', { athleteId: ana.athleteId })).toMatchObject([
        { kind: 'RECEIPT', amount: 3 * 799, currency: 'EUR', title: 'A gift of Gruppetto Premium' },
      ])
      expect(await moneyOf(ana)).toEqual([['PAID', 3 * 799]])
      expect(await hasPremium(ana.athleteId)).toBe(false)
      const { code } = await pageOf(ana)
      expect((await redeem(code)).data.redeemCode.entitlements).toContain('performance')
      expect((await redeem(code)).codes).toEqual(['BAD_USER_INPUT'])
    }
  }, 120_000)

  it('waits for a bank that takes days, and has no code when the payment fails in the end', async () => {
    const [ana, ben] = [await giver(), await giver()]
    const [ofAna, ofBen] = [
      putCharge(ana, { status: 'pending', paid: false }),
      putCharge(ben, { status: 'pending', paid: false }),
    ]
    for (const each of [ana, ben]) {
      expect(await deliver(completed(each, 'unpaid'))).toBe(200)
      expect(await rowsOf('codes', { boughtById: each.athleteId })).toEqual([])
    }
    stripe.patch(ofAna.id, { status: 'succeeded', paid: true })
    stripe.patch(ofBen.id, { status: 'failed' })
    // Their webhooks are lost: what is open is asked for the next day.
    world.pass(1.1 * DAY_MS)
    for (let batch = 0; batch < 5; batch += 1) await world.runJob('commerce-look-at-subscriptions')
    expect(await rowsOf('codes', { boughtById: ana.athleteId })).toHaveLength(1)
    expect(await rowsOf('codes', { boughtById: ben.athleteId })).toEqual([])
    expect(await moneyOf(ben)).toEqual([])
  })

  it('counts a card that was declined first and another one that paid as one payment', async () => {
    const ana = await giver()
    const declined = putCharge(ana, { status: 'failed', paid: false })
    expect(await deliver(eventOf('charge.failed', declined))).toBe(200)
    expect(await rowsOf('codes', { boughtById: ana.athleteId })).toEqual([])
    putCharge(ana, { payment_intent: declined.payment_intent })
    expect(await deliver(completed(ana))).toBe(200)
    expect(await rowsOf('receipts', { athleteId: ana.athleteId })).toMatchObject([{ kind: 'RECEIPT', amount: 3 * 799 }])
  })

  it('ends when it is refunded, before and after it was redeemed, and a part that is given back ends nothing', async () => {
    const desk = await openPaymentDesk(world.runtime, provider(world.runtime.now))
    const [unused, used] = [await giver(), await giver()]
    for (const each of [unused, used]) {
      const charge = putCharge(each)
      expect(await deliver(completed(each))).toBe(200)
      stripe.patch(charge.id, { amount_refunded: 100 })
      expect(await deliver(eventOf('charge.refunded', charge))).toBe(200)
    }
    const codes = [(await pageOf(unused)).code, (await pageOf(used)).code]
    const ben = await redeem(codes[1] ?? '')
    expect(await hasPremium(ben.athleteId)).toBe(true)
    for (const each of [unused, used]) {
      const [invoice] = await rowsOf('invoices', { athleteId: each.athleteId })
      expect(invoice?._id).toMatch(/^pi_/)
      expect(await desk.refund(invoice?._id, 'asked for')).toBeNull()
      expect(await desk.refund(invoice?._id, 'asked for')).toBe('NOT_PAID')
      expect((await pageOf(each)).statusCode).toBe(410)
      expect((await rowsOf('receipts', { athleteId: each.athleteId })).map(({ kind, amount }) => [kind, amount])).toEqual([
        ['RECEIPT', 3 * 799],
        ['CREDIT_NOTE', 100],
        ['CREDIT_NOTE', 3 * 799 - 100],
      ])
    }
    expect((await redeem(codes[0] ?? '')).codes).toEqual(['BAD_USER_INPUT'])
    expect(await hasPremium(ben.athleteId)).toBe(false)
    const trail = await rowsOf('premium_audit', { athleteId: ben.athleteId, kind: 'ACCESS' })
    expect(trail.map(({ what, reason }) => [what, reason]).toSorted()).toEqual([
      ['GRANTED', 'A gift'],
      ['GRANT_ENDED', 'the payment of the gift went back'],
      ['PREMIUM_GIVEN', 'A gift'],
      ['PREMIUM_TAKEN', 'the payment of the gift went back'],
    ])
  })

  it('ends with a chargeback, and is back until its old end when the bank lets the payment stand', async () => {
    const [unused, used] = [await giver(), await giver()]
    const charges = [putCharge(unused), putCharge(used)] as const
    for (const each of [unused, used]) expect(await deliver(completed(each))).toBe(200)
    const [code, codeOfBen] = [(await pageOf(unused)).code, (await pageOf(used)).code]
    const ben = await redeem(codeOfBen)
    const grantsOf = async () => (await rowsOf('entitlements', { _id: ben.athleteId }))[0]?.grants ?? []
    const before = await grantsOf()
    for (const charge of charges) await dispute(charge, 'warning_needs_response')
    expect(await hasPremium(ben.athleteId)).toBe(true)
    for (const charge of charges) await dispute(charge, 'needs_response')
    expect(await hasPremium(ben.athleteId)).toBe(false)
    expect((await redeem(code)).codes).toEqual(['BAD_USER_INPUT'])
    for (const charge of charges) await dispute(charge, 'won')
    expect((await grantsOf()).map(({ until }: { until: Date }) => until)).toEqual(
      before.map(({ until }: { until: Date }) => until),
    )
    expect((await redeem(code)).errors).toEqual([])
  })

  it('that was charged back before anybody here heard of its payment has a code only when the payment stands', async () => {
    const ana = await giver()
    const charge = putCharge(ana)
    await dispute(charge, 'needs_response')
    expect(await rowsOf('codes', { boughtById: ana.athleteId })).toEqual([])
    // The webhook of the payment comes behind that of the dispute.
    expect(await deliver(completed(ana))).toBe(200)
    expect(await rowsOf('codes', { boughtById: ana.athleteId })).toEqual([])
    await dispute(charge, 'won')
    expect(await rowsOf('codes', { boughtById: ana.athleteId })).toMatchObject([{ usesLeft: 1, revokedAt: null }])
  })

  it('is not offered while Stripe is away, and a charge that is about no gift of ours makes none', async () => {
    const athleteId = await world.newAthlete()
    stripe.failures.push({ status: 500, error: { type: 'api_error', message: 'inside' } })
    expect((await buy(athleteId)).codes).toEqual(['SERVICE_UNAVAILABLE'])
    const ana = await giver()
    putCharge(ana, { metadata: { reference: 'gift_of_nobody' } })
    putCharge(ana, { metadata: {} })
    expect(await deliver(completed(ana))).toBe(200)
    expect(await rowsOf('codes', { boughtById: ana.athleteId })).toEqual([])
  })
})
