import { minorUnits } from '@gruppetto/graph'

export type PlanKey = 'FREE' | 'PREMIUM_MONTHLY' | 'PREMIUM_YEARLY'

/** A plan as it is sold, or was: a change of its price is a new version, and who bought an earlier one keeps it. */
export interface PlanVersion {
  /** Never used again for another price: payment providers and subscriptions keep it. */
  readonly version: string
  readonly key: PlanKey
  readonly name: string
  readonly interval: 'NONE' | 'MONTH' | 'YEAR'
  readonly trialDays: number
  readonly features: readonly string[]
  /** By ISO 4217 code, in minor units, taxes included. */
  readonly prices: Readonly<Record<string, number>>
}

/** A version of a plan in one currency. */
export interface PlanRow extends Omit<PlanVersion, 'prices'> {
  /** In minor units of the currency, which are cents for most. */
  readonly priceCents: number
  readonly currency: string
}

export const DEFAULT_CURRENCY = 'EUR'

const free = [
  'Uploads without limit: FIT, GPX and TCX',
  'Map, laps, splits and graphs of every activity',
  'Feed, kudos, comments and posts',
  'Clubs, challenges and their live leaderboards',
] as const

const premium = [...free, 'Fitness, fatigue and form, best efforts and zones over time', 'Cancelled at any time'] as const

/** Every version that was ever sold, the newest of each plan last. A test holds that none is changed or removed. */
const VERSIONS: readonly PlanVersion[] = [
  {
    version: 'free-1',
    key: 'FREE',
    name: 'Free',
    interval: 'NONE',
    trialDays: 0,
    features: free,
    prices: { EUR: 0, USD: 0, GBP: 0, CHF: 0, JPY: 0, KWD: 0 },
  },
  {
    version: 'premium-monthly-1',
    key: 'PREMIUM_MONTHLY',
    name: 'Premium, by the month',
    interval: 'MONTH',
    trialDays: 30,
    features: premium,
    prices: { EUR: 799, USD: 899, GBP: 699, CHF: 900, JPY: 1200, KWD: 2500 },
  },
  {
    version: 'premium-yearly-1',
    key: 'PREMIUM_YEARLY',
    name: 'Premium, by the year',
    interval: 'YEAR',
    trialDays: 30,
    features: premium,
    prices: { EUR: 5999, USD: 6499, GBP: 4999, CHF: 6500, JPY: 9000, KWD: 18_000 },
  },
]

const byVersion = new Map(VERSIONS.map((version) => [version.version, version]))
const current = new Map(VERSIONS.map((version) => [version.key, version]))

const inCurrency = ({ prices, ...plan }: PlanVersion, currency: string): PlanRow | null => {
  const price = prices[currency]
  return price === undefined ? null : { ...plan, priceCents: minorUnits(price), currency }
}

/** Where another currency than the default one is used. */
const CURRENCY_OF_COUNTRY: Readonly<Record<string, string>> = {
  CH: 'CHF',
  GB: 'GBP',
  GG: 'GBP',
  IM: 'GBP',
  JE: 'GBP',
  JP: 'JPY',
  KW: 'KWD',
  LI: 'CHF',
  PR: 'USD',
  US: 'USD',
}

export const currencyOfCountry = (country: string | null): string => CURRENCY_OF_COUNTRY[country ?? ''] ?? DEFAULT_CURRENCY

/** How many months a payment of a plan is for. */
export const monthsOf = ({ interval }: Pick<PlanRow, 'interval'>): number => (interval === 'YEAR' ? 12 : 1)

/** Whether a change from one plan to another counts at once. A shorter or cheaper plan waits for the end of what is paid. */
export const isUpgrade = (from: PlanRow, to: PlanRow): boolean =>
  from.interval === to.interval ? to.priceCents > from.priceCents : to.interval === 'YEAR'

/** Returns what a plan costs today; null when it is not sold in this currency. */
export const planSold = (key: PlanKey, currency: string): PlanRow | null => {
  const version = current.get(key)
  return version === undefined ? null : inCurrency(version, currency)
}

/** Returns the plan as it was bought; null for a version that the platform does not know. */
export const planBought = (version: string, currency: string): PlanRow | null => {
  const bought = byVersion.get(version)
  return bought === undefined ? null : inCurrency(bought, currency)
}

export const isSoldIn = (currency: string): boolean => [...current.values()].every(({ prices }) => prices[currency] !== undefined)

/** The plan of who has bought nothing. */
export const freePlan = (currency: string): PlanRow => {
  const plan = planSold('FREE', isSoldIn(currency) ? currency : DEFAULT_CURRENCY)
  if (plan === null) throw new Error('there is no free plan')
  return plan
}

/** Returns all plans in a currency, and in the default one where nothing is sold in that. */
export const plansIn = (currency: string): readonly PlanRow[] => {
  const sold = isSoldIn(currency) ? currency : DEFAULT_CURRENCY
  return [...current.keys()].flatMap((key) => planSold(key, sold) ?? [])
}
