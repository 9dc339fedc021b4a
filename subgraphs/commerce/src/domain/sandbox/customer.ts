import type { SandboxCardKey } from './cards.ts'

/** What a subscription of the sandbox costs. It keeps the price at which it was bought. */
export interface SandboxPrice {
  /** The version of the plan that was bought. */
  readonly planVersion: string
  /** Its name for people. */
  readonly name: string
  /** In the minor unit of the currency. */
  readonly amount: number
  readonly currency: string
  readonly months: number
}

/** A part of the price that an offer takes away, for some periods. */
export interface SandboxDiscount {
  readonly percentOff: number
  readonly periodsLeft: number
}

export type SandboxStatus = 'TRIALING' | 'ACTIVE' | 'PAST_DUE' | 'ENDED'

export interface SandboxSubscription {
  readonly id: string
  readonly price: SandboxPrice
  readonly status: SandboxStatus
  readonly startedMs: number
  /** From which the periods are counted, so that a month with fewer days shifts none after it. */
  readonly anchorMs: number
  /** The number of the present period since the anchor; 0 while it is on trial. */
  readonly period: number
  readonly periodStartsMs: number
  readonly periodEndsMs: number
  /** What was paid for the present period, which an upgrade credits. */
  readonly paidForPeriod: number
  readonly trialEndsMs: number | null
  readonly isTrialEndAnnounced: boolean
  readonly cancelsAtPeriodEnd: boolean
  /** The price from the next period on. */
  readonly nextPrice: SandboxPrice | null
  readonly discount: SandboxDiscount | null
  /** How many times the payment of the present period has failed. */
  readonly failedTries: number
  /** Since when a payment has been overdue. */
  readonly pastDueMs: number | null
  /** When a failed payment is tried again. */
  readonly triesAgainMs: number | null
  readonly endedMs: number | null
}

export interface SandboxInvoice {
  readonly id: string
  readonly subscriptionId: string | null
  readonly amount: number
  readonly currency: string
  readonly status: 'OPEN' | 'PAID' | 'FAILED' | 'REFUNDED'
  readonly issuedMs: number
  readonly paidMs: number | null
  readonly refunded: number
  /** The owner of the card has taken the money back. */
  readonly isDisputed: boolean
  /** What the platform called a single payment; null for what a subscription costs. */
  readonly reference: string | null
  readonly periodStartsMs: number
  readonly periodEndsMs: number
  /** When the owner of the card takes the payment back; null for most cards. */
  readonly disputedFromMs: number | null
}

/** A customer of the sandbox, with everything that a payment provider would know of them. */
export interface SandboxCustomerRow {
  readonly _id: string
  readonly athleteId: string
  /** Rises by one with each change. */
  readonly revision: number
  /** How far the customer's own clock is ahead of the real one. */
  readonly clockAheadMs: number
  /** Counts the ids of subscriptions, invoices and events of this customer. */
  readonly counter: number
  readonly card: SandboxCardKey | null
  /** The latest one; an ended one stays until another begins. */
  readonly subscription: SandboxSubscription | null
  /** The ended ones before it, the newest first. */
  readonly past: readonly SandboxSubscription[]
  readonly invoices: readonly SandboxInvoice[]
  /** What has been done, by the keys that the platform gave: a call that is repeated does nothing more. */
  readonly doneKeys: readonly string[]
  /** When the real clock reaches what happens next; null when nothing will. */
  readonly dueAt: Date | null
}

export type SandboxEventType =
  | 'subscription.started'
  | 'subscription.changed'
  | 'subscription.trial_ends_soon'
  | 'subscription.ended'
  | 'invoice.paid'
  | 'invoice.payment_failed'
  | 'invoice.refunded'
  | 'invoice.disputed'

/** What happened to a customer. */
export interface SandboxEvent {
  readonly id: string
  readonly type: SandboxEventType
  /** By the customer's clock. */
  readonly atMs: number
  /** Both as they were just then: of several events of one change, each has its own state. */
  readonly subscription: SandboxSubscription | null
  readonly invoice: SandboxInvoice | null
}

/** A customer after a change, and what happened meanwhile, oldest first. */
export interface SandboxOutcome {
  readonly customer: SandboxCustomerRow
  readonly events: readonly SandboxEvent[]
}

export const newCustomer = (id: string, athleteId: string): SandboxCustomerRow => ({
  _id: id,
  athleteId,
  revision: 1,
  clockAheadMs: 0,
  counter: 0,
  card: null,
  subscription: null,
  past: [],
  invoices: [],
  doneKeys: [],
  dueAt: null,
})

export const clockOf = ({ clockAheadMs }: Pick<SandboxCustomerRow, 'clockAheadMs'>, nowMs: number): number => nowMs + clockAheadMs

export const isLive = (subscription: SandboxSubscription | null): subscription is SandboxSubscription =>
  subscription !== null && subscription.status !== 'ENDED'

/** A page on which a customer pays once. */
export interface SandboxCheckoutRow {
  /** The SHA-256 of the token in its link. */
  readonly _id: string
  readonly athleteId: string
  readonly customerId: string
  /** What the platform calls a single payment; null for a subscription. */
  readonly reference: string | null
  /** What is bought, in words. */
  readonly title: string
  /** The price of a subscription; null for a single payment. */
  readonly price: SandboxPrice | null
  /** What a single payment costs; 0 for a subscription. */
  readonly amount: number
  readonly currency: string
  readonly trialDays: number
  readonly discount: SandboxDiscount | null
  readonly returnUrl: string
  /** REPLACED: another page was opened later. */
  readonly status: 'OPEN' | 'PAID' | 'REPLACED'
  /** The card whose bank asks first (3-D Secure). */
  readonly challenged: SandboxCardKey | null
  readonly expiresAt: Date
}

/** A webhook of the sandbox: kept until it is delivered, and some weeks longer. */
export interface SandboxEventRow {
  readonly _id: string
  readonly athleteId: string
  readonly customerId: string
  /** The JSON that is signed and delivered, byte for byte. */
  readonly body: string
  readonly tries: number
  /** Null when it is delivered. */
  readonly dueAt: Date | null
  readonly createdAt: Date
}
