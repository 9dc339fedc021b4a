import { z } from 'zod'
import { defineEvent, id, instantMs, revision } from '../define.ts'

const planKey = z.enum(['FREE', 'PREMIUM_MONTHLY', 'PREMIUM_YEARLY'])

/** A challenge has a sponsor from now on. */
export const sponsorshipAgreed = defineEvent('sponsorship.agreed', { challengeId: id, brandId: id, at: instantMs })

/** The challenge has that sponsor no more, and gets no other one. */
export const sponsorshipEnded = defineEvent('sponsorship.ended', { challengeId: id, brandId: id, at: instantMs })

/** A brand has added codes for those who complete its challenge. Who completed it before may get theirs now. */
export const sponsorshipCodesAdded = defineEvent('sponsorship.codes-added', { challengeId: id, brandId: id, at: instantMs })

/** A tenth of the codes of a sponsored challenge or less is left, or none. Told once until more are added. */
export const sponsorshipCodesLow = defineEvent('sponsorship.codes-low', {
  challengeId: id,
  brandId: id,
  title: z.string(),
  /** 0 when they have run out. */
  left: z.number().int().min(0),
  /** Who is told; null for nobody. */
  noticeEmail: z.string().nullable(),
  at: instantMs,
})

/** There is a product of this id from now on: products are never deleted. */
export const productCreated = defineEvent('product.created', { productId: id, brandId: id, at: instantMs })

/** Somebody followed an affiliate link to the shop. */
export const productClicked = defineEvent('product.clicked', {
  productId: id,
  brandId: id,
  athleteId: id.nullable(),
  clickId: z.string(),
  at: instantMs,
})

/** A number that a model was told; null where it is unknown. */
const told = z.number().nullable()

/**
 * In which order products were suggested to an athlete, and all that the order was made of. Few lists are told of, drawn by athlete and day: the
 * training of the model asks for no more, and what a product cost in that moment stands nowhere else.
 */
export const productSuggestionsRanked = defineEvent('product-suggestions.ranked', {
  athleteId: id,
  /** Null where no model was asked: then the order is that of the rules. */
  modelVersion: z.number().int().nullable(),
  /** The likeliest first. */
  ranked: z
    .array(
      z.object({
        productId: id,
        category: z.enum(['SHOES', 'BIKE', 'WEARABLE', 'APPAREL', 'NUTRITION', 'ACCESSORY']),
        shown: z.boolean(),
        /** What the model said. */
        chance: told,
        score: told,
        worn: told,
        sports: told,
        season: told,
        level: told,
        price: told,
        brand: told,
        categoryShare: told,
        popularity: told,
        ownsBrand: told,
      }),
    )
    .max(60),
  at: instantMs,
})

/** What an athlete's plan allows from now on. Carries the whole state. */
export const entitlementChanged = defineEvent('entitlement.changed', {
  athleteId: id,
  revision,
  premium: z.boolean(),
  at: instantMs,
})

/** A receipt, or a credit note for money that was given back. */
const receipt = z.object({
  /** Leads to it, as /receipts/<number>. */
  number: z.string(),
  kind: z.enum(['RECEIPT', 'CREDIT_NOTE']),
  amount: z.number().int(),
  currency: z.string().length(3),
})

/** What an athlete has bought, and what has just changed about it. Carries the whole state. */
export const subscriptionChanged = defineEvent('subscription.changed', {
  athleteId: id,
  revision,
  /** What the athlete is told of, such as PAYMENT_FAILED. Several changes may be seen at once. */
  changes: z.array(
    z.enum([
      'TRIAL_STARTED',
      'TRIAL_ENDING',
      'STARTED',
      'RENEWED',
      'PLAN_CHANGED',
      'PLAN_CHANGE_SCHEDULED',
      'PLAN_CHANGE_WITHDRAWN',
      'CANCELLATION_SCHEDULED',
      'RESUMED',
      'PAYMENT_FAILED',
      'PAYMENT_REMINDER',
      'RECOVERED',
      'GRACE_ENDED',
      'ENDED',
      'REFUNDED',
      'DISPUTED',
      'DISPUTE_WON',
      'CORRECTED',
    ]),
  ),
  status: z.enum(['NONE', 'TRIALING', 'ACTIVE', 'PAST_DUE', 'CANCELLED']),
  plan: planKey,
  planName: z.string().nullable(),
  /** What each period costs, in minor units of the currency. Null where nothing was bought. */
  price: z.object({ amount: z.number().int(), currency: z.string().length(3) }).nullable(),
  /** The plan from the next period on, when that is another one. */
  nextPlan: planKey.nullable(),
  trialEndsAt: instantMs.nullable(),
  currentPeriodEndsAt: instantMs.nullable(),
  cancelsAtPeriodEnd: z.boolean(),
  /** Since when a payment has been overdue. */
  pastDueAt: instantMs.nullable(),
  /** What was issued with this change. */
  receipts: z.array(receipt).optional(),
  /** Whether the athlete had two subscriptions: the later one is ended, and what was paid for it goes back. */
  isPaidTwice: z.boolean().optional(),
  at: instantMs,
})

/** The platform has disabled a webhook of a brand, since nothing arrives there. */
export const webhookDisabled = defineEvent('webhook.disabled', {
  webhookId: id,
  brandId: id,
  url: z.string(),
  reason: z.enum(['FAILURES', 'GONE']),
  /** Who is told; null for nobody. */
  noticeEmail: z.string().nullable(),
  at: instantMs,
})

/** A gift was paid. Its code follows from the id and the platform's secret: it stands in no event, and in no database. */
export const giftBought = defineEvent('gift.bought', { giftId: id, athleteId: id, months: z.number().int(), at: instantMs })
