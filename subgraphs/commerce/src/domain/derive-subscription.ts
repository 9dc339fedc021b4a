import { isHeld, isSettled, type ProviderCustomer, type ProviderInvoice, type ProviderSubscription } from './payment-facts.ts'
import type { SubscriptionSighting } from './subscription.ts'

export interface Sighting {
  readonly sighting: SubscriptionSighting
  /** The subscription that decides; null when there is none. */
  readonly subscription: ProviderSubscription | null
  /** The other subscriptions that are paid or will be, while it cannot be said yet which one goes on. */
  readonly surplus: readonly ProviderSubscription[]
  /** The other subscriptions that have to end, since the one that decides gives premium without them. */
  readonly twins: readonly Twin[]
  /** When there may be something else, without the provider saying anything. */
  readonly changesAt: Date | null
}

/** A subscription that somebody has beside the one that decides: two payment pages were completed. */
export interface Twin {
  readonly subscriptionId: string
  /** What was paid for it while the other one ran. */
  readonly invoiceIds: readonly string[]
}

const MINUTE_MS = 60 * 1000
/** What has to end and could not be ended is tried again after this time. */
const TWIN_TRIES_MS = 5 * MINUTE_MS
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
/** How long a first payment may still succeed that has not: the payer's bank asks who it is. Then it never will. */
const FIRST_PAYMENT_MS = DAY_MS
/** How often it is looked at meanwhile. */
const FIRST_PAYMENT_LOOKS_MS = HOUR_MS
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

/** The invoices of a subscription that cost something. */
const chargesOf = ({ id }: ProviderSubscription, invoices: readonly ProviderInvoice[]): readonly ProviderInvoice[] =>
  invoices.filter(({ subscriptionId, amount }) => subscriptionId === id && amount > 0)

const sightingOf = (
  subscription: ProviderSubscription,
  invoices: readonly ProviderInvoice[],
  nowMs: number,
): SubscriptionSighting => {
  const own = chargesOf(subscription, invoices)
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

const isRunning = (sighting: SubscriptionSighting): boolean => sighting === 'PAID' || sighting === 'TRIAL'

interface Seen {
  readonly subscription: ProviderSubscription
  readonly sighting: SubscriptionSighting
}

/** Where a sighting stands. A trial and what is paid stand alike: of two that run, the one goes on that began first. */
const rankOf = ({ sighting }: Seen): number => (isRunning(sighting) ? 0 : BEST_FIRST.indexOf(sighting))

const inOrder = (a: Seen, b: Seen): number => {
  const byRank = rankOf(a) - rankOf(b)
  if (byRank !== 0) return byRank
  const later =
    a.subscription.startedAt.getTime() - b.subscription.startedAt.getTime() || (a.subscription.id < b.subscription.id ? -1 : 1)
  return isRunning(a.sighting) ? later : -later
}

const twinOf = (twin: ProviderSubscription, kept: ProviderSubscription, invoices: readonly ProviderInvoice[]): Twin => ({
  subscriptionId: twin.id,
  invoiceIds: chargesOf(twin, invoices)
    .filter((invoice) => isHeld(invoice) && invoice.issuedAt >= kept.startedAt)
    .map(({ id }) => id),
})

const mayStillBePaid = ({ status, startedAt }: ProviderSubscription, nowMs: number): boolean =>
  status === 'INCOMPLETE' && nowMs < startedAt.getTime() + FIRST_PAYMENT_MS + FIRST_PAYMENT_LOOKS_MS

/** Derives what a customer has from all of its subscriptions and invoices at this moment. */
export const sightCustomer = (customer: ProviderCustomer | null, nowMs: number): Sighting => {
  const sight = sightOf(customer, nowMs)
  const isAwaited = (customer?.subscriptions ?? []).some((subscription) => mayStillBePaid(subscription, nowMs))
  if (!isAwaited) return sight
  const next = nowMs + FIRST_PAYMENT_LOOKS_MS
  return { ...sight, changesAt: new Date(Math.min(next, sight.changesAt?.getTime() ?? next)) }
}

const sightOf = (customer: ProviderCustomer | null, nowMs: number): Sighting => {
  const invoices = customer?.invoices ?? []
  const [best, ...others] = (customer?.subscriptions ?? [])
    .filter(({ status }) => status !== 'INCOMPLETE')
    .map((subscription) => ({ subscription, sighting: sightingOf(subscription, invoices, nowMs) }))
    .toSorted(inOrder)
  if (best === undefined) return { sighting: 'ABSENT', subscription: null, surplus: [], twins: [], changesAt: null }
  const live = others.map(({ subscription }) => subscription).filter(({ status }) => status !== 'ENDED')
  if (live.length > 0 && isRunning(best.sighting)) {
    const twins = live.map((twin) => twinOf(twin, best.subscription, invoices))
    return { ...best, surplus: [], twins, changesAt: new Date(nowMs + TWIN_TRIES_MS) }
  }
  return { ...best, surplus: live, twins: [], changesAt: best.sighting === 'LATE' ? graceEndsAt(best.subscription) : null }
}
