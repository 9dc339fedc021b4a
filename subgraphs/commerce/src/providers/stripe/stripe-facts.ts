import type Stripe from 'stripe'
import type { ProviderInvoice, ProviderSubscription } from '../../domain/payment-facts.ts'

/** The metadata of a price, of a subscription and of a schedule's phase: the version of the plan (domain/plans.ts). */
export const PLAN_VERSION = 'plan_version'

const dateOf = (seconds: number): Date => new Date(seconds * 1000)

const idOf = (thing: string | { readonly id: string } | null | undefined): string | null =>
  typeof thing === 'string' ? thing : (thing?.id ?? null)

const STATUS: Readonly<Record<string, ProviderSubscription['status']>> = {
  incomplete: 'INCOMPLETE',
  incomplete_expired: 'INCOMPLETE',
  trialing: 'TRIALING',
  active: 'ACTIVE',
  past_due: 'PAST_DUE',
  unpaid: 'UNPAID',
  // A trial has ended without a card.
  paused: 'UNPAID',
  canceled: 'ENDED',
}

const subscriptionOfInvoice = ({ parent }: Stripe.Invoice): string | null => idOf(parent?.subscription_details?.subscription)

/** The version of the plan of the phase after the present one, which this platform has put there. */
const nextVersionOf = (schedule: Stripe.Subscription['schedule']): string | null => {
  if (schedule === null || typeof schedule === 'string' || schedule.status !== 'active') return null
  const ends = schedule.current_phase?.end_date ?? 0
  return schedule.phases.find(({ start_date }) => start_date >= ends)?.metadata?.[PLAN_VERSION] ?? null
}

/** Translates a subscription. Null for one that is about no plan of this platform. */
export const subscriptionFact = (
  subscription: Stripe.Subscription,
  invoices: readonly Stripe.Invoice[],
): ProviderSubscription | null => {
  const [item] = subscription.items.data
  const planVersion = item?.price.metadata[PLAN_VERSION]
  if (item === undefined || planVersion === undefined) return null
  const { id, status, currency, start_date, trial_end, schedule } = subscription
  const open = invoices.filter((invoice) => invoice.status === 'open' && subscriptionOfInvoice(invoice) === id)
  const overdueSince = Math.min(...open.map(({ created }) => created))
  const nextPlanVersion = nextVersionOf(schedule)
  return {
    id,
    planVersion,
    currency: currency.toUpperCase(),
    // A status that is newer than this code gives no access; a look after an update of the code finds it again.
    status: STATUS[status] ?? 'UNPAID',
    startedAt: dateOf(start_date),
    trialEndsAt: trial_end === null ? null : dateOf(trial_end),
    currentPeriodEndsAt: dateOf(item.current_period_end),
    cancelsAtPeriodEnd: status !== 'canceled' && (subscription.cancel_at_period_end || subscription.cancel_at !== null),
    nextPlanVersion: nextPlanVersion === planVersion ? null : nextPlanVersion,
    pastDueAt: status === 'past_due' ? dateOf(Number.isFinite(overdueSince) ? overdueSince : item.current_period_start) : null,
  }
}

/** What became of the money of an invoice. */
export interface Settlement {
  readonly refunded: number
  readonly isDisputed: boolean
}

const invoiceStatus = (invoice: Stripe.Invoice, { refunded }: Settlement): ProviderInvoice['status'] | null => {
  switch (invoice.status) {
    case 'paid':
      return invoice.amount_paid > 0 && refunded >= invoice.amount_paid ? 'REFUNDED' : 'PAID'
    case 'open':
      return invoice.attempt_count > 0 ? 'FAILED' : 'OPEN'
    case 'uncollectible':
      return 'FAILED'
    default:
      return null
  }
}

/** Translates an invoice. Null for a draft, and for one that was declared void. */
export const invoiceFact = (invoice: Stripe.Invoice, settlement: Settlement): ProviderInvoice | null => {
  const status = invoiceStatus(invoice, settlement)
  if (status === null) return null
  return {
    id: invoice.id,
    subscriptionId: subscriptionOfInvoice(invoice),
    issuedAt: dateOf(invoice.status_transitions.finalized_at ?? invoice.created),
    amount: invoice.total,
    currency: invoice.currency.toUpperCase(),
    status,
    refundedAmount: settlement.refunded,
    isDisputed: settlement.isDisputed,
    url: invoice.hosted_invoice_url ?? null,
  }
}

/** The payment intents that have paid an invoice, or were meant to. */
export const intentsOf = ({ payments }: Stripe.Invoice): readonly string[] =>
  (payments?.data ?? []).flatMap(({ payment }) => idOf(payment.payment_intent) ?? [])

export const intentOf = ({ payment_intent }: Stripe.Charge): string | null => idOf(payment_intent)

/** An inquiry moves no money, and a dispute that was won gives it back. */
const HARMLESS: readonly string[] = ['won', 'prevented', 'warning_needs_response', 'warning_under_review', 'warning_closed']

export const takesMoneyBack = ({ status }: Stripe.Dispute): boolean => !HARMLESS.includes(status)

interface WithCustomer {
  readonly object?: unknown
  readonly id?: unknown
  readonly customer?: unknown
  readonly charge?: unknown
}

const textOf = (value: unknown): string | null => {
  if (typeof value === 'string') return value
  return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string' ? value.id : null
}

/** Whom an event is about. A dispute names only the charge. */
export const subjectOf = (object: WithCustomer): { readonly customerId: string | null; readonly chargeId?: string } => {
  const customerId = textOf(object.object === 'customer' ? object.id : object.customer)
  const chargeId = textOf(object.charge)
  return customerId === null && chargeId !== null ? { customerId, chargeId } : { customerId }
}
