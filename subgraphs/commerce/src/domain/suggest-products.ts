import type { GearRow } from './gear.ts'
import type { ProductCategory, ProductRow } from './product.ts'
import { offerIn } from './product-offer.ts'
import type { Season } from './season.ts'
import { COLD_WORDS, WARM_WORDS } from './season-words.ts'

export type ProductSuggestionReason = 'WORN_GEAR' | 'SPORTS' | 'SEASON' | 'LEVEL' | 'PRICE'

/** What an athlete did in the last weeks. */
export interface Training {
  /** Moving time by sport, in seconds. */
  readonly secondsBySport: ReadonlyMap<string, number>
  /** The time in activities of LONG_SECONDS or more. */
  readonly longSeconds: number
}

/** Gear in use, and the distance at which it is worn: what its owner has set, or how long its product lasts. */
export interface UsedGear extends Pick<GearRow, 'kind' | 'distanceMeters'> {
  readonly limitMeters: number
}

/** All that a suggestion depends on. */
export interface ShopperFacts {
  readonly training: Training
  readonly gear: readonly UsedGear[]
  /** Null where the year has none. */
  readonly season: Season | null
  /** The currency that the athlete buys in. */
  readonly currency: string
  /** By category: the median price, in that currency, of what the athlete has looked at or owns. */
  readonly prices: ReadonlyMap<ProductCategory, number>
  /** What the athlete owns, has just bought or has just looked at. */
  readonly known: ReadonlySet<string>
}

export type Candidate = Pick<ProductRow, '_id' | 'category' | 'words' | 'offers'>

export interface ScoredReason {
  readonly reason: ProductSuggestionReason
  /** Greater than zero. */
  readonly points: number
  /** One plain sentence in English. */
  readonly text: string
}

export interface ProductSuggestion {
  readonly productId: string
  /** The weightiest first; at least one. */
  readonly reasons: readonly ScoredReason[]
  /** The points of each reason: less than zero for what speaks against it. */
  readonly points: Readonly<Record<ProductSuggestionReason, number>>
  readonly score: number
}

/** The weeks over which training counts. */
export const TRAINING_WEEKS = 8
/** An activity for which one takes something to eat along. */
export const LONG_SECONDS = 5_400

/** The points of each reason at its fullest: what is worn is needed, the rest is a matter of taste. */
const WEIGHTS: Readonly<Record<ProductSuggestionReason, number>> = { WORN_GEAR: 4, SPORTS: 2, SEASON: 1, LEVEL: 1, PRICE: 1 }
/** The share of its limit from which gear is nearly worn. */
const NEARLY_WORN = 0.8
/** A price that is so many times that of the others, or so many times less, fits no more. */
const PRICE_FACTOR = 2
/** Each further product of a category counts so much less, so that the list is not of one kind. */
export const MORE_OF_THE_SAME = 0.75

const FOOT = new Set(['RUN', 'TRAIL_RUN', 'VIRTUAL_RUN', 'WALK', 'HIKE'])
const RIDE = new Set(['RIDE', 'GRAVEL_RIDE', 'MOUNTAIN_BIKE_RIDE', 'E_BIKE_RIDE', 'VIRTUAL_RIDE'])
const OUTDOORS = new Set([...FOOT, ...RIDE, 'OPEN_WATER_SWIM', 'ROW', 'SKI', 'NORDIC_SKI'])

/** How much each category is for those who train little, regularly and a lot. */
const LEVELS = [
  { underHours: 2, fits: { SHOES: 0.6, APPAREL: 0.6, ACCESSORY: 0.3, WEARABLE: 0.2, BIKE: 0, NUTRITION: 0 } },
  { underHours: 6, fits: { SHOES: 0.4, APPAREL: 0.4, ACCESSORY: 0.4, WEARABLE: 0.8, BIKE: 0.2, NUTRITION: 0.4 } },
  {
    underHours: Number.POSITIVE_INFINITY,
    fits: { SHOES: 0.3, APPAREL: 0.3, ACCESSORY: 0.5, WEARABLE: 0.6, BIKE: 0.5, NUTRITION: 1 },
  },
] as const satisfies readonly { underHours: number; fits: Readonly<Record<ProductCategory, number>> }[]

const OPPOSITE: Readonly<Record<Season, Season>> = { SPRING: 'AUTUMN', SUMMER: 'WINTER', AUTUMN: 'SPRING', WINTER: 'SUMMER' }

/** The seasons that a product is for; empty where it is for all. */
const seasonsOf = ({ category, words }: Candidate): readonly Season[] => {
  if (words.some((word) => COLD_WORDS.has(word))) return ['AUTUMN', 'WINTER']
  if (words.some((word) => WARM_WORDS.has(word))) return ['SPRING', 'SUMMER']
  return category === 'BIKE' ? ['SPRING'] : []
}

const sumOf = (values: Iterable<number>): number => [...values].reduce((sum, value) => sum + value, 0)
const shareOf = ({ secondsBySport }: Training, sports: ReadonlySet<string>): number => {
  const all = sumOf(secondsBySport.values())
  if (all === 0) return 0
  return sumOf([...secondsBySport].map(([sport, seconds]) => (sports.has(sport) ? seconds : 0))) / all
}
const between0And1 = (value: number): number => Math.min(1, Math.max(0, value))
const km = (meters: number): string => `${Math.round(meters / 1000)} km`
const percent = (share: number): string => `${Math.round(share * 100)}%`

type Finding = { readonly fit: number; readonly text: string } | null
type Judge = (product: Candidate, facts: ShopperFacts) => Finding

