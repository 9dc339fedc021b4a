export interface PlanRow {
  readonly key: 'FREE' | 'PREMIUM_MONTHLY' | 'PREMIUM_YEARLY'
  readonly name: string
  readonly priceCents: number
  /** ISO 4217. */
  readonly currency: string
  readonly interval: 'NONE' | 'MONTH' | 'YEAR'
  readonly trialDays: number
  readonly features: readonly string[]
}

const free = [
  'Uploads without limit: FIT, GPX and TCX',
  'Map, laps, splits and graphs of every activity',
  'Feed, kudos, comments and posts',
  'Clubs, challenges and their live leaderboards',
] as const

// A plan names only what works today. Analytics and live segments are added once they work.
const premium = [...free, 'Thirty days free, cancelled at any time'] as const

/** The plans of Gruppetto. Prices are in cents and include taxes. */
export const PLANS: readonly PlanRow[] = [
  { key: 'FREE', name: 'Free', priceCents: 0, currency: 'EUR', interval: 'NONE', trialDays: 0, features: free },
  {
    key: 'PREMIUM_MONTHLY',
    name: 'Premium, by the month',
    priceCents: 799,
    currency: 'EUR',
    interval: 'MONTH',
    trialDays: 30,
    features: premium,
  },
  {
    key: 'PREMIUM_YEARLY',
    name: 'Premium, by the year',
    priceCents: 5999,
    currency: 'EUR',
    interval: 'YEAR',
    trialDays: 30,
    features: premium,
  },
]
