import { publicRoutesOf } from '@gruppetto/graph'
import { callRoute } from '@gruppetto/testing'
import { describe, expect, it, vi } from 'vitest'
import { openCodeDesk } from '../src/module.ts'
import { change, checkout, DAY_MS, subscriptionOf } from './premium-world.ts'
import {
  callsOf,
  deliver,
  eventOf,
  next,
  nowSeconds,
  putPayment,
  putSubscription,
  seconds,
  shopper,
  stripe,
  subscriber,
  useStripe,
  world,
} from './stripe-world.ts'

useStripe()

describe('the payment page of Stripe', () => {
  it('is opened for a customer and a price that are made once, with the pinned version and idempotency keys', async () => {
    const { athleteId, customerId, session } = await shopper()
    const price = stripe.objects.get(session.line_items[0].price)
    expect(price).toMatchObject({
      lookup_key: 'premium-monthly-1-eur',
      currency: 'eur',
      unit_amount: 799,
      recurring: { interval: 'month' },
      tax_behavior: 'inclusive',
      metadata: { plan_version: 'premium-monthly-1' },
    })
    expect(session).toMatchObject({
      mode: 'subscription',
      customer: customerId,
      client_reference_id: athleteId,
      success_url: 'https://app.example/done',
      payment_method_collection: 'always',
      subscription_data: { trial_period_days: '30', metadata: { athlete_id: athleteId } },
    })
    const call = callsOf('/v1/checkout/sessions').at(-1)
    expect(call?.headers).toMatchObject({ 'stripe-version': '2026-10-28.endive', 'idempotency-key': expect.any(String) })
    const customers = callsOf('/v1/customers').length
    await checkout(world, athleteId)
    expect(callsOf('/v1/customers')).toHaveLength(customers)
    const prices = callsOf('/v1/prices').filter(({ params }) => params.lookup_key === 'premium-monthly-1-eur')
    expect(prices).toHaveLength(1)
    // Only the last page can be paid on.
    const pages = [...stripe.objects.values()].filter(
      ({ object, customer }) => object === 'checkout.session' && customer === customerId,
    )
    expect(pages.map(({ status }) => status)).toEqual(['expired', 'open'])
  })

  it('asks for whole yen and for thousandths of a dinar', async () => {
    for (const [currency, amount] of [
      ['JPY', 9000],
      ['KWD', 18_000],
    ] as const) {
      const { session } = await shopper(`plan: PREMIUM_YEARLY, currency: "${currency}"`)
      expect(stripe.objects.get(session.line_items[0].price)).toMatchObject({
        unit_amount: amount,
        currency: currency.toLowerCase(),
      })
    }
  })

  it('takes an offer as a coupon of its own, spread over the periods of the plan', async () => {
    const desk = await openCodeDesk(world.runtime)
    const [code] = await desk.make({ name: 'Three', kind: 'OFFER', percentOff: 100, months: 3 })
    const { session } = await shopper(`plan: PREMIUM_YEARLY, code: "${code}"`)
    expect(stripe.objects.get(session.discounts[0].coupon)).toMatchObject({
      percent_off: '25',
      duration: 'repeating',
      duration_in_months: '13',
      max_redemptions: '1',
    })
    expect((await shopper()).session.discounts).toBeUndefined()
  })

  it('is not opened while Stripe is away, and the athlete hears nothing of its insides', async () => {
    const athleteId = await world.newAthlete()
    stripe.failures.push({ status: 500, error: { type: 'api_error', message: 'inside' } })
    const answer = await checkout(world, athleteId)
    expect(answer.codes).toEqual(['SERVICE_UNAVAILABLE'])
    expect(JSON.stringify(answer.errors)).not.toContain('inside')
    stripe.failures.push({ status: 401, error: { type: 'invalid_request_error', message: 'Invalid API Key: sk_test_1' } })
    const wrongKey = await checkout(world, athleteId)
    expect(wrongKey.codes).toEqual(['SERVICE_UNAVAILABLE'])
    expect(JSON.stringify(wrongKey.errors)).not.toContain('sk_test')
  })
})

