import Stripe from 'stripe'
import type { ProviderCustomer } from '../../domain/payment-facts.ts'
import {
  BadWebhook,
  type PaymentOrder,
  type PaymentProvider,
  ProviderFailure,
  type StartedCheckout,
} from '../payment-provider.ts'
import {
  intentOf,
  intentsOf,
  invoiceFact,
  isIntent,
  PLAN_VERSION,
  paymentFacts,
  REFERENCE,
  type Settlement,
  subjectOf,
  subscriptionFact,
  takesMoneyBack,
} from './stripe-facts.ts'
import { atStripe, ifThere } from './stripe-failures.ts'
import { discountsOf } from './stripe-offers.ts'
import { openPlanChanges } from './stripe-plan-changes.ts'
import { openPrices } from './stripe-prices.ts'

/** The version whose shapes this code reads. Stripe answers in it whatever the account's own version is; the webhook endpoint must have it too. */
const API_VERSION = '2026-10-28.endive'
const TIMEOUT_MS = 10_000
const RETRIES = 2
/** The newest of a customer's subscriptions, invoices and charges that are read: eight years of months. */
const MOST = 100
/** How long a payment page is open. Stripe takes nothing below half an hour. */
const CHECKOUT_MS = 32 * 60_000

export interface StripeOptions {
  readonly secretKey: string
  readonly webhookSecret: string
  readonly now: () => number
  /** Where Stripe's API is, for tests. */
  readonly server?: { readonly host: string; readonly port: number; readonly protocol: 'http' }
  /** How often the library itself tries a call again. */
  readonly retries?: number
}

