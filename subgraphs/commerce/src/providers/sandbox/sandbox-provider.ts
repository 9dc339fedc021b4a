import { randomBytes } from 'node:crypto'
import { retryOnDuplicateKey, SYSTEM } from '@gruppetto/runtime'
import { z } from 'zod'
import { cancelAtPeriodEnd, changePrice, endNow, refundInvoice } from '../../domain/sandbox/acts.ts'
import { REFUSALS } from '../../domain/sandbox/cards.ts'
import { newCustomer } from '../../domain/sandbox/customer.ts'
import { BadWebhook, type PaymentProvider, ProviderFailure } from '../payment-provider.ts'
import { type CustomerChange, type CustomerChanged, changeCustomer } from './change-customer.ts'
import { openCheckout, openPayment } from './checkout.ts'
import type { SandboxParts } from './parts.ts'
import { portalUrl } from './portal.ts'
import { factsOf, priceOf } from './sandbox-facts.ts'
import { isSigned, SIGNATURE_HEADER } from './tokens.ts'

/** Stands in rows, so it never changes. */
const SANDBOX = 'sandbox'

const WORDS: Readonly<Record<Extract<CustomerChanged, { ok: false }>['reason'], string>> = {
  UNKNOWN_CUSTOMER: 'There is no such customer.',
  NOT_ALLOWED: 'This is not possible any more.',
  NO_SUBSCRIPTION: 'There is no subscription.',
  HAS_SUBSCRIPTION: 'There is a subscription already.',
  NOT_POSSIBLE: 'This is not possible now.',
  ...REFUSALS,
}

const webhookBody = z.object({ id: z.string(), type: z.string(), atMs: z.number(), customer: z.string() })

/** A subscription's or an invoice's id holds the customer's: `sbx_sub_<customer>_<number>`. */
const customerIn = (id: string): string => /^sbx_(?:sub|inv)_(.+)_\d+$/.exec(id)?.[1] ?? ''

/** The local payment provider, behind the same interface as Stripe. No money moves. */
export const sandboxProvider = (parts: SandboxParts): PaymentProvider => {
  const { rows, runtime, database } = parts
  const { identitySecret } = runtime.config
  const change = async (wanted: CustomerChange): Promise<void> => {
    const result = await changeCustomer(parts, wanted)
    if (!result.ok) throw new ProviderFailure('REFUSED', WORDS[result.reason])
  }
  return {
    name: SANDBOX,
    takesDiscounts: true,
    async ensureCustomer(athleteId) {
      const ensure = () =>
        database.transact(async (tx) => {
          const known = await rows.customerOf(athleteId, tx)
          if (known !== null) return known._id
          const row = newCustomer(`cus${randomBytes(12).toString('hex')}`, athleteId)
          await rows.insertCustomer(row, tx)
          return row._id
        }, SYSTEM)
      return retryOnDuplicateKey(ensure)
    },
    startCheckout: (order, idempotencyKey) => openCheckout(parts, order, idempotencyKey),
    startPayment: (order, idempotencyKey) => openPayment(parts, order, idempotencyKey),
    changePlan: (subscriptionId, plan, when, idempotencyKey) =>
      change({
        customerId: customerIn(subscriptionId),
        idempotencyKey,
        act: (customer, nowMs) => changePrice(customer, { price: priceOf(plan), when }, nowMs),
      }),
    cancel: (subscriptionId, when) =>
      change({
        customerId: customerIn(subscriptionId),
        act: (customer, nowMs) => (when === 'NOW' ? endNow(customer, nowMs) : cancelAtPeriodEnd(customer, true, nowMs)),
      }),
    resume: (subscriptionId) =>
      change({
        customerId: customerIn(subscriptionId),
        act: (customer, nowMs) => cancelAtPeriodEnd(customer, false, nowMs),
      }),
    portalUrl: async (customerId) => portalUrl(parts, customerId),
    async fetchCustomer(customerId) {
      const row = await rows.customer(customerId)
      return row === null ? null : factsOf(row, runtime.now())
    },
    refund: (invoiceId, amount, idempotencyKey) =>
      change({
        customerId: customerIn(invoiceId),
        idempotencyKey,
        act: (customer, nowMs) => refundInvoice(customer, { invoiceId, amount }, nowMs),
      }),
    forgetCustomer: (customerId) => rows.deleteCustomer(customerId),
    readWebhook(rawBody, headers) {
      if (!isSigned(identitySecret, rawBody, headers[SIGNATURE_HEADER], runtime.now())) {
        throw new BadWebhook('the signature is not that of the sandbox')
      }
      const { id, type, atMs, customer } = webhookBody.parse(JSON.parse(rawBody))
      return { id, type, customerId: customer, occurredAt: new Date(atMs) }
    },
  }
}
