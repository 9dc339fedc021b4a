import type { Discount } from '../domain/discount.ts'
import type { ProviderCustomer } from '../domain/payment-facts.ts'
import type { PlanRow } from '../domain/plans.ts'

/** A provider's webhook, translated. It only says that something about a customer has changed: the state itself is fetched. */
export interface ProviderEvent {
  /** The provider's own id of the event, by which a doubled one is known. */
  readonly id: string
  /** The provider's own name of its kind, for the audit. */
  readonly type: string
  /** Null for an event that is about no customer. */
  readonly customerId: string | null
  readonly occurredAt: Date
  /** The charge that the event is about, where it names no customer. */
  readonly chargeId?: string
}

export interface CheckoutOrder {
  readonly athleteId: string
  readonly customerId: string
  readonly plan: PlanRow
  /** 0 for who has had a trial. */
  readonly trialDays: number
  /** What an offer takes off the first payments; null for none. */
  readonly discount: Discount | null
  /** Where the provider's page sends the athlete back to, whatever happened there. */
  readonly returnUrl: string
}

/** Something that is paid once. */
export interface PaymentOrder {
  readonly athleteId: string
  readonly customerId: string
  /** Comes back with the invoice. */
  readonly reference: string
  readonly title: string
  readonly amount: number
  readonly currency: string
  readonly returnUrl: string
}

export interface StartedCheckout {
  readonly url: string
  readonly expiresAt: Date
}

/** NOW: at once, with what was paid for the rest of the period credited. PERIOD_END: when the paid period is over. */
export type ChangeMoment = 'NOW' | 'PERIOD_END'

/**
 * All that the platform asks of a payment provider. No card data passes through here. A call may be repeated: a provider does a
 * thing once for each idempotency key. Calls throw ProviderFailure.
 */
export interface PaymentProvider {
  /** Stands in rows, so it never changes. */
  readonly name: string
  /** Whether a checkout takes a discount. Where it does not, no code of an offer is taken. */
  readonly takesDiscounts: boolean
  /** Makes the athlete's customer, or returns the one that was made before. */
  ensureCustomer(athleteId: string): Promise<string>
  /** Opens the page where payment happens. Pages that were opened for the same customer before cannot be paid on any more. */
  startCheckout(order: CheckoutOrder, idempotencyKey: string): Promise<StartedCheckout>
  /** Opens the page of a single payment, and closes the others as `startCheckout` does. */
  startPayment(order: PaymentOrder, idempotencyKey: string): Promise<StartedCheckout>
  /** Changes the plan. With the plan that it has, takes back a change that waits for the end of the period. */
  changePlan(subscriptionId: string, plan: PlanRow, when: ChangeMoment, idempotencyKey: string): Promise<void>
  cancel(subscriptionId: string, when: ChangeMoment): Promise<void>
  /** Takes back a cancellation that waits for the end of the period. */
  resume(subscriptionId: string): Promise<void>
  /** The provider's own page for cards, addresses and invoices. */
  portalUrl(customerId: string, returnUrl: string): Promise<string>
  /** Null when the provider has no such customer, or not any more. */
  fetchCustomer(customerId: string): Promise<ProviderCustomer | null>
  /** Gives back `amount`, or all that is left when it is null. */
  refund(invoiceId: string, amount: number | null, idempotencyKey: string): Promise<void>
  /** Ends all subscriptions of the customer at once and forgets what is known of the person, except what the law asks to keep. */
  forgetCustomer(customerId: string): Promise<void>
  /** Whose charge it is; null when there is none. For a provider whose events may name only the charge. */
  customerOfCharge?(chargeId: string): Promise<string | null>
  /** Checks the signature of a webhook over its raw body. Throws BadWebhook when it is not the provider's. */
  readWebhook(rawBody: string, headers: Readonly<Record<string, unknown>>): ProviderEvent
}

/** UNAVAILABLE: try again later. REFUSED: the provider will not do this, and says why. */
export class ProviderFailure extends Error {
  override readonly name = 'ProviderFailure'
  readonly kind: 'UNAVAILABLE' | 'REFUSED'
  constructor(kind: 'UNAVAILABLE' | 'REFUSED', message: string, options?: ErrorOptions) {
    super(message, options)
    this.kind = kind
  }
}

/** A webhook without a valid signature, or that cannot be read. */
export class BadWebhook extends Error {
  override readonly name = 'BadWebhook'
}
