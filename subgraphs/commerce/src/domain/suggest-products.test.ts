import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PRODUCT_CATEGORIES } from './product.ts'
import { type Candidate, type ShopperFacts, scoreProduct, suggestProducts } from './suggest-products.ts'

const product = (change: Partial<Candidate> & { readonly price?: number } = {}): Candidate => ({
  _id: 'prod_1',
  category: 'SHOES',
  words: ['headwind'],
  offers: [{ price: change.price ?? 10_000, currency: 'EUR', stock: 'IN_STOCK', shopUrl: 'https://shop.example/' }],
  ...change,
})
const NOTHING: ShopperFacts = {
  training: { secondsBySport: new Map(), longSeconds: 0 },
  gear: [],
  season: null,
  currency: 'EUR',
  prices: new Map(),
  known: new Set(),
}
const hours = (sports: Readonly<Record<string, number>>, long = 0) => ({
  secondsBySport: new Map(Object.entries(sports).map(([sport, value]) => [sport, value * 3600])),
  longSeconds: long * 3600,
})
const shoesAt = (distanceMeters: number) => ({ kind: 'SHOES' as const, distanceMeters, limitMeters: 800_000 })

describe('scoreProduct', () => {
  it.each<[string, Partial<Candidate>, Partial<ShopperFacts>, readonly string[] | null]>([
    ['nothing is known', {}, {}, null],
    ['shoes are new', {}, { gear: [shoesAt(600_000)] }, null],
    ['shoes are nearly worn', {}, { gear: [shoesAt(700_000)] }, ['WORN_GEAR']],
    ['shoes are nearly worn, and it is a bike', { category: 'BIKE' }, { gear: [shoesAt(700_000)] }, null],
    ['somebody runs', {}, { training: hours({ RUN: 24 }) }, ['SPORTS', 'LEVEL']],
    ['somebody rides, and it is a pair of shoes', {}, { training: hours({ RIDE: 80 }) }, null],
    ['somebody swims, and it is a bike', { category: 'BIKE' }, { training: hours({ SWIM: 80 }) }, null],
    ['somebody rides a lot', { category: 'BIKE' }, { training: hours({ RIDE: 80 }) }, ['SPORTS', 'LEVEL']],
    ['somebody rides a little', { category: 'BIKE' }, { training: hours({ GRAVEL_RIDE: 8 }) }, ['SPORTS']],
    ['somebody goes far', { category: 'NUTRITION' }, { training: hours({ RIDE: 80 }, 60) }, ['SPORTS', 'LEVEL']],
    ['it is warm, and winter', { category: 'APPAREL', words: ['thermal', 'tights'] }, { season: 'WINTER' }, ['SEASON']],
    ['it is warm, and summer', { category: 'APPAREL', words: ['thermal', 'tights'] }, { season: 'SUMMER' }, null],
    ['it is named in another language', { category: 'APPAREL', words: ['veste', 'hiver'] }, { season: 'WINTER' }, ['SEASON']],
    ['it is a bike in spring', { category: 'BIKE' }, { season: 'SPRING' }, ['SEASON']],
    ['it costs as much as others', {}, { prices: new Map([['SHOES', 11_000]]) }, ['PRICE']],
    ['it costs twice as much', {}, { prices: new Map([['SHOES', 5_000]]) }, null],
    ['other things cost as much', {}, { prices: new Map([['BIKE', 10_000]]) }, null],
  ])('%s', (_what, change, facts, reasons) => {
    const scored = scoreProduct(product(change), { ...NOTHING, ...facts })
    expect(scored?.reasons.map(({ reason }) => reason) ?? null).toEqual(reasons)
  })

  it.each<[string, Partial<Candidate>, Partial<ShopperFacts>]>([
    ['is known', {}, { known: new Set(['prod_1']) }],
    ['is not sold in the own currency', {}, { currency: 'CHF' }],
    ['is sold out there', { offers: [{ price: 1, currency: 'EUR', stock: 'OUT_OF_STOCK', shopUrl: '' }] }, {}],
    ['can only be ordered there', { offers: [{ price: 1, currency: 'EUR', stock: 'PREORDER', shopUrl: '' }] }, {}],
  ])('leaves out what %s, however needed', (_what, change, facts) => {
    const worn = { ...NOTHING, gear: [shoesAt(900_000)], training: hours({ RUN: 40 }) }
    expect(scoreProduct(product(), worn)).not.toBeNull()
    expect(scoreProduct(product(change), { ...worn, ...facts })).toBeNull()
  })

  it('says why in one sentence', () => {
    const facts = { ...NOTHING, gear: [shoesAt(760_000)], training: hours({ RUN: 36, RIDE: 12 }), season: 'WINTER' as const }
    const texts = (of: Candidate) => scoreProduct(of, facts)?.reasons.map(({ text }) => text)
    expect(texts(product())).toEqual([
      'A pair of your shoes has gone 760 km of about 800 km.',
      '75% of your time in the last weeks was on foot.',
      'You are out about 6 hours a week.',
    ])
    expect(texts(product({ category: 'APPAREL', words: ['winter'] }))).toContain('It is winter where you are.')
  })

  it('speaks of the pair that is nearest to its limit', () => {
    const facts = { ...NOTHING, gear: [shoesAt(650_000), shoesAt(790_000), shoesAt(100_000)] }
    expect(scoreProduct(product(), facts)?.reasons[0]?.text).toContain('790 km')
  })
})

