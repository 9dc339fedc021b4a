import { newId, openSubgraph } from '@gruppetto/graph'
import { testRuntime } from '@gruppetto/testing'
import { expect, it } from 'vitest'
import { commerce } from '../src/module.ts'

it('a product of an earlier release gets its price as an offer when the subgraph opens', async () => {
  const runtime = await testRuntime()
  try {
    const { connection } = await runtime.database('commerce')
    const products = connection.collection<{ _id: string; [field: string]: unknown }>('products')
    const texts = { name: 'Gel', sortKey: 'gel', category: 'NUTRITION', description: null, imageUrl: null }
    const before = { _id: newId('Product'), brandId: newId('Brand'), ...texts, createdAt: new Date(1_000) }
    const sold = { priceCents: 250, currency: 'CHF', shopUrl: 'https://s.example/gel' }
    await products.insertOne({ ...before, words: ['gel'], ...sold })

    const subgraph = await openSubgraph(commerce, runtime)

    const { data, errors } = await subgraph.execute(
      { query: '{ products { edges { node { id priceCents currency offers { priceCents currency stock } } } } }' },
      { kind: 'anonymous', address: null },
      null,
    )
    expect(errors).toBeUndefined()
    const offer = { priceCents: 250, currency: 'CHF' }
    const node = { id: before._id, ...offer, offers: [{ ...offer, stock: 'IN_STOCK' }] }
    expect(data).toEqual({ products: { edges: [{ node }] } })
    expect(await products.find({ priceCents: { $exists: true } }).toArray()).toEqual([])
    await subgraph.close()
  } finally {
    await runtime.close()
  }
})

it('rows of an earlier release get dates when the subgraph opens', async () => {
  const runtime = await testRuntime()
  try {
    const { connection } = await runtime.database('commerce')
    const rowsOf = (name: string) => connection.collection<{ _id: string; [field: string]: unknown }>(name)
    const challenge = { _id: 'challenge', sponsorBrandId: 'brand', startsAtMs: 1_000, endsAtMs: 2_000, changedAtMs: 500 }
    await rowsOf('challenges').insertOne(challenge)
    // The index of the earlier release has the same name as the new one.
    await rowsOf('challenges').createIndex({ sponsorBrandId: 1, startsAtMs: -1, _id: -1 }, { name: 'sponsored' })
    await rowsOf('board_rows').insertMany([
      { _id: 'open', reachedAtMs: 1_100, completedAtMs: null, updatedAtMs: 1_200 },
      { _id: 'completed', reachedAtMs: 1_300, completedAtMs: 1_300, updatedAtMs: 1_400 },
    ])
    await rowsOf('product_clicks').insertOne({ _id: 'click', at: new Date(1_500) })

    await openSubgraph(commerce, runtime)

    const converted = { startsAt: new Date(1_000), endsAt: new Date(2_000), changedAt: new Date(500) }
    expect(await rowsOf('challenges').find().toArray()).toEqual([{ _id: 'challenge', sponsorBrandId: 'brand', ...converted }])
    expect(await rowsOf('board_rows').find().sort({ _id: 1 }).toArray()).toEqual([
      { _id: 'completed', reachedAt: new Date(1_300), completedAt: new Date(1_300), updatedAt: new Date(1_400) },
      { _id: 'open', reachedAt: new Date(1_100), completedAt: null, updatedAt: new Date(1_200) },
    ])
    expect(await rowsOf('product_clicks').find().toArray()).toEqual([{ _id: 'click', clickedAt: new Date(1_500) }])
  } finally {
    await runtime.close()
  }
})
