import type Stripe from 'stripe'
import type { ProviderInvoice, ProviderSubscription } from '../../domain/payment-facts.ts'

/** The metadata of a price, of a subscription and of a schedule's phase: the version of the plan (domain/plans.ts). */
export const PLAN_VERSION = 'plan_version'
/** The metadata of a single payment: what the platform calls it. */
export const REFERENCE = 'reference'

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

const NOTHING_BACK: Settlement = { refunded: 0, isDisputed: false }

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

const PAYMENT_STATUS: Readonly<Record<string, ProviderInvoice['status']>> = {
  succeeded: 'PAID',
  // Of a bank that takes days.
  pending: 'OPEN',
  failed: 'FAILED',
}
/** The best first: a card that was declined may have been followed by another one on the same page. */
const BEST_FIRST: readonly string[] = ['succeeded', 'pending', 'failed']

const paymentFact = (charge: Stripe.Charge, { refunded, isDisputed }: Settlement): ProviderInvoice => {
  const status = PAYMENT_STATUS[charge.status] ?? 'OPEN'
  return {
    id: intentOf(charge) ?? charge.id,
    subscriptionId: null,
    issuedAt: dateOf(charge.created),
    amount: charge.amount,
    currency: charge.currency.toUpperCase(),
    status: status === 'PAID' && refunded >= charge.amount ? 'REFUNDED' : status,
    refundedAmount: refunded,
    isDisputed,
    url: charge.receipt_url,
    reference: charge.metadata[REFERENCE] ?? null,
  }
}

/**
 * Translates single payments. Stripe copies the metadata of a payment intent to its charges, so the charges, which are read for
 * refunds anyway, tell of them; there is no invoice. Each has the id of its intent.
 */
export const paymentFacts = (
  charges: readonly Stripe.Charge[],
  settlements: ReadonlyMap<string, Settlement>,
): readonly ProviderInvoice[] => {
  const best = charges
    .filter(({ metadata }) => metadata?.[REFERENCE] !== undefined)
    .toSorted((a, b) => BEST_FIRST.indexOf(a.status) - BEST_FIRST.indexOf(b.status))
  const byIntent = new Map<string, Stripe.Charge>()
  for (const charge of best) {
    const id = intentOf(charge) ?? charge.id
    if (!byIntent.has(id)) byIntent.set(id, charge)
  }
  return [...byIntent].map(([id, charge]) => paymentFact(charge, settlements.get(id) ?? NOTHING_BACK))
}

/** Whether an invoice's id is that of a single payment. */
export const isIntent = (id: string): boolean => id.startsWith('pi_')

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
