/**
 * What a payment provider says about a customer, in the words of this platform. Everything that Gruppetto believes about who has
 * paid is derived from these facts, fetched live, and never from the body of a webhook.
 */
export interface ProviderCustomer {
  readonly id: string
  /** Every subscription that this customer has, also the ended ones that the provider still lists. */
  readonly subscriptions: readonly ProviderSubscription[]
  /** The latest invoices, the newest first. */
  readonly invoices: readonly ProviderInvoice[]
  /** The time by which the provider deals with this customer, where it has a test clock. When absent, it is now. */
  readonly clockAt?: Date
}

export interface ProviderSubscription {
  readonly id: string
  /** The version of the plan that was bought (domain/plans.ts). */
  readonly planVersion: string
  readonly currency: string
  /** INCOMPLETE: the first payment has not succeeded, so nothing has been bought yet. UNPAID: the provider has given up asking. */
  readonly status: 'INCOMPLETE' | 'TRIALING' | 'ACTIVE' | 'PAST_DUE' | 'UNPAID' | 'ENDED'
  readonly startedAt: Date
  readonly trialEndsAt: Date | null
  readonly currentPeriodEndsAt: Date
  readonly cancelsAtPeriodEnd: boolean
  /** The version of the plan from the next period on, when that is another one. */
  readonly nextPlanVersion: string | null
  /** Since when a payment has been overdue. */
  readonly pastDueAt: Date | null
}

export type InvoiceStatus = 'OPEN' | 'PAID' | 'REFUNDED' | 'FAILED'

export interface ProviderInvoice {
  readonly id: string
  readonly subscriptionId: string | null
  readonly issuedAt: Date
  /** In minor units. */
  readonly amount: number
  readonly currency: string
  /** REFUNDED: all of it has been given back. */
  readonly status: InvoiceStatus
  readonly refundedAmount: number
  /** The payer's bank has taken the money back, or asks to; false again once the dispute is won. */
  readonly isDisputed: boolean
  readonly url: string | null
  /** The gift that a single payment was for; null or absent for what a subscription costs. */
  readonly reference?: string | null
}

/** Whether an invoice was paid, whatever became of the money later. */
export const isSettled = ({ status }: Pick<ProviderInvoice, 'status'>): boolean => status === 'PAID' || status === 'REFUNDED'

/** Whether the money of an invoice was paid, and none of it has to be given up. */
export const isHeld = ({ status, isDisputed }: Pick<ProviderInvoice, 'status' | 'isDisputed'>): boolean =>
  status === 'PAID' && !isDisputed