const anyProduct = fc
  .record({
    category: fc.constantFrom(...PRODUCT_CATEGORIES),
    words: fc.subarray(['winter', 'summer', 'light', 'road']),
    price: fc.integer({ min: 1, max: 500_000 }),
    stock: fc.constantFrom('IN_STOCK', 'OUT_OF_STOCK'),
  })
  .map(({ category, words, price, stock }) =>
    product({ category, words, offers: [{ price, currency: 'EUR', stock: stock as 'IN_STOCK', shopUrl: '' }] }),
  )
const catalogue = fc
  .array(anyProduct, { maxLength: 40 })
  .map((all) => all.map((each, index) => ({ ...each, _id: `prod_${index}` })))
const anyFacts: fc.Arbitrary<ShopperFacts> = fc
  .record({
    run: fc.integer({ min: 0, max: 100 }),
    ride: fc.integer({ min: 0, max: 100 }),
    gone: fc.integer({ min: 0, max: 1_000_000 }),
    season: fc.constantFrom('SPRING', 'SUMMER', 'AUTUMN', 'WINTER', null),
    usual: fc.integer({ min: 1, max: 100_000 }),
    known: fc.subarray(['prod_0', 'prod_3', 'prod_7']),
  })
  .map(({ run, ride, gone, season, usual, known }) => ({
    ...NOTHING,
    training: hours({ RUN: run, RIDE: ride }, ride / 2),
    gear: [shoesAt(gone)],
    season: season as ShopperFacts['season'],
    prices: new Map([['SHOES', usual]]),
    known: new Set(known),
  }))
const scoreOf = (of: Candidate, facts: ShopperFacts) => scoreProduct(of, facts)?.score ?? 0

describe('suggestProducts', () => {
  it('gives the same whatever the order of the products, never what is known or sold out, and each with a reason', () => {
    fc.assert(
      fc.property(catalogue, anyFacts, fc.integer({ min: 0, max: 20 }), (products, facts, most) => {
        const chosen = suggestProducts(products, facts, most)
        expect(suggestProducts(products.toReversed(), facts, most)).toEqual(chosen)
        expect(chosen.length).toBeLessThanOrEqual(most)
        expect(new Set(chosen.map(({ productId }) => productId)).size).toBe(chosen.length)
        for (const { productId, reasons, score } of chosen) {
          const of = products.find(({ _id }) => _id === productId)
          expect(facts.known.has(productId)).toBe(false)
          expect(of?.offers[0]?.stock).toBe('IN_STOCK')
          expect(score).toBeGreaterThan(0)
          expect(reasons.length).toBeGreaterThan(0)
          for (const { points, text } of reasons) expect([points > 0, text.endsWith('.')]).toEqual([true, true])
        }
        expect(suggestProducts(products, facts, most + 5).slice(0, chosen.length)).toEqual(chosen)
      }),
    )
  })

  it('scores shoes never lower when the pair in use has gone farther, or more of the time was on foot', () => {
    const farther = fc.integer({ min: 0, max: 500_000 })
    fc.assert(
      fc.property(anyProduct, anyFacts, farther, (of, facts, meters) => {
        const gone = facts.gear.map((each) => ({ ...each, distanceMeters: each.distanceMeters + meters }))
        expect(scoreOf(of, { ...facts, gear: gone })).toBeGreaterThanOrEqual(scoreOf(of, facts))
        // The same hours, of which more are on foot.
        const [run = 0, ride = 0] = ['RUN', 'RIDE'].map((sport) => facts.training.secondsBySport.get(sport) ?? 0)
        const moved = Math.min(ride, meters)
        const training = { ...facts.training, secondsBySport: new Map(Object.entries({ RUN: run + moved, RIDE: ride - moved })) }
        const shoes = { ...of, category: 'SHOES' as const }
        expect(scoreOf(shoes, { ...facts, training })).toBeGreaterThanOrEqual(scoreOf(shoes, facts) - 1e-9)
      }),
    )
  })

  it('scores never higher the farther the price is from what was looked at', () => {
    const price = fc.integer({ min: 1, max: 1_000_000 })
    fc.assert(
      fc.property(anyFacts, price, price, (facts, one, other) => {
        const usual = facts.prices.get('SHOES') ?? 0
        const away = (value: number) => Math.abs(Math.log(value / usual))
        const [near, far] = away(one) <= away(other) ? [one, other] : [other, one]
        expect(scoreOf(product({ price: near }), facts)).toBeGreaterThanOrEqual(scoreOf(product({ price: far }), facts) - 1e-9)
      }),
    )
  })

  it('is not of one kind', () => {
    const shoes = Array.from({ length: 20 }, (_, index) => product({ _id: `prod_s${index}` }))
    const gels = Array.from({ length: 20 }, (_, index) => product({ _id: `prod_n${index}`, category: 'NUTRITION' }))
    const chosen = suggestProducts([...shoes, ...gels], { ...NOTHING, training: hours({ RUN: 80 }, 40) }, 10)
    const kinds = chosen.map(({ productId }) => productId[5])
    expect(kinds.filter((kind) => kind === 'n').length).toBeGreaterThanOrEqual(3)
    expect(kinds.filter((kind) => kind === 's').length).toBeGreaterThanOrEqual(3)
  })
})