/** Stripe: Checkout, the customer portal and Billing. Card data goes from the athlete's browser to Stripe and never comes here. */
export const openStripe = ({ secretKey, webhookSecret, now, server, retries = RETRIES }: StripeOptions): PaymentProvider => {
  const stripe = new Stripe(secretKey, {
    apiVersion: API_VERSION,
    timeout: TIMEOUT_MS,
    maxNetworkRetries: retries,
    telemetry: false,
    ...server,
  })
  const prices = openPrices(stripe)
  const changes = openPlanChanges(stripe, prices)

  const settlementsOf = async (charges: readonly Stripe.Charge[]): Promise<ReadonlyMap<string, Settlement>> => {
    const settled = await Promise.all(
      charges.map(async (charge): Promise<readonly [string, Settlement]> => {
        const disputes = charge.disputed ? (await stripe.disputes.list({ charge: charge.id })).data : []
        return [intentOf(charge) ?? charge.id, { refunded: charge.amount_refunded, isDisputed: disputes.some(takesMoneyBack) }]
      }),
    )
    const byIntent = new Map<string, Settlement>()
    for (const [intent, { refunded, isDisputed }] of settled) {
      const before = byIntent.get(intent)
      byIntent.set(intent, {
        refunded: refunded + (before?.refunded ?? 0),
        isDisputed: isDisputed || (before?.isDisputed ?? false),
      })
    }
    return byIntent
  }

  const fetchCustomer = async (customerId: string): Promise<ProviderCustomer> => {
    const [subscriptions, invoices, charges] = await Promise.all([
      stripe.subscriptions.list({ customer: customerId, status: 'all', limit: MOST, expand: ['data.schedule'] }),
      stripe.invoices.list({ customer: customerId, limit: MOST, expand: ['data.payments'] }),
      stripe.charges.list({ customer: customerId, limit: MOST }),
    ])
    const byIntent = await settlementsOf(charges.data)
    const settlementOf = (invoice: Stripe.Invoice): Settlement => {
      const all = intentsOf(invoice).flatMap((intent) => byIntent.get(intent) ?? [])
      return {
        refunded: all.reduce((sum, { refunded }) => sum + refunded, 0),
        isDisputed: all.some(({ isDisputed }) => isDisputed),
      }
    }
    return {
      id: customerId,
      subscriptions: subscriptions.data.flatMap((subscription) => subscriptionFact(subscription, invoices.data) ?? []),
      invoices: [
        ...invoices.data.flatMap((invoice) => invoiceFact(invoice, settlementOf(invoice)) ?? []),
        ...paymentFacts(charges.data, byIntent),
      ].toSorted((a, b) => b.issuedAt.getTime() - a.issuedAt.getTime()),
    }
  }

  /** Two pages that are open at once could both be paid on. */
  const closePages = async (customer: string): Promise<void> => {
    const { data } = await stripe.checkout.sessions.list({ customer, status: 'open', limit: MOST })
    await Promise.all(data.map(({ id }) => stripe.checkout.sessions.expire(id)))
  }

  const openPage = async (
    { athleteId, customerId, returnUrl }: Pick<PaymentOrder, 'athleteId' | 'customerId' | 'returnUrl'>,
    what: Stripe.Checkout.SessionCreateParams,
    idempotencyKey: string,
  ): Promise<StartedCheckout> => {
    const { url, expires_at } = await stripe.checkout.sessions.create(
      {
        customer: customerId,
        client_reference_id: athleteId,
        success_url: returnUrl,
        cancel_url: returnUrl,
        expires_at: Math.floor((now() + CHECKOUT_MS) / 1000),
        ...what,
      },
      { idempotencyKey },
    )
    if (url === null) throw new ProviderFailure('UNAVAILABLE', 'Stripe opened no page')
    return { url, expiresAt: new Date(expires_at * 1000) }
  }

  const paidIntentOf = async (invoiceId: string): Promise<string | undefined> =>
    isIntent(invoiceId) ? invoiceId : intentsOf(await stripe.invoices.retrieve(invoiceId, { expand: ['payments'] }))[0]

  return {
    name: 'stripe',
    takesDiscounts: true,
    ensureCustomer: (athleteId) =>
      atStripe(async () => {
        const metadata = { athlete_id: athleteId }
        return (await stripe.customers.create({ metadata }, { idempotencyKey: `customer:${athleteId}` })).id
      }),
    startCheckout: ({ plan, trialDays, discount, ...order }, idempotencyKey) =>
      atStripe(async () => {
        await closePages(order.customerId)
        const metadata = { athlete_id: order.athleteId, [PLAN_VERSION]: plan.version }
        const what: Stripe.Checkout.SessionCreateParams = {
          mode: 'subscription',
          line_items: [{ price: await prices.idOf(plan), quantity: 1 }],
          // The card is asked for before a trial too, so that a trial goes over into a paid period.
          payment_method_collection: 'always',
          subscription_data: { metadata, ...(trialDays > 0 ? { trial_period_days: trialDays } : {}) },
          ...(await discountsOf(stripe, { discount, plan, trialDays }, idempotencyKey)),
        }
        return openPage(order, what, idempotencyKey)
      }),
    startPayment: ({ reference, title, amount, currency, ...order }, idempotencyKey) =>
      atStripe(async () => {
        await closePages(order.customerId)
        const metadata = { athlete_id: order.athleteId, [REFERENCE]: reference }
        const price = { currency: currency.toLowerCase(), unit_amount: amount, tax_behavior: 'inclusive' } as const
        const what: Stripe.Checkout.SessionCreateParams = {
          mode: 'payment',
          line_items: [{ price_data: { ...price, product_data: { name: title } }, quantity: 1 }],
          metadata,
          payment_intent_data: { metadata },
        }
        return openPage(order, what, idempotencyKey)
      }),
    changePlan: (subscriptionId, plan, when, idempotencyKey) =>
      atStripe(() => changes.change(subscriptionId, plan, when, idempotencyKey)),
    cancel: async (subscriptionId, when) => {
      if (when === 'NOW') await ifThere(() => stripe.subscriptions.cancel(subscriptionId))
      else await atStripe(() => changes.cancelAtPeriodEnd(subscriptionId))
    },
    resume: (subscriptionId) => atStripe(() => changes.resume(subscriptionId)),
    portalUrl: (customer, returnUrl) =>
      atStripe(async () => (await stripe.billingPortal.sessions.create({ customer, return_url: returnUrl })).url),
    fetchCustomer: (customerId) => ifThere(() => fetchCustomer(customerId)),
    refund: (invoiceId, amount, idempotencyKey) =>
      atStripe(async () => {
        const intent = await paidIntentOf(invoiceId)
        if (intent === undefined) throw new ProviderFailure('REFUSED', 'Nothing was paid on this invoice.')
        await stripe.refunds.create({ payment_intent: intent, ...(amount === null ? {} : { amount }) }, { idempotencyKey })
      }),
    // Stripe cancels the subscriptions of a customer that is deleted, and keeps the invoices.
    forgetCustomer: async (customerId) => void (await ifThere(() => stripe.customers.del(customerId))),
    customerOfCharge: (chargeId) =>
      ifThere(async () => {
        const { customer } = await stripe.charges.retrieve(chargeId)
        return typeof customer === 'string' ? customer : (customer?.id ?? null)
      }),
    readWebhook(rawBody, headers) {
      const signature = headers['stripe-signature']
      if (typeof signature !== 'string') throw new BadWebhook('there is no signature')
      try {
        const { id, type, created, data } = stripe.webhooks.constructEvent(rawBody, signature, webhookSecret)
        return { id, type, occurredAt: new Date(created * 1000), ...subjectOf({ ...data.object }) }
      } catch (error) {
        throw new BadWebhook(error instanceof Stripe.errors.StripeError ? 'the signature is wrong or old' : 'it cannot be read')
      }
    },
  }
}