const judgeWornGear: Judge = ({ category }, { gear }) => {
  const kind = category === 'SHOES' || category === 'BIKE' ? category : null
  const worn = gear
    .filter((each) => each.kind === kind && each.limitMeters > 0)
    .toSorted((a, b) => b.distanceMeters / b.limitMeters - a.distanceMeters / a.limitMeters)[0]
  if (worn === undefined) return null
  const share = worn.distanceMeters / worn.limitMeters
  const what = kind === 'SHOES' ? 'A pair of your shoes' : 'One of your bikes'
  const text = `${what} has gone ${km(worn.distanceMeters)} of about ${km(worn.limitMeters)}.`
  return { fit: between0And1((share - NEARLY_WORN) / (1 - NEARLY_WORN)), text }
}

const judgeSports: Judge = ({ category }, { training }) => {
  const long = sumOf(training.secondsBySport.values()) === 0 ? 0 : training.longSeconds / sumOf(training.secondsBySport.values())
  const [foot, ride, outdoors] = [shareOf(training, FOOT), shareOf(training, RIDE), shareOf(training, OUTDOORS)]
  const of = {
    SHOES: { fit: foot, text: `${percent(foot)} of your time in the last weeks was on foot.` },
    BIKE: { fit: ride, text: `${percent(ride)} of your time in the last weeks was on a bike.` },
    NUTRITION: { fit: long, text: `${percent(long)} of your time in the last weeks was in long activities.` },
    APPAREL: { fit: outdoors / 2, text: `${percent(outdoors)} of your time in the last weeks was outdoors.` },
    ACCESSORY: { fit: ride / 2, text: `${percent(ride)} of your time in the last weeks was on a bike.` },
    WEARABLE: null,
  } satisfies Readonly<Record<ProductCategory, Finding>>
  return of[category]
}

const judgeSeason: Judge = (product, { season }) => {
  if (season === null) return null
  const seasons = seasonsOf(product)
  if (seasons.includes(season)) return { fit: 1, text: `It is ${season.toLowerCase()} where you are.` }
  return { fit: seasons.includes(OPPOSITE[season]) ? -1 : 0, text: '' }
}

const judgeLevel: Judge = ({ category }, { training }) => {
  const hours = sumOf(training.secondsBySport.values()) / 3600 / TRAINING_WEEKS
  const isForThem = (category !== 'SHOES' || shareOf(training, FOOT) > 0) && (category !== 'BIKE' || shareOf(training, RIDE) > 0)
  if (hours === 0 || !isForThem) return null
  const fit = LEVELS.find(({ underHours }) => hours < underHours)?.fits[category] ?? 0
  const time = hours < 1.5 ? 'an hour' : `${Math.round(hours)} hours`
  return { fit, text: `You are out about ${time} a week.` }
}

const judgePrice: Judge = (product, { currency, prices }) => {
  const usual = prices.get(product.category)
  const { price } = offerIn(product, currency)
  if (usual === undefined || usual <= 0 || price <= 0) return null
  const fit = 1 - Math.abs(Math.log(price / usual)) / Math.log(PRICE_FACTOR)
  return { fit: Math.max(-1, fit), text: 'It costs about what you have looked at or own.' }
}

const JUDGES: Readonly<Record<ProductSuggestionReason, Judge>> = {
  WORN_GEAR: judgeWornGear,
  SPORTS: judgeSports,
  SEASON: judgeSeason,
  LEVEL: judgeLevel,
  PRICE: judgePrice,
}
const REASONS = Object.keys(JUDGES) as ProductSuggestionReason[]

/** Whether the athlete can have it: in the own currency, and now. */
export const isToBeHad = ({ offers }: Candidate, currency: string): boolean =>
  offers.some((offer) => offer.currency === currency && offer.stock === 'IN_STOCK')

/**
 * Scores a product for an athlete; null where it is not to be suggested: the athlete knows it already, cannot have it now, or nothing
 * speaks for it. The score is the sum of the points of its reasons, less what speaks against it: another season, a price out of range.
 */
export const scoreProduct = (product: Candidate, facts: ShopperFacts): ProductSuggestion | null => {
  if (facts.known.has(product._id) || !isToBeHad(product, facts.currency)) return null
  const findings = REASONS.map((reason) => {
    const found = JUDGES[reason](product, facts)
    return { reason, points: WEIGHTS[reason] * (found?.fit ?? 0), text: found?.text ?? '' }
  })
  const score = sumOf(findings.map(({ points }) => points))
  const reasons = findings.filter(({ points }) => points > 0).toSorted((a, b) => b.points - a.points)
  if (score <= 0 || reasons.length === 0) return null
  const points = Object.fromEntries(findings.map((found) => [found.reason, found.points])) as ProductSuggestion['points']
  return { productId: product._id, reasons, points, score }
}

/**
 * Returns what to suggest to an athlete, the best first, at most `most`. Of products that score the same, the newer one comes first, since ids
 * grow with time. It depends on its arguments alone.
 */
export const suggestProducts = (
  products: readonly Candidate[],
  facts: ShopperFacts,
  most: number,
): readonly ProductSuggestion[] => {
  const byCategory = new Map<ProductCategory, ProductSuggestion[]>()
  for (const product of products) {
    const scored = scoreProduct(product, facts)
    if (scored === null) continue
    const others = byCategory.get(product.category)
    if (others === undefined) byCategory.set(product.category, [scored])
    else others.push(scored)
  }
  const best = (a: ProductSuggestion, b: ProductSuggestion) => b.score - a.score || (a.productId < b.productId ? 1 : -1)
  const ranked = [...byCategory.values()].flatMap((ofCategory) =>
    ofCategory.toSorted(best).map((each, place) => ({ ...each, score: each.score * MORE_OF_THE_SAME ** place })),
  )
  return ranked.toSorted(best).slice(0, most)
}
