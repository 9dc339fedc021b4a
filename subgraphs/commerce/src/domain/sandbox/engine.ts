import { addMonths } from '../calendar.ts'
import { discounted } from '../discount.ts'
import { SANDBOX_CARDS } from './cards.ts'
import {
  isLive,
  type SandboxCustomerRow,
  type SandboxEvent,
  type SandboxEventType,
  type SandboxInvoice,
  type SandboxOutcome,
  type SandboxSubscription,
} from './customer.ts'

const DAY_MS = 86_400_000
const TRIAL_END_ANNOUNCED_MS = 3 * DAY_MS
/** A failed payment is tried again after so many days; when the last one is over without a payment, the subscription ends. */
const TRY_AGAIN_DAYS = [3, 7, 14] as const
const DISPUTED_AFTER_MS = 7 * DAY_MS
/** More than anybody plays through in one step: a clock that is moved further stops there, and goes on at the next one. */
const MOST_STEPS = 200

/** A customer in the middle of a change, with what has happened so far. */
export interface Ledger {
  readonly customer: SandboxCustomerRow
  readonly events: readonly SandboxEvent[]
  nextId(kind: 'sub' | 'inv' | 'evt'): string
  change(fields: Partial<SandboxCustomerRow>): void
  changeSubscription(fields: Partial<SandboxSubscription>): void
  changeInvoice(id: string, fields: Partial<SandboxInvoice>): void
  tell(type: SandboxEventType, atMs: number, invoiceId?: string | null): void
}

export const openLedger = (before: SandboxCustomerRow): Ledger => {
  let customer = before
  const events: SandboxEvent[] = []
  const change = (fields: Partial<SandboxCustomerRow>): void => {
    customer = { ...customer, ...fields }
  }
  const nextId = (kind: 'sub' | 'inv' | 'evt'): string => {
    change({ counter: customer.counter + 1 })
    return `sbx_${kind}_${customer._id}_${customer.counter}`
  }
  return {
    get customer() {
      return customer
    },
    events,
    nextId,
    change,
    changeSubscription(fields) {
      if (customer.subscription !== null) change({ subscription: { ...customer.subscription, ...fields } })
    },
    changeInvoice(id, fields) {
      change({ invoices: customer.invoices.map((invoice) => (invoice.id === id ? { ...invoice, ...fields } : invoice)) })
    },
    tell(type, atMs, invoiceId = null) {
      const id = nextId('evt')
      const invoice = customer.invoices.find((one) => one.id === invoiceId) ?? null
      events.push({ id, type, atMs, subscription: customer.subscription, invoice })
    },
  }
}

const priceOfPeriod = ({ price, discount }: SandboxSubscription): number =>
  discount === null || discount.periodsLeft === 0 ? price.amount : discounted(price.amount, discount.percentOff)

interface Bill {
  readonly amount: number
  readonly periodStartsMs: number
  readonly periodEndsMs: number
  /** For a single payment. */
  readonly reference?: string
  readonly currency: string
}

/** Issues an invoice, paid at once with the customer's card or not. */
export const bill = (ledger: Ledger, { reference, ...sums }: Bill, atMs: number, isPaid: boolean): SandboxInvoice => {
  const { subscription, card } = ledger.customer
  const isDisputed = isPaid && sums.amount > 0 && card !== null && SANDBOX_CARDS[card].isDisputed
  const invoice: SandboxInvoice = {
    id: ledger.nextId('inv'),
    subscriptionId: reference === undefined ? (subscription?.id ?? null) : null,
    ...sums,
    status: isPaid ? 'PAID' : 'OPEN',
    issuedMs: atMs,
    paidMs: isPaid ? atMs : null,
    refunded: 0,
    isDisputed: false,
    reference: reference ?? null,
    disputedFromMs: isDisputed ? atMs + DISPUTED_AFTER_MS : null,
  }
  ledger.change({ invoices: [...ledger.customer.invoices, invoice] })
  if (isPaid) ledger.tell('invoice.paid', atMs, invoice.id)
  return invoice
}

const paysLater = ({ card }: SandboxCustomerRow, amount: number): boolean =>
  amount === 0 || (card !== null && SANDBOX_CARDS[card].later === 'PAYS')

export const end = (ledger: Ledger, atMs: number): void => {
  for (const { id, status, subscriptionId } of ledger.customer.invoices) {
    if (status === 'OPEN' && subscriptionId === ledger.customer.subscription?.id) ledger.changeInvoice(id, { status: 'FAILED' })
  }
  ledger.changeSubscription({ status: 'ENDED', endedMs: atMs, triesAgainMs: null, nextPrice: null })
  ledger.tell('subscription.ended', atMs)
}

