import { describe, expect, it } from 'vitest'
import { DAY_MS, subscriptionOf } from './premium-world.ts'
import {
  callsOf,
  deliver,
  eventOf,
  next,
  nowSeconds,
  putPayment,
  putSubscription,
  shopper,
  stripe,
  useStripe,
  world,
} from './stripe-world.ts'

useStripe()

const rowsOf = (name: string, athleteId: string) =>
  world.database.connection
    // biome-ignore lint/suspicious/noExplicitAny: rows as the database has them
    .collection<any>(name)
    .find({ athleteId })
    .sort({ _id: 1 })
    .toArray()

const orders = <Item>(items: readonly Item[]): Item[][] =>
  items.length === 0
    ? [[]]
    : items.flatMap((item) => orders(items.filter((other) => other !== item)).map((rest) => [item, ...rest]))

/** Who has paid on two pages of Checkout: each began a subscription. */
const twins = async () => {
  const who = await shopper()
  const price = who.session.line_items[0].price
  const first = putSubscription(who.customerId, price, { start_date: nowSeconds() - 60 })
  const later = putSubscription(who.customerId, price)
  const [ofFirst, ofLater] = [putPayment(who.customerId, first.id), putPayment(who.customerId, later.id)]
  return { ...who, first, later, ofFirst, ofLater }
}
type Twins = Awaited<ReturnType<typeof twins>>

const refundsOf = ({ charge }: Twins['ofLater']) =>
  callsOf('/v1/refunds').filter(({ params }) => params.payment_intent === charge.payment_intent)

/** Whatever happened on the way: the first goes on, the later one is gone and paid back, all of it once. */
const expectOne = async ({ athleteId, first, later, ofFirst, ofLater }: Twins): Promise<void> => {
  expect(stripe.objects.get(first.id)?.status).toBe('active')
  expect(stripe.objects.get(later.id)?.status).toBe('canceled')
  expect(stripe.objects.get(ofFirst.charge.id)?.amount_refunded).toBe(0)
  expect(stripe.objects.get(ofLater.charge.id)?.amount_refunded).toBe(799)
  expect(await subscriptionOf(world, athleteId)).toMatchObject({
    status: 'ACTIVE',
    entitlements: ['performance', 'live-segments'],
    invoices: expect.arrayContaining([
      expect.objectContaining({ status: 'PAID' }),
      expect.objectContaining({ status: 'REFUNDED' }),
    ]),
  })
  expect((await world.row(athleteId))?.subscriptionId).toBe(first.id)
  const trail = (await rowsOf('premium_audit', athleteId)).map(({ kind, what, reference }) => `${kind} ${what} ${reference}`)
  expect(trail.toSorted()).toEqual(
    [
      `ACCESS PREMIUM_GIVEN ${first.id}`,
      `MONEY PAID ${ofFirst.invoice.id}`,
      `MONEY PAID ${ofLater.invoice.id}`,
      `MONEY GIVEN_BACK ${ofLater.invoice.id}`,
      `SUBSCRIPTION STARTED ${first.id}`,
      `SUBSCRIPTION PAID_TWICE ${later.id}`,
    ].toSorted(),
  )
  const receipts = (await rowsOf('receipts', athleteId)).map(({ kind, invoiceId, amount }) => [kind, invoiceId, amount])
  expect(receipts.toSorted()).toEqual(
    [
      ['RECEIPT', ofFirst.invoice.id, 799],
      ['RECEIPT', ofLater.invoice.id, 799],
      ['CREDIT_NOTE', ofLater.invoice.id, 799],
    ].toSorted(),
  )
  await world.settle()
  const told = world.subscriptions.filter((data) => data.athleteId === athleteId && data.isPaidTwice)
  expect(told).toHaveLength(1)
}

