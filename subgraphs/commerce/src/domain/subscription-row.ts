import type { EventData } from '@gruppetto/events'
import type { Sighting } from './derive-subscription.ts'
import type { ProviderInvoice } from './payment-facts.ts'
import { planBought } from './plans.ts'
import { givesPremium, isOverdue, nextState, type SubscriptionChange, type SubscriptionState, statusOf } from './subscription.ts'

/** What an athlete has bought, as the payment provider said when it was last asked. */
export interface SubscriptionRow {
  /** The athlete's id. */
  readonly _id: string
  /** Rises by one with every change. */
  readonly revision: number
  /** Rises by one with every look at the provider, so that an answer that was overtaken by another is not stored. */
  readonly looks: number
  readonly provider: string
  readonly customerId: string
  /** Of the currency that the customer buys in. */
  readonly currency: string
  readonly state: SubscriptionState
  readonly subscriptionId: string | null
  /** As it was bought; null before anything was. */
  readonly planVersion: string | null
  readonly nextPlanVersion: string | null
  readonly trialEndsAt: Date | null
  readonly currentPeriodEndsAt: Date | null
  readonly cancelsAtPeriodEnd: boolean
  readonly pastDueAt: Date | null
  /** How many times the athlete has been reminded of the payment that is overdue now. */
  readonly paymentReminders: number
  /** The end of the trial of which the athlete has been reminded. */
  readonly remindedTrialEndsAt: Date | null
  /** The subscriptions that were seen beside it and had to end; absent where there was none. */
  readonly twinIds?: readonly string[]
  /** Until when the last page of the provider is open on which something may be bought; absent before there was one. */
  readonly pageOpenUntil?: Date
  readonly lookedAt: Date
  /** When the provider is asked again without it having said anything; null for what is long over. */
  readonly lookAgainAt: Date | null
}

interface Customer {
  readonly athleteId: string
  readonly provider: string
  readonly customerId: string
  readonly currency: string
}

const HOUR_MS = 3600 * 1000
const DAY_MS = 24 * HOUR_MS
/** A webhook that has not come by then is taken for lost. */
const WEBHOOK_SLACK_MS = HOUR_MS
const REMINDER_MS = 3 * DAY_MS
/** When the athlete is reminded of a payment that is overdue; on the first day PAYMENT_FAILED has told of it. */
const PAYMENT_REMINDER_DAYS = [3, 7] as const
/** What is over is looked at now and then as long as a bank may still take the money back. */
const AFTERMATH_MS = 120 * DAY_MS

/** A customer who has bought nothing yet. The page of the checkout is open, so the provider is asked soon. */
export const newSubscription = ({ athleteId, ...customer }: Customer, nowMs: number): SubscriptionRow => ({
  _id: athleteId,
  revision: 0,
  looks: 0,
  ...customer,
  state: 'NONE',
  subscriptionId: null,
  planVersion: null,
  nextPlanVersion: null,
  trialEndsAt: null,
  currentPeriodEndsAt: null,
  cancelsAtPeriodEnd: false,
  pastDueAt: null,
  paymentReminders: 0,
  remindedTrialEndsAt: null,
  lookedAt: new Date(nowMs),
  lookAgainAt: new Date(nowMs + WEBHOOK_SLACK_MS),
})

/** The same athlete with another provider's customer. What was bought before is the earlier provider's to end. */
export const withCustomer = (row: SubscriptionRow, customer: Customer, nowMs: number): SubscriptionRow => ({
  ...newSubscription(customer, nowMs),
  revision: row.revision,
  looks: row.looks + 1,
})

/** Whether there is a subscription that can be changed or cancelled. */
export const isUnderWay = (state: SubscriptionState): boolean => givesPremium(state) || isOverdue(state)

/** When a subscription ends that is cancelled now; null when there is nothing to cancel. What is overdue has no paid time left to keep. */
export const cancelMoment = ({
  state,
  cancelsAtPeriodEnd,
}: Pick<SubscriptionRow, 'state' | 'cancelsAtPeriodEnd'>): 'NOW' | 'PERIOD_END' | null => {
  if (!isUnderWay(state) || cancelsAtPeriodEnd) return null
  return isOverdue(state) ? 'NOW' : 'PERIOD_END'
}

const paymentReminderTimes = ({ pastDueAt }: Pick<SubscriptionRow, 'pastDueAt'>): readonly number[] =>
  pastDueAt === null ? [] : PAYMENT_REMINDER_DAYS.map((days) => pastDueAt.getTime() + days * DAY_MS)