/** Begins a period: the price of the next one counts, and is charged. */
export const beginPeriod = (ledger: Ledger, atMs: number): void => {
  const before = ledger.customer.subscription
  if (before === null) return
  const isAnchored = before.status !== 'TRIALING' && before.nextPrice === null
  const price = before.nextPrice ?? before.price
  const anchorMs = isAnchored ? before.anchorMs : atMs
  const period = isAnchored ? before.period + 1 : 1
  const periodEndsMs = addMonths(anchorMs, period * price.months)
  const next = { ...before, price, anchorMs, period, periodStartsMs: atMs, periodEndsMs, nextPrice: null, trialEndsMs: null }
  const amount = priceOfPeriod(next)
  const isPaid = paysLater(ledger.customer, amount)
  const periodsLeft = Math.max(0, (before.discount?.periodsLeft ?? 0) - 1)
  ledger.change({
    subscription: {
      ...next,
      discount: before.discount === null || periodsLeft === 0 ? null : { ...before.discount, periodsLeft },
      status: isPaid ? 'ACTIVE' : 'PAST_DUE',
      paidForPeriod: isPaid ? amount : 0,
      failedTries: isPaid ? 0 : 1,
      pastDueMs: isPaid ? null : atMs,
      triesAgainMs: isPaid ? null : atMs + TRY_AGAIN_DAYS[0] * DAY_MS,
    },
  })
  const invoice = bill(ledger, { amount, currency: price.currency, periodStartsMs: atMs, periodEndsMs }, atMs, isPaid)
  if (!isPaid) ledger.tell('invoice.payment_failed', atMs, invoice.id)
  ledger.tell('subscription.changed', atMs)
}

/** Charges what a failed payment has left open. */
export const payOpenInvoice = (ledger: Ledger, atMs: number): boolean => {
  const { subscription, invoices, card } = ledger.customer
  const open = invoices.find(({ status, subscriptionId }) => status === 'OPEN' && subscriptionId === subscription?.id)
  if (subscription === null || open === undefined || !paysLater(ledger.customer, open.amount)) return false
  const isDisputed = card !== null && SANDBOX_CARDS[card].isDisputed
  ledger.changeInvoice(open.id, {
    status: 'PAID',
    paidMs: atMs,
    disputedFromMs: isDisputed ? atMs + DISPUTED_AFTER_MS : null,
  })
  ledger.changeSubscription({ status: 'ACTIVE', failedTries: 0, pastDueMs: null, triesAgainMs: null, paidForPeriod: open.amount })
  ledger.tell('invoice.paid', atMs, open.id)
  ledger.tell('subscription.changed', atMs)
  return true
}

const tryAgain = (ledger: Ledger, atMs: number): void => {
  const { subscription, invoices } = ledger.customer
  if (subscription === null || payOpenInvoice(ledger, atMs)) return
  const open = invoices.find(({ status, subscriptionId }) => status === 'OPEN' && subscriptionId === subscription.id)
  const failedTries = subscription.failedTries + 1
  const [sinceDays, nextDays] = [TRY_AGAIN_DAYS[failedTries - 2] ?? 0, TRY_AGAIN_DAYS[failedTries - 1]]
  ledger.changeSubscription({
    failedTries,
    triesAgainMs: nextDays === undefined ? null : atMs + (nextDays - sinceDays) * DAY_MS,
  })
  ledger.tell('invoice.payment_failed', atMs, open?.id ?? null)
  if (nextDays === undefined) end(ledger, atMs)
}

const dispute = (ledger: Ledger, invoice: SandboxInvoice, atMs: number): void => {
  ledger.changeInvoice(invoice.id, { isDisputed: true, disputedFromMs: null })
  ledger.tell('invoice.disputed', atMs, invoice.id)
  if (isLive(ledger.customer.subscription) && ledger.customer.subscription.id === invoice.subscriptionId) end(ledger, atMs)
}

interface Due {
  readonly atMs: number
  readonly run: (ledger: Ledger, atMs: number) => void
}

const dueOfSubscription = (subscription: SandboxSubscription | null): readonly Due[] => {
  if (!isLive(subscription)) return []
  const { status, trialEndsMs, isTrialEndAnnounced, cancelsAtPeriodEnd, periodEndsMs, triesAgainMs } = subscription
  if (status === 'PAST_DUE') return triesAgainMs === null ? [] : [{ atMs: triesAgainMs, run: tryAgain }]
  const announce: Due = {
    atMs: (trialEndsMs ?? 0) - TRIAL_END_ANNOUNCED_MS,
    run: (ledger, atMs) => {
      ledger.changeSubscription({ isTrialEndAnnounced: true })
      ledger.tell('subscription.trial_ends_soon', atMs)
    },
  }
  const isAnnounced = status === 'TRIALING' && !isTrialEndAnnounced && !cancelsAtPeriodEnd
  return [...(isAnnounced ? [announce] : []), { atMs: periodEndsMs, run: cancelsAtPeriodEnd ? end : beginPeriod }]
}

/** Returns what happens next to a customer by itself; null when nothing will. */
const nextDue = ({ subscription, invoices }: SandboxCustomerRow): Due | null => {
  const disputes = invoices.flatMap((invoice): Due[] =>
    invoice.disputedFromMs === null
      ? []
      : [{ atMs: invoice.disputedFromMs, run: (ledger, atMs) => dispute(ledger, invoice, atMs) }],
  )
  return [...dueOfSubscription(subscription), ...disputes].sort((a, b) => a.atMs - b.atMs)[0] ?? null
}

/** Lets everything happen that is due by the customer's clock, each at its own instant. */
export const catchUp = (ledger: Ledger, clockMs: number): void => {
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    const due = nextDue(ledger.customer)
    if (due === null || due.atMs > clockMs) return
    due.run(ledger, due.atMs)
  }
}

/** Returns the customer with the instant at which the job has to look again, and what happened. */
export const outcomeOf = ({ customer, events }: Ledger): SandboxOutcome => {
  const due = nextDue(customer)
  const dueAt = due === null ? null : new Date(due.atMs - customer.clockAheadMs)
  return { customer: { ...customer, revision: customer.revision + 1, dueAt }, events }
}
