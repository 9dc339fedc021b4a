import { describe, expect, it } from 'vitest'
import { PRODUCT_FEATURES, productFeatures, type Ranked, rankProducts } from './rank-products.ts'

const product = (id: string, change: Partial<Ranked> = {}): Ranked => ({
  productId: id,
  category: 'SHOES',
  brandId: 'brand_a',
  score: 3,
  points: { WORN_GEAR: 2, SPORTS: 1, SEASON: -1, LEVEL: 0.5, PRICE: 0.5 },
  ...change,
})
const NOTHING = { looked: [], ownedBrands: new Set<string>(), views: new Map<string, number>() }

const valuesOf = (...args: Parameters<typeof productFeatures>) =>
  productFeatures(...args).map((values) => Object.fromEntries(PRODUCT_FEATURES.map((name, place) => [name, values[place]])))

describe('the features of products', () => {
  it('are the points of the rules, and unknown where nothing was looked at', () => {
    expect(valuesOf([product('p1')], NOTHING)).toEqual([
      {
        ...{ score: 3, worn: 2, sports: 1, season: -1, level: 0.5, price: 0.5 },
        ...{ brand: Number.NaN, category: Number.NaN, popularity: Number.NaN, owns_brand: 0 },
      },
    ])
  })

  it('say what the athlete looks at, and what everybody does', () => {
    const looked = [
      { brandId: 'brand_a', category: 'BIKE' },
      { brandId: 'brand_b', category: 'SHOES' },
      { brandId: 'brand_b', category: 'SHOES' },
      { brandId: 'brand_a', category: 'SHOES' },
    ] as const
    const facts = { looked, ownedBrands: new Set(['brand_b']), views: new Map([['p1', 3]]) }
    expect(valuesOf([product('p1'), product('p2', { brandId: 'brand_b', category: 'BIKE' })], facts)).toMatchObject([
      { brand: 0.5, category: 0.75, popularity: 2, owns_brand: 0 },
      { brand: 0.5, category: 0.25, popularity: 0, owns_brand: 1 },
    ])
  })
})

describe('the order of a model', () => {
  const byScore = { score: ([score = 0]: readonly number[]) => [score] }
  const ids = (products: readonly Ranked[]) => rankProducts(byScore, products, NOTHING).map(({ product }) => product.productId)

  it('is that of its chances, and where they are equal that of the baseline', () => {
    expect(ids([product('p1', { score: 0.1, category: 'BIKE' }), product('p2', { score: 0.4 })])).toEqual(['p2', 'p1'])
    expect(ids([product('p1', { category: 'BIKE' }), product('p2')])).toEqual(['p1', 'p2'])
    expect(ids([])).toEqual([])
  })

  it('is not of one kind', () => {
    const shoes = [0.9, 0.88, 0.86].map((score, place) => product(`s${place}`, { score }))
    expect(ids([...shoes, product('bike', { score: 0.6, category: 'BIKE' })])).toEqual(['s0', 's1', 'bike', 's2'])
  })
})
