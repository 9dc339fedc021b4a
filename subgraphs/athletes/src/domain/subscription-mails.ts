import type { EventData } from '@gruppetto/events'
import { moneyText } from '@gruppetto/graph'
import type { MailParts } from './mail-layout.ts'

type Subscription = EventData<'subscription.changed'>
type Change = Subscription['changes'][number]
type Receipt = NonNullable<Subscription['receipts']>[number]
type Fact = NonNullable<MailParts['facts']>[number]

interface Words {
  readonly subject: string
  readonly paragraphs: readonly string[]
  /** Which facts follow, in this order. */
  readonly facts: readonly (keyof typeof FACTS)[]
  /** Whether another card would help. */
  readonly asksForCard?: boolean
}

const DAY_MS = 86_400_000
const GRACE_DAYS = 14
const NAMES = { FREE: 'Free', PREMIUM_MONTHLY: 'Premium, by the month', PREMIUM_YEARLY: 'Premium, by the year' } as const

const instant = (label: string, at: number | null): readonly Fact[] => (at === null ? [] : [{ label, at }])

const FACTS = {
  plan: ({ planName }: Subscription) => (planName === null ? [] : [{ label: 'Plan', text: planName }]),
  price: ({ price, plan }: Subscription) =>
    price === null ? [] : [{ label: plan === 'PREMIUM_YEARLY' ? 'Price a year' : 'Price a month', text: moneyText(price) }],
  trialEnds: ({ trialEndsAt }: Subscription) => instant('Trial ends', trialEndsAt),
  renews: ({ currentPeriodEndsAt }: Subscription) => instant('Renews', currentPeriodEndsAt),
  ends: ({ currentPeriodEndsAt }: Subscription) => instant('Ends', currentPeriodEndsAt),
  next: ({ nextPlan, currentPeriodEndsAt }: Subscription) => [
    ...(nextPlan === null ? [] : [{ label: 'Then', text: NAMES[nextPlan] }]),
    ...instant('From', currentPeriodEndsAt),
  ],
  graceEnds: ({ pastDueAt }: Subscription) =>
    instant('Premium stays until', pastDueAt === null ? null : pastDueAt + GRACE_DAYS * DAY_MS),
} as const satisfies Readonly<Record<string, (subscription: Subscription) => readonly Fact[]>>

const NOTHING_DELETED =
  'Nothing of yours is deleted: your activities stay, and the analytics are back as soon as you have Premium again.'

/** What each change says. */
const WORDS: Readonly<Record<Change, Words>> = {
  TRIAL_STARTED: {
    subject: 'Your trial of Premium has begun',
    paragraphs: ['You have all of Premium now, and nothing was charged. Cancel before the trial ends and you pay nothing.'],
    facts: ['plan', 'trialEnds', 'price'],
  },
  TRIAL_ENDING: {
    subject: 'Your trial of Premium ends soon',
    paragraphs: ['After the trial your card is charged. If you do not want that, cancel in the app until then.'],
    facts: ['plan', 'trialEnds', 'price'],
  },
  STARTED: {
    subject: 'You have Premium',
    paragraphs: ['Thank you. Your payment has arrived.'],
    facts: ['plan', 'price', 'renews'],
  },
  RENEWED: {
    subject: 'Your Premium was renewed',
    paragraphs: ['Thank you. The payment for the next period has arrived.'],
    facts: ['plan', 'price', 'renews'],
  },
  PLAN_CHANGED: {
    subject: 'Your plan has changed',
    paragraphs: ['The new plan counts from now on. What was left of the one before is credited.'],
    facts: ['plan', 'price', 'renews'],
  },
  PLAN_CHANGE_SCHEDULED: {
    subject: 'Your plan will change',
    paragraphs: ['Your present plan stays until the end of the period that is paid.'],
    facts: ['plan', 'next'],
  },
  PLAN_CHANGE_WITHDRAWN: {
    subject: 'Your plan stays as it is',
    paragraphs: ['The change of your plan is taken back.'],
    facts: ['plan', 'price', 'renews'],
  },
  CANCELLATION_SCHEDULED: {
    subject: 'Your Premium is cancelled',
    paragraphs: ['You have Premium until then, and nothing more is charged. You can take this back in the app until it ends.'],
    facts: ['plan', 'ends'],
  },
  RESUMED: {
    subject: 'Your Premium goes on',
    paragraphs: ['The cancellation is taken back.'],
    facts: ['plan', 'price', 'renews'],
  },
  PAYMENT_FAILED: {
    subject: 'Your payment for Premium failed',
    paragraphs: ['Your card could not be charged. You keep Premium for now, and we try again in three days.'],
    facts: ['plan', 'price', 'graceEnds'],
    asksForCard: true,
  },
  PAYMENT_REMINDER: {
    subject: 'Your payment for Premium is still open',
    paragraphs: ['Your card could not be charged again. Without a payment, Premium ends.'],
    facts: ['plan', 'price', 'graceEnds'],
    asksForCard: true,
  },
  RECOVERED: {
    subject: 'Your payment has arrived',
    paragraphs: ['Thank you. The payment that was open is settled, and nothing more is to be done.'],
    facts: ['plan', 'renews'],
  },
  GRACE_ENDED: {
    subject: 'Your Premium has stopped',
    paragraphs: ['The payment that was open has not arrived. It counts again as soon as it is paid.', NOTHING_DELETED],
    facts: ['plan'],
    asksForCard: true,
  },
  ENDED: { subject: 'Your Premium has ended', paragraphs: [NOTHING_DELETED], facts: [] },
  REFUNDED: {
    subject: 'Your payment was refunded',
    paragraphs: ['The money is on its way to your card, and Premium has ended.', NOTHING_DELETED],
    facts: [],
  },
  DISPUTED: {
    subject: 'Your payment was disputed',
    paragraphs: [
      'Your bank has taken the payment for Premium back, so Premium has ended.',
      'If this was a mistake, tell your bank: Premium is back when it lets the payment stand.',
      NOTHING_DELETED,
    ],
    facts: [],
  },
  DISPUTE_WON: {
    subject: 'Your payment stands again',
    paragraphs: ['Your bank lets the disputed payment stand.'],
    facts: ['plan'],
  },
  CORRECTED: {
    subject: 'Your Premium was corrected',
    paragraphs: ['What we showed of your subscription was not what our payment provider has. It is right now.'],
    facts: ['plan', 'renews'],
  },
}

