/**
 * The state machine of premium. An event says what the payment provider's own records, fetched live, amount to now
 * (derive-subscription.ts). So the next state depends on the event alone, and webhooks that come late, twice or in the wrong order
 * cannot lead to a wrong state; the state before only decides what has changed and who is told of it.
 */
export type SubscriptionState = 'NONE' | 'TRIALING' | 'ACTIVE' | 'PAST_DUE' | 'UNPAID' | 'CANCELLED' | 'REFUNDED' | 'DISPUTED'

export type SubscriptionSighting = 'ABSENT' | 'TRIAL' | 'PAID' | 'LATE' | 'GRACE_OVER' | 'ENDED' | 'GIVEN_BACK' | 'CHARGED_BACK'

/** What has changed for the athlete. */
export type SubscriptionChange =
  | 'TRIAL_STARTED'
  | 'TRIAL_ENDING'
  | 'STARTED'
  | 'RENEWED'
  | 'PLAN_CHANGED'
  | 'PLAN_CHANGE_SCHEDULED'
  | 'PLAN_CHANGE_WITHDRAWN'
  | 'CANCELLATION_SCHEDULED'
  | 'RESUMED'
  | 'PAYMENT_FAILED'
  | 'PAYMENT_REMINDER'
  | 'RECOVERED'
  | 'GRACE_ENDED'
  | 'ENDED'
  | 'REFUNDED'
  | 'DISPUTED'
  | 'DISPUTE_WON'
  | 'CORRECTED'

const STATE_OF: Readonly<Record<SubscriptionSighting, SubscriptionState>> = {
  ABSENT: 'NONE',
  TRIAL: 'TRIALING',
  PAID: 'ACTIVE',
  LATE: 'PAST_DUE',
  GRACE_OVER: 'UNPAID',
  ENDED: 'CANCELLED',
  GIVEN_BACK: 'REFUNDED',
  CHARGED_BACK: 'DISPUTED',
}

type Row = Readonly<Record<SubscriptionSighting, SubscriptionChange | null>>

/** What always follows from money that was given back or taken back, and from a payment that fails. */
const OFTEN = { LATE: 'PAYMENT_FAILED', GRACE_OVER: 'GRACE_ENDED', GIVEN_BACK: 'REFUNDED', CHARGED_BACK: 'DISPUTED' } as const

/** The table: for each state, what has changed when a sighting follows. Null: nothing that an athlete would notice. */
const CHANGES: Readonly<Record<SubscriptionState, Row>> = {
  NONE: { ...OFTEN, ABSENT: null, TRIAL: 'TRIAL_STARTED', PAID: 'STARTED', ENDED: 'ENDED' },
  TRIALING: { ...OFTEN, ABSENT: 'ENDED', TRIAL: null, PAID: 'STARTED', ENDED: 'ENDED' },
  ACTIVE: { ...OFTEN, ABSENT: 'ENDED', TRIAL: 'CORRECTED', PAID: null, ENDED: 'ENDED' },
  PAST_DUE: { ...OFTEN, ABSENT: 'ENDED', TRIAL: 'CORRECTED', PAID: 'RECOVERED', LATE: null, ENDED: 'ENDED' },
  UNPAID: { ...OFTEN, ABSENT: 'ENDED', TRIAL: 'CORRECTED', PAID: 'RECOVERED', GRACE_OVER: null, ENDED: 'ENDED' },
  CANCELLED: { ...OFTEN, ABSENT: null, TRIAL: 'TRIAL_STARTED', PAID: 'STARTED', ENDED: null },
  REFUNDED: { ...OFTEN, ABSENT: null, TRIAL: 'TRIAL_STARTED', PAID: 'STARTED', ENDED: 'CORRECTED', GIVEN_BACK: null },
  DISPUTED: { ...OFTEN, ABSENT: null, TRIAL: 'DISPUTE_WON', PAID: 'DISPUTE_WON', ENDED: 'DISPUTE_WON', CHARGED_BACK: null },
}

export interface Step {
  readonly state: SubscriptionState
  readonly change: SubscriptionChange | null
}

/** The one function that moves a subscription on. */
export const nextState = (state: SubscriptionState, sighting: SubscriptionSighting): Step => ({
  state: STATE_OF[sighting],
  change: CHANGES[state][sighting],
})

/** Whether this state gives premium. A payment that is overdue leaves it for the days of grace. */
export const givesPremium = (state: SubscriptionState): boolean =>
  state === 'TRIALING' || state === 'ACTIVE' || state === 'PAST_DUE'

/** Whether a payment is overdue, also when the days of grace are over. */
export const isOverdue = (state: SubscriptionState): boolean => state === 'PAST_DUE' || state === 'UNPAID'

export type SubscriptionStatus = 'NONE' | 'TRIALING' | 'ACTIVE' | 'PAST_DUE' | 'CANCELLED'

/** The state in the words of the API. */
export const statusOf = (state: SubscriptionState): SubscriptionStatus => {
  if (state === 'UNPAID') return 'PAST_DUE'
  return state === 'REFUNDED' || state === 'DISPUTED' ? 'CANCELLED' : state
}
