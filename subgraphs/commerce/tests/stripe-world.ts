import { publicRoutesOf } from '@gruppetto/graph'
import { callRoute } from '@gruppetto/testing'
import Stripe from 'stripe'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import type { PaymentProvider } from '../src/providers/payment-provider.ts'
import { openStripe } from '../src/providers/stripe/open-stripe.ts'
import { type FakeStripe, openFakeStripe, type StripeObject } from './fake-stripe.ts'
import { checkout, openPremiumWorld, type PremiumWorld } from './premium-world.ts'

const SECRET = 'whsec_of_a_test'
export let stripe: FakeStripe
export let world: PremiumWorld

/** What speaks to the server of the test. */
export const provider = (now: () => number): PaymentProvider => {
  const server = { host: '127.0.0.1', port: stripe.port, protocol: 'http' } as const
  return openStripe({ secretKey: 'sk_test_1', webhookSecret: SECRET, now, server, retries: 0 })
}

/** Opens the subgraph with Stripe's library and a server of our own, for the tests of a file. */
export const useStripe = (): void => {
  beforeAll(async () => {
    stripe = await openFakeStripe()
    world = await openPremiumWorld(provider)
  })
  afterAll(async () => {
    await world.close()
    await stripe.close()
  })
  afterEach(() => {
    stripe.failures.length = 0
  })
}

const signer = new Stripe('sk_test_1')
export const seconds = (ms: number) => Math.floor(ms / 1000)
export const nowSeconds = () => seconds(world.runtime.now())
let made = 0
export const next = () => (made += 1)

const list = (data: readonly unknown[]) => ({ object: 'list', data, has_more: false, url: '/' })

/** An event in Stripe's published shape. */
export const eventOf = (type: string, object: unknown, id = `evt_${next()}`) => ({
  id,
  object: 'event',
  api_version: '2026-10-28.endive',
  created: nowSeconds(),
  type,
  livemode: false,
  pending_webhooks: 1,
  request: { id: null, idempotency_key: null },
  data: { object },
})

export const deliver = async (
  event: unknown,
  { secret = SECRET, timestamp = seconds(Date.now()), body = JSON.stringify(event) } = {},
) => {
  const signature = signer.webhooks.generateTestHeaderString({ payload: JSON.stringify(event), secret, timestamp })
  const headers = { 'content-type': 'application/json; charset=utf-8', 'stripe-signature': signature }
  return (await callRoute([publicRoutesOf(world.subgraph)], { method: 'POST', url: '/payments/webhook', body, headers }))
    .statusCode
}

export const callsOf = (path: string) => stripe.calls.filter((call) => call.path === path && call.method === 'POST')

/** An athlete who has opened the payment page. Returns what Stripe has. */
export const shopper = async (args?: string) => {
  const athleteId = await world.newAthlete()
  const { errors } = await checkout(world, athleteId, args)
  if (errors.length > 0) throw new Error(JSON.stringify(errors))
  const customerId = (await world.row(athleteId))?.customerId ?? ''
  const session = callsOf('/v1/checkout/sessions').at(-1)?.params ?? {}
  return { athleteId, customerId, session }
}

export const putSubscription = (customer: string, price: string, more: Record<string, unknown> = {}): StripeObject => {
  const subscription = {
    id: `sub_${next()}`,
    object: 'subscription',
    customer,
    status: 'active',
    currency: 'eur',
    created: nowSeconds(),
    start_date: nowSeconds(),
    trial_end: null,
    cancel_at: null,
    cancel_at_period_end: false,
    schedule: null,
    metadata: {},
    items: list([
      {
        id: `si_${next()}`,
        object: 'subscription_item',
        price: stripe.objects.get(price),
        quantity: 1,
        current_period_start: nowSeconds(),
        current_period_end: nowSeconds() + 30 * 86_400,
      },
    ]),
    ...more,
  }
  stripe.put(subscription)
  return subscription
}

/** An invoice that was paid, with its charge. */
export const putPayment = (customer: string, subscription: string, more: Record<string, unknown> = {}) => {
  const intent = `pi_${next()}`
  const charge = {
    id: `ch_${next()}`,
    object: 'charge',
    customer,
    created: nowSeconds(),
    payment_intent: intent,
    amount: 799,
    amount_refunded: 0,
    refunded: false,
    disputed: false,
  }
  const invoice = {
    id: `in_${next()}`,
    object: 'invoice',
    customer,
    created: nowSeconds(),
    currency: 'eur',
    status: 'paid',
    total: 799,
    amount_paid: 799,
    attempt_count: 1,
    hosted_invoice_url: 'https://invoice.stripe.com/i/1',
    status_transitions: { finalized_at: nowSeconds() },
    parent: { type: 'subscription_details', subscription_details: { subscription } },
    payments: list([
      { id: `inpay_${next()}`, object: 'invoice_payment', payment: { type: 'payment_intent', payment_intent: intent } },
    ]),
    ...more,
  }
  stripe.put(charge)
  stripe.put(invoice)
  return { charge, invoice }
}

/** An athlete with a subscription that was paid. */
export const subscriber = async (args?: string) => {
  const { athleteId, customerId, session } = await shopper(args)
  const subscription = putSubscription(customerId, session.line_items[0].price)
  const payment = putPayment(customerId, subscription.id)
  expect(await deliver(eventOf('customer.subscription.created', subscription))).toBe(200)
  return { athleteId, customerId, subscription, ...payment }
}