describe('a subscription at Stripe', () => {
  it('is what Stripe shows, with its invoices and the portal', async () => {
    const { athleteId, customerId } = await subscriber()
    expect(await subscriptionOf(world, athleteId)).toMatchObject({
      plan: { key: 'PREMIUM_MONTHLY', priceCents: 799, currency: 'EUR' },
      status: 'ACTIVE',
      entitlements: ['performance', 'live-segments'],
      invoices: [{ amountCents: 799, currency: 'EUR', status: 'PAID' }],
      portalUrl: `https://billing.stripe.com/${customerId}`,
    })
  })

  it('is upgraded at once with the rest credited, and a declined card changes nothing and may be tried again', async () => {
    const { athleteId, subscription } = await subscriber()
    const path = `/v1/subscriptions/${subscription.id}`
    // The look before the change, the subscription and the price are answered; the change itself is declined.
    const decline = { status: 402, error: { type: 'card_error', code: 'card_declined', message: 'Your card was declined.' } }
    stripe.failWhen(({ method, path: called }) => method === 'POST' && called === path, decline)
    expect((await change(world, athleteId, 'changePlan(plan: PREMIUM_YEARLY)')).codes).toEqual(['CONFLICT'])
    expect((await subscriptionOf(world, athleteId)).plan.key).toBe('PREMIUM_MONTHLY')
    expect((await change(world, athleteId, 'changePlan(plan: PREMIUM_YEARLY)')).data.it).toMatchObject({
      plan: { key: 'PREMIUM_YEARLY', priceCents: 5999 },
      nextPlan: null,
    })
    expect(callsOf(path).at(-1)?.params).toMatchObject({
      proration_behavior: 'always_invoice',
      payment_behavior: 'error_if_incomplete',
    })
  })

  it('is downgraded from the end of the period by a schedule, which a cancellation and the old plan release', async () => {
    const { athleteId, subscription } = await subscriber('plan: PREMIUM_YEARLY')
    const downgrade = () => change(world, athleteId, 'changePlan(plan: PREMIUM_MONTHLY)')
    expect((await downgrade()).data.it).toMatchObject({ plan: { key: 'PREMIUM_YEARLY' }, nextPlan: { key: 'PREMIUM_MONTHLY' } })
    expect((await change(world, athleteId, 'changePlan(plan: PREMIUM_YEARLY)')).data.it).toMatchObject({ nextPlan: null })
    expect((await downgrade()).data.it).toMatchObject({ nextPlan: { key: 'PREMIUM_MONTHLY' } })
    expect((await change(world, athleteId, 'cancelSubscription')).data.it).toMatchObject({
      cancelsAtPeriodEnd: true,
      nextPlan: { key: 'FREE' },
    })
    expect(stripe.objects.get(subscription.id)).toMatchObject({ schedule: null, cancel_at_period_end: true })
    expect((await change(world, athleteId, 'resumeSubscription')).data.it).toMatchObject({ cancelsAtPeriodEnd: false })
  })

  it('of another product, or bought by hand, is not premium', async () => {
    const { athleteId, customerId } = await shopper()
    stripe.put({ id: 'price_other', object: 'price', metadata: {} })
    const subscription = putSubscription(customerId, 'price_other')
    expect(await deliver(eventOf('customer.subscription.created', subscription))).toBe(200)
    expect(await subscriptionOf(world, athleteId)).toMatchObject({ status: 'NONE', entitlements: [] })
  })
})

