import type { EventData } from '@gruppetto/events'
import type { Model } from '@gruppetto/graph'
import type { ProductCategory } from './product.ts'
import { MORE_OF_THE_SAME, type ProductSuggestion } from './suggest-products.ts'

/** What the model is told of a product, in its order. The rows of its training are computed by `productFeatures` too. */
export const PRODUCT_FEATURES = [
  'score',
  'worn',
  'sports',
  'season',
  'level',
  'price',
  'brand',
  'category',
  'popularity',
  'owns_brand',
] as const
export const PRODUCT_OUTPUTS = ['clicks'] as const

/** What is ranked of a product. */
export interface Ranked extends Pick<ProductSuggestion, 'productId' | 'points' | 'score'> {
  readonly category: ProductCategory
  readonly brandId: string
}

type Looked = Pick<Ranked, 'category' | 'brandId'>

export interface ProductRankFacts {
  /** What the athlete has looked at in the last year. */
  readonly looked: readonly Looked[]
  /** The brands of the athlete's gear. */
  readonly ownedBrands: ReadonlySet<string>
  /** How often each product was looked at by anybody in the last weeks; absent for never. */
  readonly views: ReadonlyMap<string, number>
}

/** The weeks over which views of a product count. */
export const VIEW_WEEKS = 4

/** The share of what was looked at that is like this; unknown where nothing was. */
const shareOf = (looked: readonly Looked[], isLike: (one: Looked) => boolean): number =>
  looked.length === 0 ? Number.NaN : looked.filter(isLike).length / looked.length

/** Returns the values of PRODUCT_FEATURES for each of the products that are ranked together. */
export const productFeatures = (
  products: readonly Ranked[],
  { looked, ownedBrands, views }: ProductRankFacts,
): readonly (readonly number[])[] => {
  const all = products.reduce((sum, { productId }) => sum + (views.get(productId) ?? 0), 0)
  return products.map(({ productId, points, score, category, brandId }) => [
    score,
    points.WORN_GEAR,
    points.SPORTS,
    points.SEASON,
    points.LEVEL,
    points.PRICE,
    shareOf(looked, (one) => one.brandId === brandId),
    shareOf(looked, (one) => one.category === category),
    // One that is looked at as often as the others has 1.
    all === 0 ? Number.NaN : ((views.get(productId) ?? 0) * products.length) / all,
    Number(ownedBrands.has(brandId)),
  ])
}

/** A product with its place in the order of the rules or the model, what the model was told, and what it said; null where no model was asked. */
export interface RankedProduct<Product extends Ranked> {
  readonly product: Product
  readonly features: readonly number[]
  readonly chance: number | null
}

/**
 * Orders products by how likely the model takes it that the athlete looks at them, with each further product of a category counting less, as in the
 * baseline. Equal ones keep the order of the baseline, in which they come, and so do all where there is no model.
 */
export const rankProducts = <Product extends Ranked>(
  model: Pick<Model, 'score'> | null,
  products: readonly Product[],
  facts: ProductRankFacts,
): readonly RankedProduct<Product>[] => {
  const features = productFeatures(products, facts)
  const told = products.map((product, place) => ({ product, features: features[place] ?? [], chance: null }))
  if (model === null) return told
  const scored = told.map((each) => ({ ...each, chance: model.score(each.features)[0] ?? 0 }))
  const seen = new Map<ProductCategory, number>()
  return scored
    .toSorted((a, b) => b.chance - a.chance)
    .map((each) => {
      const place = seen.get(each.product.category) ?? 0
      seen.set(each.product.category, place + 1)
      return { each, lessened: each.chance * MORE_OF_THE_SAME ** place }
    })
    .toSorted((a, b) => b.lessened - a.lessened)
    .map(({ each }) => each)
}

/** Returns what `product-suggestions.ranked` says of a list. `shown` are those that the athlete was shown. */
export const keptProducts = (
  ranked: readonly RankedProduct<Ranked>[],
  shown: ReadonlySet<string>,
): EventData<'product-suggestions.ranked'>['ranked'] =>
  ranked.map(({ product: { productId, category }, features, chance }) => {
    const told = (name: (typeof PRODUCT_FEATURES)[number]): number | null => {
      const value = features[PRODUCT_FEATURES.indexOf(name)]
      return value === undefined || Number.isNaN(value) ? null : value
    }
    return {
      productId,
      category,
      shown: shown.has(productId),
      chance,
      score: told('score'),
      worn: told('worn'),
      sports: told('sports'),
      season: told('season'),
      level: told('level'),
      price: told('price'),
      brand: told('brand'),
      categoryShare: told('category'),
      popularity: told('popularity'),
      ownsBrand: told('owns_brand'),
    }
  })