/** The earliest of these instants; null when there is none. */
export const earliest = (...dates: readonly (Date | null)[]): Date | null =>
  dates.reduce((first, date) => (first === null || (date !== null && date < first) ? date : first), null)

const lookAgainAt = (row: Omit<SubscriptionRow, 'lookAgainAt'>, changesAt: Date | null, nowMs: number): Date | null => {
  if (!isUnderWay(row.state)) {
    const endedMs = row.currentPeriodEndsAt?.getTime() ?? nowMs
    const mayChange = row.state === 'NONE' ? row.subscriptionId !== null : nowMs < endedMs + AFTERMATH_MS
    return earliest(changesAt, mayChange ? new Date(nowMs + 7 * DAY_MS) : null)
  }
  const reminder = row.trialEndsAt === null ? null : row.trialEndsAt.getTime() - REMINDER_MS
  const ends = row.currentPeriodEndsAt === null ? null : row.currentPeriodEndsAt.getTime() + WEBHOOK_SLACK_MS
  const reminders = row.state === 'PAST_DUE' ? paymentReminderTimes(row) : []
  const coming = [nowMs + DAY_MS, ...reminders, changesAt?.getTime() ?? null, reminder, ends].filter(
    (ms) => ms !== null && ms > nowMs,
  )
  return new Date(Math.min(...(coming as number[])))
}

/**
 * When the provider is asked again about single payments, whose money may still come or be taken back without a webhook that arrives; null
 * when neither may happen any more.
 */
export const lookAtPaymentsAt = (
  invoices: readonly Pick<ProviderInvoice, 'reference' | 'status' | 'issuedAt'>[],
  nowMs: number,
): Date | null => {
  const single = invoices.filter(({ reference }) => reference != null)
  if (single.some(({ status }) => status === 'OPEN')) return new Date(nowMs + DAY_MS)
  const lastMs = Math.max(0, ...single.map(({ issuedAt }) => issuedAt.getTime()))
  return nowMs < lastMs + AFTERMATH_MS ? new Date(nowMs + 7 * DAY_MS) : null
}

const isSame = (a: Date | null, b: Date | null): boolean => a?.getTime() === b?.getTime()

/** What has changed within a subscription whose state is the same, or in whichever state it is now. */
const detailsChanged = (before: SubscriptionRow, after: Omit<SubscriptionRow, 'lookAgainAt'>): SubscriptionChange[] => {
  if (before.subscriptionId !== after.subscriptionId) return []
  const changes: SubscriptionChange[] = []
  if (before.planVersion !== after.planVersion) changes.push('PLAN_CHANGED')
  else if (after.state === 'ACTIVE' && (after.currentPeriodEndsAt ?? 0) > (before.currentPeriodEndsAt ?? 0)) {
    if (before.state === 'ACTIVE') changes.push('RENEWED')
  }
  if (before.nextPlanVersion !== after.nextPlanVersion && after.planVersion === before.planVersion)
    changes.push(after.nextPlanVersion === null ? 'PLAN_CHANGE_WITHDRAWN' : 'PLAN_CHANGE_SCHEDULED')
  if (before.cancelsAtPeriodEnd !== after.cancelsAtPeriodEnd && after.state !== 'CANCELLED')
    changes.push(after.cancelsAtPeriodEnd ? 'CANCELLATION_SCHEDULED' : 'RESUMED')
  return changes
}

const remindsOfTrial = ({ state, trialEndsAt, remindedTrialEndsAt }: SubscriptionRow, nowMs: number): boolean =>
  state === 'TRIALING' &&
  trialEndsAt !== null &&
  nowMs >= trialEndsAt.getTime() - REMINDER_MS &&
  nowMs < trialEndsAt.getTime() &&
  !isSame(trialEndsAt, remindedTrialEndsAt)

export interface Looked {
  readonly row: SubscriptionRow
  readonly changes: readonly SubscriptionChange[]
  /** The twins that were not seen before. */
  readonly newTwinIds: readonly string[]
}