describe('webhooks of Stripe', () => {
  it('in every order, doubled and late, end in what Stripe has', async () => {
    const orders = (items: readonly number[]): number[][] =>
      items.length === 0
        ? [[]]
        : items.flatMap((item) => orders(items.filter((other) => other !== item)).map((rest) => [item, ...rest]))
    for (const order of orders([0, 1, 2, 3])) {
      const { athleteId, customerId, session } = await shopper()
      const trial = putSubscription(customerId, session.line_items[0].price, {
        status: 'trialing',
        trial_end: nowSeconds() + 86_400,
      })
      // Stripe has gone on: the events still tell of a trial, of a payment that failed, and of one that succeeded.
      const { invoice } = putPayment(customerId, trial.id)
      stripe.patch(trial.id, { status: 'active' })
      const events = [
        eventOf('customer.subscription.created', trial),
        eventOf('invoice.payment_failed', { ...invoice, status: 'open' }),
        eventOf('customer.subscription.updated', { ...trial, status: 'past_due' }),
        eventOf('invoice.paid', invoice),
      ]
      for (const index of [...order, order[0] ?? 0, order[2] ?? 0]) expect(await deliver(events[index])).toBe(200)
      expect(await subscriptionOf(world, athleteId)).toMatchObject({
        status: 'ACTIVE',
        entitlements: ['performance', 'live-segments'],
      })
    }
  }, 120_000)

  it('are refused without the right signature, and when the signature is old', async () => {
    const { subscription, athleteId } = await subscriber()
    const event = eventOf('customer.subscription.deleted', subscription)
    expect(await deliver(event, { secret: 'whsec_of_somebody_else' })).toBe(400)
    expect(await deliver(event, { timestamp: seconds(Date.now()) - 3600 })).toBe(400)
    expect(await deliver(event, { body: JSON.stringify({ ...event, id: 'evt_forged' }) })).toBe(400)
    const bare = {
      method: 'POST',
      url: '/payments/webhook',
      body: JSON.stringify(event),
      headers: { 'content-type': 'application/json' },
    } as const
    expect((await callRoute([publicRoutesOf(world.subgraph)], bare)).statusCode).toBe(400)
    expect((await subscriptionOf(world, athleteId)).status).toBe('ACTIVE')
  })

  it('are answered with 503 while Stripe cannot be asked, and applied when they come again', async () => {
    const { athleteId, subscription } = await subscriber()
    stripe.patch(subscription.id, { status: 'canceled' })
    const event = eventOf('customer.subscription.deleted', subscription)
    for (let call = 0; call < 3; call += 1) stripe.failures.push({ status: 503, error: { type: 'api_error' } })
    expect(await deliver(event)).toBe(503)
    stripe.failures.length = 0
    expect(await deliver(event)).toBe(200)
    expect((await subscriptionOf(world, athleteId)).status).toBe('CANCELLED')
  })

  it('leave nothing in the log of whom they are about: neither when they are refused, nor when Stripe fails, nor when they are given up', async () => {
    const lines: string[] = []
    const whole = (_key: string, value: unknown) =>
      value instanceof Error ? { ...value, message: value.message, stack: value.stack, cause: value.cause } : value
    const spies = (['info', 'warn', 'error'] as const).map((level) =>
      vi.spyOn(world.runtime.log, level).mockImplementation((...said: unknown[]) => void lines.push(JSON.stringify(said, whole))),
    )
    try {
      const { subscription, customerId } = await subscriber()
      const person = {
        email: 'evelina@private.example',
        name: 'Evelina Private',
        card: { last4: '4242' },
        phone: '+386 40 111 222',
      }
      const event = eventOf('customer.updated', { ...subscription, ...person, customer: customerId })
      expect(await deliver(event, { secret: 'whsec_of_somebody_else' })).toBe(400)
      expect(await deliver(event, { body: JSON.stringify({ ...event, id: 'evt_forged' }) })).toBe(400)
      const isOver = () => lines.some((line) => line.includes('is given up'))
      for (let tries = 0; tries < 25 && !isOver(); tries += 1) {
        stripe.failures.push({ status: 503, error: { type: 'api_error', message: 'Try again.' } })
        expect(await deliver(event)).toBe(503)
      }
      const text = lines.join('')
      for (const message of ['was refused', 'could not be applied yet', 'is given up']) expect(text).toContain(message)
      for (const word of ['private.example', 'Evelina', '4242', '386 40', 'whsec_', 'sk_test'])
        expect([word, text.includes(word)]).toEqual([word, false])
      // The body is kept for whoever has to look into it.
      const kept = world.database.connection.collection<{ _id: string; body: string }>('provider_events')
      expect((await kept.findOne({ _id: `stripe:${event.id}` }))?.body).toBe(JSON.stringify(event))
    } finally {
      for (const spy of spies) spy.mockRestore()
    }
  })

  it('a chargeback takes premium, an inquiry does not, and a dispute that is won gives it back', async () => {
    const { athleteId, charge } = await subscriber()
    const dispute = {
      id: `dp_${next()}`,
      object: 'dispute',
      charge: charge.id,
      payment_intent: charge.payment_intent,
      status: 'warning_needs_response',
    }
    stripe.patch(charge.id, { disputed: true })
    for (const [status, premium] of [
      ['warning_needs_response', true],
      ['needs_response', false],
      ['won', true],
      ['lost', false],
    ] as const) {
      stripe.put({ ...dispute, status })
      // A dispute names the charge and no customer.
      expect(await deliver(eventOf('charge.dispute.updated', { ...dispute, status }))).toBe(200)
      expect((await subscriptionOf(world, athleteId)).entitlements.length > 0).toBe(premium)
    }
  })

  it('a subscription that Stripe says differs is repaired by the daily look, and a customer that Stripe has lost has nothing', async () => {
    const differs = await subscriber()
    const lost = await subscriber()
    stripe.patch(differs.subscription.id, { status: 'canceled' })
    stripe.objects.delete(lost.customerId)
    world.pass(1.2 * DAY_MS)
    for (let batch = 0; batch < 10; batch += 1) await world.runJob('commerce-look-at-subscriptions')
    expect((await subscriptionOf(world, differs.athleteId)).status).toBe('CANCELLED')
    expect(await subscriptionOf(world, lost.athleteId)).toMatchObject({ status: 'NONE', entitlements: [] })
    const repairs = await world.database.connection
      .collection('premium_audit')
      .countDocuments({ athleteId: { $in: [differs.athleteId, lost.athleteId] }, isRepair: true })
    expect(repairs).toBe(2)
  })
})
