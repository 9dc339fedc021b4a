import { addMonths } from '../calendar.ts'
import { type Refusal, SANDBOX_CARDS, type SandboxCardKey } from './cards.ts'
import {
  clockOf,
  isLive,
  type SandboxCustomerRow,
  type SandboxDiscount,
  type SandboxOutcome,
  type SandboxPrice,
  type SandboxSubscription,
} from './customer.ts'
import { beginPeriod, bill, catchUp, end, type Ledger, openLedger, outcomeOf, payOpenInvoice } from './engine.ts'

const DAY_MS = 86_400_000

/** What an act comes to: the changed customer, or why nothing changed. */
export type SandboxResult =
  | ({ readonly ok: true } & SandboxOutcome)
  | { readonly ok: false; readonly reason: Refusal | 'NO_SUBSCRIPTION' | 'HAS_SUBSCRIPTION' | 'NOT_POSSIBLE' }

type Refused = Extract<SandboxResult, { ok: false }>
const refused = (reason: Refused['reason']): Refused => ({ ok: false, reason })

/** Changes a customer whose clock has first caught up with the real one. */
const act = (
  customer: SandboxCustomerRow,
  nowMs: number,
  change: (ledger: Ledger, clockMs: number) => Refused | undefined,
): SandboxResult => {
  const ledger = openLedger(customer)
  const clockMs = clockOf(customer, nowMs)
  catchUp(ledger, clockMs)
  const problem = change(ledger, clockMs)
  // A change can make something due at once: a trial that goes on after all may end in three days.
  if (problem === undefined) catchUp(ledger, clockMs)
  return problem ?? { ok: true, ...outcomeOf(ledger) }
}

/** Whether a card pays on a page of the sandbox; `isConfirmed` is what its bank said to a challenge. */
export const refusalOfCard = (key: SandboxCardKey, isConfirmed: boolean | null): Refusal | 'CHALLENGE' | null => {
  const { atCheckout } = SANDBOX_CARDS[key]
  if (atCheckout === 'PAYS') return null
  if (atCheckout !== 'CHALLENGE') return atCheckout
  if (isConfirmed === null) return 'CHALLENGE'
  return isConfirmed ? null : 'CHALLENGE_FAILED'
}

export interface SandboxPurchase {
  readonly price: SandboxPrice
  readonly trialDays: number
  readonly discount: SandboxDiscount | null
  readonly card: SandboxCardKey
}

/** Starts a subscription with a card that the page has accepted. */
export const subscribe = (
  customer: SandboxCustomerRow,
  { price, trialDays, discount, card }: SandboxPurchase,
  nowMs: number,
): SandboxResult =>
  act(customer, nowMs, (ledger, clockMs) => {
    if (isLive(ledger.customer.subscription)) return refused('HAS_SUBSCRIPTION')
    const trialEndsMs = trialDays > 0 ? clockMs + trialDays * DAY_MS : null
    const subscription: SandboxSubscription = {
      id: ledger.nextId('sub'),
      price,
      status: trialEndsMs === null ? 'ACTIVE' : 'TRIALING',
      startedMs: clockMs,
      anchorMs: clockMs,
      period: 0,
      periodStartsMs: clockMs,
      periodEndsMs: trialEndsMs ?? clockMs,
      paidForPeriod: 0,
      trialEndsMs,
      isTrialEndAnnounced: false,
      cancelsAtPeriodEnd: false,
      nextPrice: null,
      discount,
      failedTries: 0,
      pastDueMs: null,
      triesAgainMs: null,
      endedMs: null,
    }
    const ended = ledger.customer.subscription
    ledger.change({ card, subscription, past: ended === null ? [] : [ended, ...ledger.customer.past] })
    ledger.tell('subscription.started', clockMs)
    if (trialEndsMs === null) payFirstPeriod(ledger, clockMs)
    return undefined
  })

/** The page has asked the bank already, so the first payment succeeds whatever the card does later. */
const payFirstPeriod = (ledger: Ledger, clockMs: number): void => {
  const { card } = ledger.customer
  ledger.change({ card: card === 'FAILS_LATER' ? 'PAYS' : card })
  beginPeriod(ledger, clockMs)
  ledger.change({ card })
}

export const useCard = (customer: SandboxCustomerRow, card: SandboxCardKey, nowMs: number): SandboxResult =>
  act(customer, nowMs, (ledger, clockMs) => {
    ledger.change({ card })
    // Another card pays at once what the one before it has left open.
    payOpenInvoice(ledger, clockMs)
    return undefined
  })

/** Ends the subscription at once. */
export const endNow = (customer: SandboxCustomerRow, nowMs: number): SandboxResult =>
  act(customer, nowMs, (ledger, clockMs) => {
    if (!isLive(ledger.customer.subscription)) return refused('NO_SUBSCRIPTION')
    end(ledger, clockMs)
    return undefined
  })

export const cancelAtPeriodEnd = (customer: SandboxCustomerRow, cancels: boolean, nowMs: number): SandboxResult =>
  act(customer, nowMs, (ledger, clockMs) => {
    const { subscription } = ledger.customer
    if (!isLive(subscription)) return refused('NO_SUBSCRIPTION')
    if (subscription.cancelsAtPeriodEnd === cancels) return undefined
    ledger.changeSubscription({ cancelsAtPeriodEnd: cancels, ...(cancels && { nextPrice: null }) })
    ledger.tell('subscription.changed', clockMs)
    return undefined
  })

