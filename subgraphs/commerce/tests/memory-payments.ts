import type { ProviderCustomer, ProviderInvoice, ProviderSubscription } from '../src/domain/payment-facts.ts'
import { BadWebhook, type CheckoutOrder, type PaymentProvider, ProviderFailure } from '../src/providers/payment-provider.ts'

const DAY_MS = 24 * 3600 * 1000

export interface MemoryPayments extends PaymentProvider {
  readonly customers: Map<string, ProviderCustomer>
  readonly orders: CheckoutOrder[]
  /** While it is true, every call fails. */
  isDown: boolean
  /** Runs before each answer of fetchCustomer, after the facts were read. */
  beforeAnswer: () => Promise<void>
  fetches: number
  /** For how long the page of a checkout is open from now on, in milliseconds. */
  opensFor: number
  change(customerId: string, change: (customer: ProviderCustomer) => Partial<ProviderCustomer>): void
  /** Puts a subscription with these values, or changes the one with the same id. */
  put(customerId: string, subscription: Partial<ProviderSubscription> & Pick<ProviderSubscription, 'id'>): void
  invoice(customerId: string, invoice: Partial<ProviderInvoice> & Pick<ProviderInvoice, 'id'>): void
}

/** A payment provider in memory: what it says is what a test has put there. A webhook is `{ id, customerId }` with no signature. */
export const openMemoryPayments = (now: () => number): MemoryPayments => {
  const customers = new Map<string, ProviderCustomer>()
  const ownerOf = (subscriptionId: string): ProviderCustomer => {
    for (const customer of customers.values()) if (customer.subscriptions.some(({ id }) => id === subscriptionId)) return customer
    throw new ProviderFailure('REFUSED', `No such subscription: ${subscriptionId}`)
  }
  const patch = (subscriptionId: string, values: Partial<ProviderSubscription>) =>
    payments.put(ownerOf(subscriptionId).id, { id: subscriptionId, ...values })
  const answer = <Result>(result: () => Result): Promise<Result> => {
    if (payments.isDown) return Promise.reject(new ProviderFailure('UNAVAILABLE', 'down'))
    return Promise.resolve().then(result)
  }
  const payments: MemoryPayments = {
    name: 'memory',
    takesDiscounts: true,
    customers,
    orders: [],
    isDown: false,
    fetches: 0,
    opensFor: 1_800_000,
    beforeAnswer: () => Promise.resolve(),
    change(customerId, change) {
      const customer = customers.get(customerId) ?? { id: customerId, subscriptions: [], invoices: [] }
      customers.set(customerId, { ...customer, ...change(customer) })
    },
    put(customerId, subscription) {
      payments.change(customerId, ({ subscriptions }) => {
        const before = subscriptions.find(({ id }) => id === subscription.id) ?? {
          planVersion: 'premium-monthly-1',
          currency: 'EUR',
          status: 'ACTIVE' as const,
          startedAt: new Date(now()),
          trialEndsAt: null,
          currentPeriodEndsAt: new Date(now() + 30 * DAY_MS),
          cancelsAtPeriodEnd: false,
          nextPlanVersion: null,
          pastDueAt: null,
        }
        return { subscriptions: [...subscriptions.filter(({ id }) => id !== subscription.id), { ...before, ...subscription }] }
      })
    },
    invoice(customerId, invoice) {
      payments.change(customerId, ({ invoices, subscriptions }) => {
        const before = invoices.find(({ id }) => id === invoice.id) ?? {
          subscriptionId: subscriptions.at(-1)?.id ?? null,
          issuedAt: new Date(now()),
          amount: 799,
          currency: 'EUR',
          status: 'PAID' as const,
          refundedAmount: 0,
          isDisputed: false,
          url: null,
        }
        return { invoices: [...invoices.filter(({ id }) => id !== invoice.id), { ...before, ...invoice }] }
      })
    },
    ensureCustomer: (athleteId) =>
      answer(() => {
        const id = `cus_${athleteId}`
        payments.change(id, () => ({}))
        return id
      }),
    startCheckout: (order) =>
      answer(() => {
        payments.orders.push(order)
        return { url: `https://pay.example/${payments.orders.length}`, expiresAt: new Date(now() + payments.opensFor) }
      }),
    startPayment: () => answer(() => ({ url: 'https://pay.example/once', expiresAt: new Date(now() + 1_800_000) })),
    changePlan: (id, plan, when) =>
      answer(() =>
        patch(id, when === 'NOW' ? { planVersion: plan.version, nextPlanVersion: null } : { nextPlanVersion: plan.version }),
      ),
    cancel: (id, when) => answer(() => patch(id, when === 'NOW' ? { status: 'ENDED' } : { cancelsAtPeriodEnd: true })),
    resume: (id) => answer(() => patch(id, { cancelsAtPeriodEnd: false })),
    portalUrl: (customerId) => answer(() => `https://pay.example/portal/${customerId}`),
    async fetchCustomer(customerId) {
      payments.fetches += 1
      const customer = await answer(() => customers.get(customerId) ?? null)
      await payments.beforeAnswer()
      return customer
    },
    refund: (invoiceId) =>
      answer(() => {
        for (const { id, invoices } of customers.values())
          for (const { id: known, amount } of invoices)
            if (known === invoiceId) payments.invoice(id, { id: known, status: 'REFUNDED', refundedAmount: amount })
      }),
    forgetCustomer: (customerId) => answer(() => void customers.delete(customerId)),
    readWebhook(rawBody) {
      if (!rawBody.startsWith('{')) throw new BadWebhook('no signature')
      const { id, customerId } = JSON.parse(rawBody) as { id: string; customerId: string | null }
      return { id, type: 'changed', customerId, occurredAt: new Date(now()) }
    },
  }
  return payments
}
