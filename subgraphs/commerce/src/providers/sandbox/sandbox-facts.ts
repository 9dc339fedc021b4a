import type { ProviderCustomer, ProviderInvoice, ProviderSubscription } from '../../domain/payment-facts.ts'
import { monthsOf, type PlanRow } from '../../domain/plans.ts'
import type { SandboxCustomerRow, SandboxInvoice, SandboxPrice, SandboxSubscription } from '../../domain/sandbox/customer.ts'

/** Returns what a plan costs in the sandbox. */
export const priceOf = (plan: PlanRow): SandboxPrice => ({
  planVersion: plan.version,
  name: plan.name,
  amount: plan.priceCents,
  currency: plan.currency,
  months: monthsOf(plan),
})

const instant = (ms: number): Date => new Date(ms)
const instantOrNull = (ms: number | null): Date | null => (ms === null ? null : new Date(ms))

const subscriptionOf = (subscription: SandboxSubscription): ProviderSubscription => ({
  id: subscription.id,
  planVersion: subscription.price.planVersion,
  currency: subscription.price.currency,
  status: subscription.status,
  startedAt: instant(subscription.startedMs),
  trialEndsAt: instantOrNull(subscription.trialEndsMs),
  currentPeriodEndsAt: instant(subscription.periodEndsMs),
  cancelsAtPeriodEnd: subscription.cancelsAtPeriodEnd,
  nextPlanVersion: subscription.nextPrice?.planVersion ?? null,
  pastDueAt: instantOrNull(subscription.pastDueMs),
})

const invoiceOf = (invoice: SandboxInvoice): ProviderInvoice => ({
  id: invoice.id,
  subscriptionId: invoice.subscriptionId,
  issuedAt: instant(invoice.issuedMs),
  amount: invoice.amount,
  currency: invoice.currency,
  status: invoice.status,
  refundedAmount: invoice.refunded,
  isDisputed: invoice.isDisputed,
  url: null,
  reference: invoice.reference,
})

/** As many as Stripe lists on one page. */
const MOST_INVOICES = 100

/** What the sandbox says about a customer. */
export const factsOf = (
  { _id: id, subscription, past, invoices, clockAheadMs }: SandboxCustomerRow,
  nowMs: number,
): ProviderCustomer => ({
  id,
  ...(clockAheadMs > 0 && { clockAt: new Date(nowMs + clockAheadMs) }),
  subscriptions: [...(subscription === null ? [] : [subscription]), ...past].map(subscriptionOf),
  invoices: invoices.slice(-MOST_INVOICES).toReversed().map(invoiceOf),
})