/** Returns the part of a sum that belongs to the time from `nowMs` on, rounded to the minor unit. */
const unusedPart = (amount: number, startsMs: number, endsMs: number, nowMs: number): number =>
  endsMs <= startsMs ? 0 : Math.round((amount * Math.max(0, endsMs - nowMs)) / (endsMs - startsMs))

export interface SandboxPriceChange {
  readonly price: SandboxPrice
  readonly when: 'NOW' | 'PERIOD_END'
}

/** Changes the price at once, crediting the rest of what was paid, or at the end of the period. The present price takes back a change that waits. */
export const changePrice = (customer: SandboxCustomerRow, { price, when }: SandboxPriceChange, nowMs: number): SandboxResult =>
  act(customer, nowMs, (ledger, clockMs) => {
    const { subscription, card } = ledger.customer
    if (!isLive(subscription)) return refused('NO_SUBSCRIPTION')
    if (subscription.status === 'PAST_DUE') return refused('NOT_POSSIBLE')
    const { price: present, periodStartsMs, periodEndsMs, paidForPeriod } = subscription
    if (subscription.status === 'TRIALING') ledger.changeSubscription({ price, nextPrice: null })
    else if (price.planVersion === present.planVersion) ledger.changeSubscription({ nextPrice: null })
    else if (when === 'PERIOD_END') ledger.changeSubscription({ nextPrice: price })
    else {
      if (card !== null && SANDBOX_CARDS[card].later !== 'PAYS') return refused('DECLINED')
      const credit = Math.min(unusedPart(paidForPeriod, periodStartsMs, periodEndsMs, clockMs), price.amount)
      const endsMs = addMonths(clockMs, price.months)
      const period = { price, anchorMs: clockMs, period: 1, periodStartsMs: clockMs, periodEndsMs: endsMs, nextPrice: null }
      ledger.changeSubscription({ ...period, paidForPeriod: price.amount, discount: null })
      const sums = { amount: price.amount - credit, currency: price.currency, periodStartsMs: clockMs, periodEndsMs: endsMs }
      bill(ledger, sums, clockMs, true)
    }
    ledger.changeSubscription({ cancelsAtPeriodEnd: false })
    ledger.tell('subscription.changed', clockMs)
    return undefined
  })

export interface SandboxPayment {
  readonly reference: string
  readonly amount: number
  readonly currency: string
  readonly card: SandboxCardKey
}

/** A single payment, with a card that the page has accepted. It leaves the card of a subscription as it is. */
export const payOnce = (
  customer: SandboxCustomerRow,
  { reference, amount, currency, card }: SandboxPayment,
  nowMs: number,
): SandboxResult =>
  act(customer, nowMs, (ledger, clockMs) => {
    const kept = ledger.customer.card
    ledger.change({ card })
    bill(ledger, { reference, amount, currency, periodStartsMs: clockMs, periodEndsMs: clockMs }, clockMs, true)
    ledger.change({ card: kept })
    return undefined
  })

export interface SandboxRefund {
  readonly invoiceId: string
  /** Null for all that is left. */
  readonly amount: number | null
}

export const refundInvoice = (customer: SandboxCustomerRow, { invoiceId, amount }: SandboxRefund, nowMs: number): SandboxResult =>
  act(customer, nowMs, (ledger, clockMs) => {
    const invoice = ledger.customer.invoices.find(({ id }) => id === invoiceId)
    const left = invoice === undefined || invoice.status !== 'PAID' || invoice.isDisputed ? 0 : invoice.amount - invoice.refunded
    const sum = amount ?? left
    if (invoice === undefined || sum <= 0 || sum > left) return refused('NOT_POSSIBLE')
    const refundedSum = invoice.refunded + sum
    ledger.changeInvoice(invoiceId, {
      refunded: refundedSum,
      ...(refundedSum === invoice.amount && { status: 'REFUNDED', disputedFromMs: null }),
    })
    ledger.tell('invoice.refunded', clockMs, invoiceId)
    return undefined
  })

/** The owner of the card takes the latest payment back now. */
export const disputeLatest = (customer: SandboxCustomerRow, nowMs: number): SandboxResult =>
  act(customer, nowMs, (ledger, clockMs) => {
    const latest = ledger.customer.invoices.findLast(
      ({ status, amount, isDisputed }) => status === 'PAID' && amount > 0 && !isDisputed,
    )
    if (latest === undefined) return refused('NOT_POSSIBLE')
    ledger.changeInvoice(latest.id, { disputedFromMs: clockMs })
    catchUp(ledger, clockMs)
    return undefined
  })

/** Moves the customer's clock forward, never back, and lets everything happen on the way. */
export const moveClock = (customer: SandboxCustomerRow, byMs: number, nowMs: number): SandboxResult =>
  byMs <= 0 ? refused('NOT_POSSIBLE') : act({ ...customer, clockAheadMs: customer.clockAheadMs + byMs }, nowMs, () => undefined)

/** Lets happen what is due by now. */
export const letHappen = (customer: SandboxCustomerRow, nowMs: number): SandboxResult => act(customer, nowMs, () => undefined)
