import { type FeatureContext, featureContextOf } from '@gruppetto/features'
import { badUserInput, type Model } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { PRODUCT_CATEGORIES, type ProductCategory, type ProductRow } from '../domain/product.ts'
import {
  keptProducts,
  type ProductRankFacts,
  type Ranked,
  type RankedProduct,
  rankProducts,
  VIEW_WEEKS,
} from '../domain/rank-products.ts'
import { TRAINING_MS } from '../domain/recent-activity.ts'
import { seasonAt } from '../domain/season.ts'
import {
  isToBeHad,
  type ProductSuggestion,
  type ProductSuggestionReason,
  type ShopperFacts,
  suggestProducts,
  type UsedGear,
} from '../domain/suggest-products.ts'
import { currencyOf } from './list-plans.ts'
import { readProductLife } from './read-product-life.ts'

export interface SuggestedProduct {
  readonly product: ProductRow
  readonly reasons: ProductSuggestionReason[]
  readonly text: string
}

const MOST_SUGGESTIONS = 50
/** Of each category. Older ones are found by search. */
const MOST_CANDIDATES = 200
const MOST_CLICKS = 200
/** Instead of those that are sold out meanwhile. */
const SPARE = 10
/** So many of the best by the rules are put in order by the model. */
const MOST_RANKED = MOST_SUGGESTIONS + SPARE

const DAY_MS = 24 * 3600 * 1000
/** What was looked at in these days is known well enough. */
const LOOKED_AT_MS = 14 * DAY_MS
/** Who has bought it needs no other in this time. */
const BOUGHT_MS = 365 * DAY_MS

const medianOf = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 0

/** The median price of products in a currency, by category. Those that are not sold in it are left out. */
const pricesOf = (products: readonly ProductRow[], currency: string): ReadonlyMap<ProductCategory, number> => {
  const prices = new Map<ProductCategory, number[]>()
  for (const { category, offers } of products) {
    const offer = offers.find((each) => each.currency === currency)
    if (offer !== undefined) prices.set(category, [...(prices.get(category) ?? []), offer.price])
  }
  return new Map([...prices].map(([category, all]) => [category, medianOf(all)]))
}

const loadProducts = async ({ loaders }: Context, ids: Iterable<string>): Promise<readonly ProductRow[]> =>
  (await Promise.all([...new Set(ids)].map((id) => loaders.product.load(id)))).filter((product) => product !== null)

/** What the athlete has looked at, and what of it was just looked at or bought. */
const readClicks = async ({ stores }: Context, athleteId: string, nowMs: number) => {
  const clicks = await stores.clicks.ofAthlete(athleteId, new Date(nowMs - BOUGHT_MS), MOST_CLICKS)
  const bought = await stores.conversions.boughtAfter(clicks.map(({ _id }) => _id))
  const isKnown = (click: (typeof clicks)[number]) => bought.has(click._id) || click.clickedAt.getTime() > nowMs - LOOKED_AT_MS
  return { seen: clicks.map(({ productId }) => productId), known: clicks.filter(isKnown).map(({ productId }) => productId) }
}

/** The gear in use, and all products that the athlete's gear is of. */
const readGear = async (context: Context, athleteId: string) => {
  const gear = await context.stores.gear.ofAthlete(athleteId)
  const owned = gear.flatMap(({ productId }) => productId ?? [])
  const products = new Map((await loadProducts(context, owned)).map((product) => [product._id, product]))
  const lives = await Promise.all(
    gear.map(async ({ kind, retired, productId, retireAtMeters, distanceMeters }): Promise<readonly UsedGear[]> => {
      if (retired) return []
      const product = products.get(productId ?? '')
      const lasts = product === undefined || kind !== 'SHOES' ? null : await readProductLife(context, product)
      const limitMeters = retireAtMeters ?? lasts?.medianMeters
      return limitMeters === undefined ? [] : [{ kind, distanceMeters, limitMeters }]
    }),
  )
  return { used: lives.flat(), owned }
}

interface Facts {
  readonly shopper: ShopperFacts
  readonly rank: Omit<ProductRankFacts, 'views'>
}

const readFacts = async (context: Context, athleteId: string): Promise<Facts> => {
  const { loaders, runtime, stores } = context
  const nowMs = runtime.now()
  const [account, currency, training, clicks, gear] = await Promise.all([
    loaders.account.load(athleteId),
    currencyOf(context, athleteId),
    stores.recentActivities.trainingSince(athleteId, new Date(nowMs - TRAINING_MS)),
    readClicks(context, athleteId, nowMs),
    readGear(context, athleteId),
  ])
  const products = await loadProducts(context, [...clicks.seen, ...gear.owned])
  const byId = new Map(products.map((product) => [product._id, product]))
  return {
    shopper: {
      training,
      gear: gear.used,
      season: account === null ? null : seasonAt(account, nowMs),
      currency,
      prices: pricesOf(products, currency),
      known: new Set([...clicks.known, ...gear.owned]),
    },
    rank: {
      looked: clicks.seen.flatMap((id) => byId.get(id) ?? []),
      ownedBrands: new Set(gear.owned.flatMap((id) => byId.get(id)?.brandId ?? [])),
    },
  }
}

