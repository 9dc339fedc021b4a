import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keptProducts, PRODUCT_FEATURES, PRODUCT_OUTPUTS, type Ranked, rankProducts } from '@gruppetto/commerce/rank-products'
import { type Model, openModel } from '@gruppetto/graph'
import { askFolder, featuresSql } from '@gruppetto/lake'
import {
  keptCandidates,
  type Likeness,
  rankCandidates,
  SUGGESTION_FEATURES,
  SUGGESTION_OUTPUTS,
} from '@gruppetto/social/rank-suggestions'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { randomOf } from '../capacity/random.ts'
import { lakeKeyOf, writePopulation } from '../population/write.ts'

const AT = Date.UTC(2026, 10, 30, 12)
const folder = mkdtempSync(join(tmpdir(), 'replay-'))
afterAll(() => rmSync(folder, { recursive: true }))

const open = async (subgraph: string, name: string, features: readonly string[], outputs: readonly string[]): Promise<Model> => {
  const silent = { info: () => undefined, warn: () => undefined }
  const path = new URL(`../../../subgraphs/${subgraph}/models/${name}.json`, import.meta.url)
  const model = (await openModel(path, { name, features, outputs }, { now: () => AT + 2 * 86_400_000, log: silent })).current()
  if (model === null) throw new Error(`${name} is refused`)
  return model
}

const random = randomOf(112)
const upTo = (most: number): number => Math.floor(random.next() * (most + 1))

const home: Likeness = { country: 'CH', timeZone: 'Europe/Zurich', persona: 'DATA_NERD' }
const candidates = Array.from({ length: 30 }, (_, number) => ({
  athleteId: `ath_${number}`,
  score: 6 * random.next(),
  ties: Array.from(
    { length: upTo(4) },
    (_, via) =>
      ({
        reason: via % 2 === 0 ? 'FOLLOWED_BY_FOLLOWED' : 'SAME_CLUB',
        candidateId: `ath_${number}`,
        viaId: `x_${via}`,
      }) as const,
  ),
}))
const accounts = new Map<string, Likeness>(
  candidates.map(({ athleteId }) => [athleteId, upTo(1) === 0 ? home : { country: 'GB', timeZone: 'Europe/London' }]),
)
const followers = new Set(candidates.filter(() => upTo(3) === 0).map(({ athleteId }) => athleteId))

const products = Array.from(
  { length: 40 },
  (_, number): Ranked => ({
    productId: `prod_${number}`,
    category: (['SHOES', 'BIKE', 'APPAREL'] as const)[number % 3] ?? 'SHOES',
    brandId: `brand_${number % 5}`,
    score: 5 * random.next(),
    points: { WORN_GEAR: upTo(4), SPORTS: 2 * random.next(), SEASON: upTo(2) - 1, LEVEL: random.next(), PRICE: random.next() },
  }),
)
const shopper = {
  looked: products.slice(0, 3),
  ownedBrands: new Set(['brand_1']),
  views: new Map(products.map(({ productId }) => [productId, upTo(9)])),
}

/** The values of the features in a row of the lake, where null is unknown. */
const valuesOf = (columns: readonly string[], row: readonly unknown[], names: readonly string[]): readonly number[] =>
  names.map((name) => {
    const value = row[columns.indexOf(name)]
    return value === null ? Number.NaN : Number(value)
  })

describe('a list that was kept', () => {
  let [people, things]: Model[] = []
  beforeAll(async () => {
    people = await open('social', 'suggested-athletes', SUGGESTION_FEATURES, SUGGESTION_OUTPUTS)
    things = await open('commerce', 'suggested-products', PRODUCT_FEATURES, PRODUCT_OUTPUTS)
    const told = { athleteId: 'ath_viewer', at: AT }
    const byModel = {
      people: rankCandidates(people, candidates, { viewer: home, accounts, followers }),
      things: rankProducts(things, products, shopper),
    }
    const lists = [
      {
        name: 'athlete-suggestions.ranked',
        data: { ...told, modelVersion: people.version, ranked: keptCandidates(byModel.people, new Set(['ath_3'])) },
      },
      {
        name: 'product-suggestions.ranked',
        data: { ...told, modelVersion: things.version, ranked: keptProducts(byModel.things, new Set()) },
      },
    ] as const
    await writePopulation(folder, [lists.map((list) => ({ ...list, atMs: AT, actor: 'ath_viewer' }))])
  })

  it('of athletes is scored from the lake alone as it was served, bit by bit', async () => {
    const unnested = SUGGESTION_FEATURES.map((name) => `unnest(ranked_${name}) AS ${name}`).join(', ')
    const sql = `SELECT athlete_key, model_version, unnest(ranked_athlete_key) AS candidate_key, unnest(ranked_shown) AS shown, unnest(ranked_chance) AS chance, ${unnested} FROM athlete_suggestions_ranked`
    const { columns, rows } = await askFolder(folder, sql, { today: '2026-12-01' })
    expect(rows).toHaveLength(candidates.length)
    for (const row of rows) {
      expect(row.slice(0, 2)).toEqual([lakeKeyOf('ath_viewer'), people?.version])
      expect(people?.score(valuesOf(columns, row, SUGGESTION_FEATURES))[0]).toBe(row[4])
    }
    // The order of the list is that of the chances.
    const chances = rows.map((row) => Number(row[4]))
    expect(chances).toEqual(chances.toSorted((a, b) => b - a))
    expect(rows.filter((row) => row[3] === true).map((row) => row[2])).toEqual([lakeKeyOf('ath_3')])
    // Another model would be found out.
    expect(rows.some((row) => things?.score(valuesOf(columns, row, SUGGESTION_FEATURES))[0] === row[4])).toBe(false)
  })

  it('of products is scored from the lake alone as it was served, and so is its order', async () => {
    const { columns, rows } = await askFolder(folder, featuresSql('suggested-products'), { today: '2026-12-01' })
    expect(rows).toHaveLength(products.length)
    const inOrder = rows.toSorted((a, b) => Number(a[3]) - Number(b[3]))
    const again = inOrder.map((row) => ({
      productId: String(row[2]),
      category: String(row[4]),
      chance: things?.score(valuesOf(columns, row, PRODUCT_FEATURES))[0] ?? Number.NaN,
    }))
    for (const [place, { chance }] of again.entries()) expect(chance).toBe(inOrder[place]?.[6])
    expect(again.map(({ productId }) => productId)).toEqual(
      rankProducts(things ?? null, products, shopper).map(({ product }) => product.productId),
    )
  })
})
