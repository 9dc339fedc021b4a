import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Caller, newId, publicRoutesOf } from '@gruppetto/graph'
import { callRoute, testFolder } from '@gruppetto/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeBrand, makeProduct, openWorld, type World } from './world.ts'

let world: World
let brandId = ''
beforeAll(async () => {
  world = await openWorld()
  brandId = (await makeBrand(world)).id
})
afterAll(() => world.close())

const BROWSER = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' }
interface Click {
  readonly method?: 'GET' | 'HEAD'
  readonly headers?: Readonly<Record<string, string>>
  readonly query?: Record<string, string>
  readonly athleteId?: string
  readonly address?: string
}
const click = async (
  productId: string,
  { method = 'GET', headers = BROWSER, query = {}, athleteId, address = '192.0.2.1' }: Click = {},
  at: World = world,
) => {
  const caller: Caller =
    athleteId === undefined
      ? { kind: 'anonymous', address }
      : { kind: 'athlete', athleteId, sessionId: newId('Session'), roles: [], address }
  const url = `/go/${encodeURIComponent(productId)}`
  const answer = await callRoute([publicRoutesOf(at.subgraph)], { method, url, headers: { ...headers }, query }, caller)
  return { status: answer.statusCode, headers: answer.headers }
}
const clicksOf = (productId: string) =>
  world.database.connection
    .collection('product_clicks')
    .find<{ _id: string; athleteId: string | null; brandId: string }>({ productId })
    .toArray()

describe('an affiliate link', () => {
  it('is public, redirects to the shop with the query of the shop, and must not be cached', async () => {
    const id = await makeProduct(world, brandId, { shopUrl: 'https://shop.example/shoe?size=42&a=b%20c' })
    const answer = await click(id)
    expect(answer.status).toBe(302)
    expect(answer.headers).toMatchObject({
      location: 'https://shop.example/shoe?size=42&a=b%20c',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    })
  })

  it('stores the click, emits its event, and names a signed-in athlete', async () => {
    const id = await makeProduct(world, brandId, { shopUrl: 'https://shop.example/?ref={clickId}' })
    const athleteId = newId('Athlete')
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'
    const answer = await click(id, { athleteId, headers: { ...BROWSER, traceparent } })
    await world.settle()
    const [row, ...others] = await clicksOf(id)
    expect(others).toEqual([])
    expect(row).toMatchObject({ athleteId, brandId })
    expect(answer.headers.location).toBe(`https://shop.example/?ref=${row?._id}`)
    const { bus, config } = world.runtime
    const last = await bus.manager.streams.getMessage(bus.names.events, {
      last_by_subj: `${config.namespace}.evt.product.clicked.v1`,
    })
    expect(last?.json()).toMatchObject({
      actor: athleteId,
      traceparent,
      data: { productId: id, brandId, athleteId, clickId: row?._id },
    })
  })

  it('counts a double click once, but each address and each product separately', async () => {
    const [id, other] = [await makeProduct(world, brandId), await makeProduct(world, brandId)]
    const answers = await Promise.all([click(id), click(id), click(id)])
    expect(answers.map((answer) => answer.status)).toEqual([302, 302, 302])
    await click(id, { address: '2001:db8::7' })
    await click(other)
    expect(await clicksOf(id)).toHaveLength(2)
    expect(await clicksOf(other)).toHaveLength(1)
  })

  it('stores no IP address', async () => {
    const id = await makeProduct(world, brandId)
    await click(id, { address: '203.0.113.77' })
    expect(JSON.stringify(await clicksOf(id))).not.toContain('203.0.113.77')
    expect((await world.runtime.redis.keys('*')).join(' ')).not.toContain('203.0.113.77')
  })

  it('redirects robots and prefetches without counting them', async () => {
    const id = await makeProduct(world, brandId)
    const answers = [
      await click(id, { method: 'HEAD' }),
      await click(id, { headers: { 'user-agent': 'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)' } }),
      await click(id, { headers: { ...BROWSER, 'sec-purpose': 'prefetch' } }),
    ]
    expect(answers.map((answer) => answer.status)).toEqual([302, 302, 302])
    expect(await clicksOf(id)).toEqual([])
    // A click from the same address right afterwards still counts.
    await click(id)
    expect(await clicksOf(id)).toHaveLength(1)
  })

  it('cannot be made to lead elsewhere by a request', async () => {
    const id = await makeProduct(world, brandId)
    const answer = await click(id, {
      query: { url: 'https://evil.example/', shopUrl: '//evil.example' },
      headers: { ...BROWSER, host: 'evil.example' },
    })
    expect(answer.headers.location).toBe('https://shop.example/trail-runner?size=42')
    for (const productId of [
      newId('Product'),
      newId('Brand'),
      'https://evil.example/',
      '//evil.example',
      '..%2f',
      '',
      'x'.repeat(90),
    ]) {
      const none = await click(productId)
      expect(none.status, productId).toBe(404)
      expect(none.headers.location).toBeUndefined()
    }
  })

  it('redirects and counts while Redis is down', async () => {
    const poor = await openWorld()
    try {
      const brand = await makeBrand(poor)
      const id = await makeProduct(poor, brand.id)
      poor.runtime.redis.disconnect()
      expect((await click(id, {}, poor)).status).toBe(302)
      await poor.subgraph.close()
      expect(await poor.database.connection.collection('product_clicks').countDocuments({ productId: id })).toBe(1)
    } finally {
      await poor.runtime.close()
    }
  })

  it('is not lost when the process is killed before it is counted', async () => {
    const folder = testFolder('clicks')
    const env = { DATA_DIR: folder }
    const killed = await openWorld({ env })
    const product = await makeProduct(killed, (await makeBrand(killed)).id)
    await click(product, {}, killed)
    // The journal of a click that is counted goes a moment after the answer.
    await expect.poll(() => readdirSync(join(folder, 'clicks'))).toEqual([])
    await killed.database.connection.close()
    await click(product, { address: '192.0.2.77' }, killed)
    const [name = ''] = readdirSync(join(folder, 'clicks'))
    const written = readFileSync(join(folder, 'clicks', name), 'utf8')
    expect(JSON.parse(written)).toMatchObject({ productId: product })
    // As if another process had written it, which runs no more and had not finished a second line.
    const dead = join(folder, 'clicks', '999999999-1-1.jsonl')
    writeFileSync(dead, `${written}{"_id":"half`)
    const next = await openWorld({ env })
    const rows = next.database.connection.collection<{ _id: string; clickedAt: Date }>('product_clicks')
    await expect
      .poll(() => rows.find({ productId: product }).toArray())
      .toMatchObject([{ _id: JSON.parse(written)._id, clickedAt: expect.any(Date) }])
    await expect.poll(() => existsSync(dead)).toBe(false)
    await next.close()
    await killed.close().catch(() => undefined)
  })

  it('redirects to products it remembers while the database is down, and answers 503 for others', async () => {
    const poor = await openWorld()
    const brand = await makeBrand(poor)
    const [seen, unseen] = [await makeProduct(poor, brand.id), await makeProduct(poor, brand.id)]
    expect((await click(seen, {}, poor)).status).toBe(302)
    await poor.database.connection.close()
    const started = Date.now()
    const answer = await click(seen, { address: '192.0.2.99' }, poor)
    expect(answer).toMatchObject({ status: 302, headers: { location: 'https://shop.example/trail-runner?size=42' } })
    expect(Date.now() - started).toBeLessThan(4_000)
    expect(await click(unseen, {}, poor)).toMatchObject({ status: 503, headers: { 'retry-after': '5' } })
    await poor.close()
  })
})