/** How often the products of a category were looked at of late, counted for all of them now and then. */
const viewsOf = ({ runtime, stores, views }: Context, category: ProductCategory, candidates: readonly ProductRow[]) =>
  views.of(category, () => {
    const ids = candidates.filter((product) => product.category === category).map(({ _id }) => _id)
    return stores.clicks.countEachSince(ids, new Date(runtime.now() - VIEW_WEEKS * 7 * DAY_MS))
  })

type OrderedProduct = RankedProduct<ProductSuggestion & Ranked>

/** Orders what the rules suggest by the model; without one it stays as it is. */
const rank = async (
  context: Context,
  suggestions: readonly ProductSuggestion[],
  candidates: readonly ProductRow[],
  { facts, model }: { readonly facts: Facts['rank']; readonly model: Model | null },
): Promise<readonly OrderedProduct[]> => {
  const products = new Map(candidates.map((product) => [product._id, product]))
  const ranked = suggestions.flatMap((suggestion) => {
    const product = products.get(suggestion.productId)
    return product === undefined ? [] : [{ ...suggestion, category: product.category, brandId: product.brandId }]
  })
  const counted = await Promise.all(PRODUCT_CATEGORIES.map((category) => viewsOf(context, category, candidates)))
  return rankProducts(model, ranked, { ...facts, views: new Map(counted.flatMap((views) => [...views])) })
}

/** Tells of a list that was shown. One that cannot be told of is shown all the same. */
const keep = async (
  { database, origin, runtime }: Context,
  athleteId: string,
  {
    model,
    ranked,
    shown,
  }: { readonly model: Model | null; readonly ranked: readonly OrderedProduct[]; readonly shown: readonly SuggestedProduct[] },
): Promise<void> => {
  const kept = keptProducts(ranked, new Set(shown.map(({ product }) => product._id)))
  try {
    await database.transact(
      async (tx) =>
        tx.emit('product-suggestions.ranked', {
          athleteId,
          modelVersion: model?.version ?? null,
          ranked: kept,
          at: runtime.now(),
        }),
      origin,
    )
  } catch (error) {
    runtime.log.warn({ err: error }, 'a list of suggestions could not be kept')
  }
}

const readCandidates = async ({ candidates, stores }: Context): Promise<readonly ProductRow[]> =>
  (
    await Promise.all(
      PRODUCT_CATEGORIES.map((category) =>
        candidates.of(category, () => stores.products.newestInStock(category, MOST_CANDIDATES)),
      ),
    )
  ).flat()

const whoIs = async ({ caller, loaders }: Context, athleteId: string): Promise<FeatureContext> => {
  const [account, entitlement] = await Promise.all([loaders.account.load(athleteId), loaders.entitlement.load(athleteId)])
  const roles = caller.kind === 'athlete' ? caller.roles : []
  return featureContextOf(athleteId, account, { isPremium: entitlement?.premium === true, roles })
}

/** Returns what the athlete may need, the likeliest first, each with why; null where this is off for the athlete. */
export const suggestProductsTo = async (
  context: Context,
  athleteId: string,
  first: number,
): Promise<SuggestedProduct[] | null> => {
  if (first < 0 || first > MOST_SUGGESTIONS) throw badUserInput([{ path: 'first', message: `must be 0 to ${MOST_SUGGESTIONS}` }])
  const { features, keptLists } = context
  const who = await whoIs(context, athleteId)
  if (!(await features.isOn('product-suggestions', who))) return null
  const [{ shopper: facts, rank: rankFacts }, candidates] = await Promise.all([
    readFacts(context, athleteId),
    readCandidates(context),
  ])
  const byRules = suggestProducts(candidates, facts, MOST_RANKED)
  const model = (await features.isOn('product-suggestions-by-model', who)) ? context.model.current() : null
  const isKept = byRules.length > 0 && keptLists.takes(athleteId, await features.variantOf('kept-suggestion-lists', who))
  const ranked = model === null && !isKept ? null : await rank(context, byRules, candidates, { facts: rankFacts, model })
  const ordered = ranked?.map(({ product }) => product) ?? byRules
  const chosen = ordered.slice(0, first + SPARE)
  // Some may have been sold out since the candidates were read.
  const products = new Map(
    (
      await loadProducts(
        context,
        chosen.map(({ productId }) => productId),
      )
    ).map((row) => [row._id, row]),
  )
  const shown = chosen.flatMap(({ productId, reasons }) => {
    const product = products.get(productId)
    const [strongest] = reasons
    if (product === undefined || strongest === undefined || !isToBeHad(product, facts.currency)) return []
    return [{ product, reasons: reasons.map(({ reason }) => reason), text: strongest.text }]
  })
  const seen = shown.slice(0, first)
  if (ranked !== null && isKept) await keep(context, athleteId, { model, ranked, shown: seen })
  return seen
}