describe('of two subscriptions of a customer', () => {
  it('the later one ends and is paid back once, in every order of the webhooks, at once, doubled and late', async () => {
    for (const order of orders([0, 1, 2])) {
      const pair = await twins()
      const { first, later, ofLater, customerId } = pair
      const events = [
        eventOf('customer.subscription.created', first),
        eventOf('customer.subscription.created', later),
        eventOf('invoice.paid', ofLater.invoice),
      ]
      await Promise.all(order.slice(0, 2).map(async (index) => expect(await deliver(events[index])).toBe(200)))
      // What the platform has done comes back as webhooks too, before the last of the others.
      const ended = eventOf('customer.subscription.deleted', { ...later, status: 'canceled' })
      const refunded = eventOf('charge.refunded', { ...ofLater.charge, customer: customerId })
      for (const event of [refunded, ended, refunded, ...order.map((index) => events[index])])
        expect(await deliver(event)).toBe(200)
      expect(refundsOf(ofLater)).toHaveLength(1)
      await expectOne(pair)
    }
  }, 120_000)

  it('is found by the daily look where every webhook is lost', async () => {
    const pair = await twins()
    world.pass(1.1 * DAY_MS)
    for (let batch = 0; batch < 5; batch += 1) await world.runJob('commerce-look-at-subscriptions')
    await expectOne(pair)
    const [entry] = (await rowsOf('premium_audit', pair.athleteId)).filter(({ what }) => what === 'PAID_TWICE')
    expect(entry).toMatchObject({ isRepair: true, cause: 'look' })
  })

  it('is ended in the end, and paid back once, when Stripe fails on the way', async () => {
    const pair = await twins()
    const event = eventOf('customer.subscription.created', pair.first)
    const away = { status: 503, error: { type: 'api_error', message: 'away' } }
    stripe.failWhen(({ path }) => path === '/v1/refunds', away)
    expect(await deliver(event)).toBe(503)
    expect(stripe.objects.get(pair.later.id)?.status).toBe('active')
    // What is paid counts meanwhile.
    expect((await world.row(pair.athleteId))?.state).toBe('ACTIVE')
    stripe.failWhen(({ method, path }) => method === 'DELETE' && path.endsWith(pair.later.id), away)
    expect(await deliver(event)).toBe(503)
    expect(stripe.objects.get(pair.ofLater.charge.id)?.amount_refunded).toBe(799)
    expect(await deliver(event)).toBe(200)
    await expectOne(pair)
    expect(refundsOf(pair.ofLater).map(({ headers }) => headers['idempotency-key'])).toEqual(
      Array(2).fill(`twice:${pair.ofLater.invoice.id}`),
    )
  })

  it('ends although Stripe refuses to pay back, which the trail says', async () => {
    const pair = await twins()
    stripe.failWhen(({ path }) => path === '/v1/refunds', {
      status: 400,
      error: { type: 'invalid_request_error', code: 'balance_insufficient', message: 'inside' },
    })
    expect(await deliver(eventOf('customer.subscription.created', pair.later))).toBe(200)
    expect(stripe.objects.get(pair.later.id)?.status).toBe('canceled')
    const refused = (await rowsOf('premium_audit', pair.athleteId)).filter(({ what }) => what === 'REFUND_REFUSED')
    expect(refused).toMatchObject([{ kind: 'MONEY', reference: pair.ofLater.invoice.id }])
    expect((await subscriptionOf(world, pair.athleteId)).status).toBe('ACTIVE')
  })

  it('the one that began first is kept, also when its payment arrives behind that of the other', async () => {
    const who = await shopper()
    const price = who.session.line_items[0].price
    const first = putSubscription(who.customerId, price, { start_date: nowSeconds() - 60, status: 'incomplete' })
    const later = putSubscription(who.customerId, price)
    const ofLater = putPayment(who.customerId, later.id)
    expect(await deliver(eventOf('customer.subscription.created', later))).toBe(200)
    expect((await world.row(who.athleteId))?.subscriptionId).toBe(later.id)
    putPayment(who.customerId, first.id)
    stripe.patch(first.id, { status: 'active' })
    expect(await deliver(eventOf('customer.subscription.updated', first))).toBe(200)
    expect((await world.row(who.athleteId))?.subscriptionId).toBe(first.id)
    expect(stripe.objects.get(later.id)?.status).toBe('canceled')
    expect(stripe.objects.get(ofLater.charge.id)?.amount_refunded).toBe(799)
    // Premium was there all the time.
    const access = (await rowsOf('premium_audit', who.athleteId)).filter(({ kind }) => kind === 'ACCESS')
    expect(access.map(({ what }) => what)).toEqual(['PREMIUM_GIVEN'])
  })

  it('two trials cost nothing, and one of them ends', async () => {
    const who = await shopper()
    const trial = { status: 'trialing', trial_end: nowSeconds() + 30 * 86_400 }
    const price = who.session.line_items[0].price
    const first = putSubscription(who.customerId, price, { ...trial, start_date: nowSeconds() - 60 })
    const later = putSubscription(who.customerId, price, trial)
    const refunds = callsOf('/v1/refunds').length
    const created = [later, first, later].map((each) => ({
      ...eventOf('customer.subscription.created', each),
      id: `evt_${next()}`,
    }))
    await Promise.all(created.map(async (event) => expect(await deliver(event)).toBe(200)))
    expect([first, later].map(({ id }) => stripe.objects.get(id)?.status)).toEqual(['trialing', 'canceled'])
    expect(callsOf('/v1/refunds')).toHaveLength(refunds)
    expect((await subscriptionOf(world, who.athleteId)).status).toBe('TRIALING')
  })
})
