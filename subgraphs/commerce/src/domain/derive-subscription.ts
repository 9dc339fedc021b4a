import { isSettled, type ProviderCustomer, type ProviderInvoice, type ProviderSubscription } from './payment-facts.ts'
import type { SubscriptionSighting } from './subscription.ts'

export interface Sighting {
  readonly sighting: SubscriptionSighting
  /** The subscription that decides; null when there is none. */
  readonly subscription: ProviderSubscription | null
  /** The other subscriptions that are paid or will be: the athlete pays twice. */
  readonly surplus: readonly ProviderSubscription[]
  /** When the same facts amount to something else, without the provider saying anything. */
  readonly changesAt: Date | null
}

const DAY_MS = 24 * 3600 * 1000
/** How long premium stays while a payment is overdue. The provider tries the card again meanwhile. */
const GRACE_DAYS = 14

interface Overdue {
  readonly pastDueAt: Date | null
  readonly currentPeriodEndsAt: Date | null
}

/** Premium stays until then while a payment is overdue. */
export const graceEndsAt = ({ pastDueAt, currentPeriodEndsAt }: Overdue): Date =>
  new Date((pastDueAt ?? currentPeriodEndsAt ?? new Date(0)).getTime() + GRACE_DAYS * DAY_MS)

/** The best first: who has one subscription that is paid has premium, whatever became of the others. */
const BEST_FIRST: readonly SubscriptionSighting[] = ['PAID', 'TRIAL', 'LATE', 'GRACE_OVER', 'CHARGED_BACK', 'GIVEN_BACK', 'ENDED']

const sightingOf = (
  subscription: ProviderSubscription,
  invoices: readonly ProviderInvoice[],
  nowMs: number,
): SubscriptionSighting => {
  const own = invoices.filter(({ subscriptionId, amount }) => subscriptionId === subscription.id && amount > 0)
  if (own.some(({ isDisputed }) => isDisputed)) return 'CHARGED_BACK'
  const last = own
    .filter(isSettled)
    .reduce<ProviderInvoice | null>(
      (latest, invoice) => (latest === null || invoice.issuedAt > latest.issuedAt ? invoice : latest),
      null,
    )
  if (last?.status === 'REFUNDED') return 'GIVEN_BACK'
  switch (subscription.status) {
    case 'TRIALING':
      return 'TRIAL'
    case 'ACTIVE':
      return 'PAID'
    case 'PAST_DUE':
      return nowMs < graceEndsAt(subscription).getTime() ? 'LATE' : 'GRACE_OVER'
    case 'UNPAID':
      return 'GRACE_OVER'
    default:
      return 'ENDED'
  }
}

/** Derives what a customer has from all of its subscriptions and invoices at this moment. */
export const sightCustomer = (customer: ProviderCustomer | null, nowMs: number): Sighting => {
  const seen = (customer?.subscriptions ?? [])
    .filter(({ status }) => status !== 'INCOMPLETE')
    .map((subscription) => ({ subscription, sighting: sightingOf(subscription, customer?.invoices ?? [], nowMs) }))
    .toSorted(
      (a, b) =>
        BEST_FIRST.indexOf(a.sighting) - BEST_FIRST.indexOf(b.sighting) ||
        b.subscription.startedAt.getTime() - a.subscription.startedAt.getTime() ||
        (a.subscription.id < b.subscription.id ? 1 : -1),
    )
  const [best, ...others] = seen
  if (best === undefined) return { sighting: 'ABSENT', subscription: null, surplus: [], changesAt: null }
  return {
    ...best,
    surplus: others.map(({ subscription }) => subscription).filter(({ status }) => status !== 'ENDED'),
    changesAt: best.sighting === 'LATE' ? graceEndsAt(best.subscription) : null,
  }
}