const PAID_TWICE_FACTS = ['plan', 'price', 'trialEnds', 'renews'] as const

/** All that may change. */
export const CHANGES = Object.keys(WORDS) as readonly Change[]

/** The changes that money comes with. Their mail brings the receipt. */
const WITH_RECEIPT: readonly Change[] = ['STARTED', 'RENEWED', 'PLAN_CHANGED', 'RECOVERED', 'REFUNDED']

const receiptFacts = ({ number, kind, ...sum }: Receipt): readonly Fact[] => [
  { label: kind === 'RECEIPT' ? 'Receipt' : 'Credit note', text: number },
  { label: kind === 'RECEIPT' ? 'Paid' : 'Given back', text: moneyText(sum) },
]

const receiptLink = ({ number, kind }: Receipt): NonNullable<MailParts['link']> => ({
  label: kind === 'RECEIPT' ? 'Open the receipt' : 'Open the credit note',
  path: `/receipts/${number}`,
  isSigned: true,
})

/** Which receipt a change brings, if any. */
const receiptOf = (change: Change, receipts: readonly Receipt[]): Receipt | null => {
  if (!WITH_RECEIPT.includes(change)) return null
  const kind = change === 'REFUNDED' ? 'CREDIT_NOTE' : 'RECEIPT'
  return receipts.findLast((receipt) => receipt.kind === kind) ?? null
}

const money = (words: Omit<MailParts, 'kind' | 'about'>): MailParts => ({ kind: null, about: 'MONEY', ...words })

const changeMail = (subscription: Subscription, change: Change, receipt: Receipt | null): MailParts => {
  const words = WORDS[change]
  const facts = [...words.facts.flatMap((fact) => FACTS[fact](subscription)), ...(receipt === null ? [] : receiptFacts(receipt))]
  const card = { label: 'Use another card', path: `/billing/${subscription.athleteId}`, isSigned: true }
  const link = receipt === null ? (words.asksForCard ? card : undefined) : receiptLink(receipt)
  return money({ subject: words.subject, paragraphs: [...words.paragraphs], facts, ...(link !== undefined && { link }) })
}

const receiptMail = (receipt: Receipt): MailParts =>
  money({
    subject: receipt.kind === 'RECEIPT' ? 'Your receipt' : 'Some of your payment was given back',
    paragraphs: [receipt.kind === 'RECEIPT' ? 'Thank you. Your payment has arrived.' : 'The money is on its way to your card.'],
    facts: [...receiptFacts(receipt)],
    link: receiptLink(receipt),
  })

const paidTwiceMail = (subscription: Subscription): MailParts =>
  money({
    subject: 'You had two subscriptions to Premium',
    paragraphs: [
      'Two payment pages were completed. The later subscription has ended, and whatever was paid for it goes back to where it came from.',
      'The first one goes on as it was, and you need not do anything.',
    ],
    facts: PAID_TWICE_FACTS.flatMap((fact) => FACTS[fact](subscription)),
  })

/** The mails of a change: one for each thing that has changed, and one for each receipt that none of them brings. */
export const subscriptionMails = (subscription: Subscription): readonly MailParts[] => {
  const { changes, receipts = [], isPaidTwice = false } = subscription
  const brought = new Set<Receipt>()
  const ofChanges = changes.map((change) => {
    const receipt = receiptOf(
      change,
      receipts.filter((one) => !brought.has(one)),
    )
    if (receipt !== null) brought.add(receipt)
    return changeMail(subscription, change, receipt)
  })
  const twice = isPaidTwice ? [paidTwiceMail(subscription)] : []
  return [...ofChanges, ...twice, ...receipts.filter((receipt) => !brought.has(receipt)).map(receiptMail)]
}

/** For who has bought a gift. The link leads to the page that shows its code. */
export const giftMail = ({ giftId, months }: EventData<'gift.bought'>): MailParts =>
  money({
    subject: 'Your gift of Premium',
    paragraphs: [
      'Thank you. Open the link for the code of your gift, and give the code to whom you like.',
      'Whoever redeems it in the app has Premium, without a card and without a subscription.',
    ],
    facts: [{ label: 'Months', count: months }],
    link: { label: 'Show the code', path: `/gifts/${giftId}`, isSigned: true },
  })