/** Returns the row after a look at the provider, and what has changed for the athlete. Pure: the state machine with its memory. */
export const lookedAt = (
  before: SubscriptionRow,
  { sighting, subscription, changesAt, twins }: Sighting,
  nowMs: number,
): Looked => {
  const step = nextState(before.state, sighting)
  const after = {
    ...before,
    looks: before.looks + 1,
    state: step.state,
    subscriptionId: subscription?.id ?? before.subscriptionId,
    planVersion: subscription?.planVersion ?? before.planVersion,
    nextPlanVersion: subscription?.nextPlanVersion ?? null,
    trialEndsAt: subscription?.trialEndsAt ?? null,
    currentPeriodEndsAt: subscription?.currentPeriodEndsAt ?? before.currentPeriodEndsAt,
    cancelsAtPeriodEnd: subscription?.cancelsAtPeriodEnd ?? false,
    currency: subscription?.currency ?? before.currency,
    pastDueAt: subscription?.pastDueAt ?? null,
    lookedAt: new Date(nowMs),
  }
  const isOther = before.subscriptionId !== null && before.subscriptionId !== after.subscriptionId
  const isBoughtAnew = isOther && (step.state === 'ACTIVE' || step.state === 'TRIALING')
  const anew = step.state === 'ACTIVE' ? 'STARTED' : 'TRIAL_STARTED'
  const ofState = isBoughtAnew ? anew : step.change
  const row: SubscriptionRow = { ...after, lookAgainAt: lookAgainAt(after, changesAt, nowMs) }
  const reminds = remindsOfTrial(row, nowMs)
  const isLate = row.state === 'PAST_DUE'
  const paymentReminders = isLate ? paymentReminderTimes(row).filter((ms) => ms <= nowMs).length : 0
  // Who hears of it late, since no look came in time, hears of it once.
  const remindsOfPayment = isLate && before.state === 'PAST_DUE' && paymentReminders > before.paymentReminders
  const changes = [
    ...(ofState === null ? [] : [ofState]),
    ...detailsChanged(before, after),
    ...(reminds ? (['TRIAL_ENDING'] as const) : []),
    ...(remindsOfPayment ? (['PAYMENT_REMINDER'] as const) : []),
  ]
  const known = before.twinIds ?? []
  const newTwinIds = twins.map(({ subscriptionId }) => subscriptionId).filter((id) => !known.includes(id))
  return {
    changes,
    newTwinIds,
    row: {
      ...row,
      ...(newTwinIds.length > 0 && { twinIds: [...known, ...newTwinIds] }),
      paymentReminders,
      revision: before.revision + (changes.length > 0 ? 1 : 0),
      remindedTrialEndsAt: reminds ? row.trialEndsAt : row.remindedTrialEndsAt,
    },
  }
}

/** When the page on which something may be bought has expired; null when there is none, or it has. */
export const pageExpiresAt = ({ pageOpenUntil }: Pick<SubscriptionRow, 'pageOpenUntil'>, nowMs: number): Date | null =>
  pageOpenUntil !== undefined && pageOpenUntil.getTime() > nowMs ? pageOpenUntil : null

/** The row of a customer whose clock is ahead of the real one, with the looks at it in real time. */
export const inRealTime = (row: SubscriptionRow, aheadMs: number): SubscriptionRow => ({
  ...row,
  lookedAt: new Date(row.lookedAt.getTime() - aheadMs),
  lookAgainAt: row.lookAgainAt === null ? null : new Date(row.lookAgainAt.getTime() - aheadMs),
})

/** Changes that time brings, whatever the provider says. All others that a look finds were missed: their webhook got lost. */
export const isTimely = (change: SubscriptionChange): boolean =>
  ['GRACE_ENDED', 'TRIAL_ENDING', 'PAYMENT_REMINDER'].includes(change)

type Receipts = NonNullable<EventData<'subscription.changed'>['receipts']>

/** The data of subscription.changed. */
export const subscriptionState = (
  row: SubscriptionRow,
  changes: readonly SubscriptionChange[],
  { receipts, isPaidTwice, atMs }: { readonly receipts: Receipts; readonly isPaidTwice: boolean; readonly atMs: number },
): EventData<'subscription.changed'> => {
  const plan = row.planVersion === null ? null : planBought(row.planVersion, row.currency)
  const next = row.nextPlanVersion === null ? null : planBought(row.nextPlanVersion, row.currency)
  return {
    athleteId: row._id,
    revision: row.revision,
    changes: [...changes],
    status: statusOf(row.state),
    plan: plan?.key ?? 'FREE',
    planName: plan?.name ?? null,
    price: plan === null ? null : { amount: plan.priceCents, currency: plan.currency },
    nextPlan: next?.key ?? null,
    trialEndsAt: row.trialEndsAt?.getTime() ?? null,
    currentPeriodEndsAt: row.currentPeriodEndsAt?.getTime() ?? null,
    cancelsAtPeriodEnd: row.cancelsAtPeriodEnd,
    pastDueAt: row.pastDueAt?.getTime() ?? null,
    ...(receipts.length > 0 && { receipts }),
    ...(isPaidTwice && { isPaidTwice }),
    at: atMs,
  }
}
