import { type Caller, newId, publicRoutesOf } from '@gruppetto/graph'
import { callRoute, randomWord } from '@gruppetto/testing'
import fc from 'fast-check'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  anonymous,
  athleteCaller,
  type MadeBrand,
  makeBrand,
  makeProduct,
  openWorld,
  partnerOf,
  staff,
  type World,
} from './world.ts'

const DAY = 86_400_000
const BROWSER = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' }
const ISO = (ms: number): string => new Date(ms).toISOString()

let nowMs = Date.UTC(2026, 10, 10, 12)
let world: World
beforeAll(async () => {
  world = await openWorld({ now: () => nowMs })
})
afterAll(() => world.close())

const SET = 'mutation($input: CommissionInput!) { setCommission(input: $input) { id from basisPoints attributionDays } }'
const ROTATE = 'mutation($brandId: ID) { rotatePostbackSecret(brandId: $brandId) { url secret } }'
const REPORT = `query($since: Date!, $until: Date!, $currency: String) { partner { affiliateReport(since: $since, until: $until, currency: $currency) {
  clicks refusedClicks { reason clicks } conversions revenueCents commissionCents currency otherCurrencies
  byProduct { product { id } clicks conversions revenueCents commissionCents } } } }`
const STATEMENTS = '{ partner { statements { month currency sales refunds commissionCents closedAt } } }'

interface Shop {
  readonly brand: MadeBrand
  readonly partner: Caller
  readonly productId: string
  readonly path: string
  readonly secret: string
}

const openShop = async (basisPoints = 500, more: Record<string, unknown> = {}): Promise<Shop> => {
  const brand = await makeBrand(world, more)
  const productId = await makeProduct(world, brand.id, { shopUrl: 'https://shop.example/?ref={clickId}' })
  const input = { brandId: brand.id, basisPoints, attributionDays: 30 }
  expect((await world.ask(SET, { input }, staff)).errors).toEqual([])
  const partner = partnerOf(brand.id, ['KEYS_MANAGE', 'AFFILIATE_READ'])
  const { url, secret } = (await world.ask(ROTATE, {}, partner)).data.rotatePostbackSecret
  return { brand, partner, productId, path: new URL(url).pathname, secret }
}
const routes = () => [publicRoutesOf(world.subgraph)]

/** Follows the link of a product. Returns the click's id, as the shop gets it. */
const click = async (
  productId: string,
  caller: Caller = { kind: 'anonymous', address: `2001:db8::${randomWord()}` },
  headers = BROWSER,
): Promise<string> => {
  const answer = await callRoute(routes(), { method: 'GET', url: `/go/${productId}`, headers }, caller)
  return new URL(String(answer.headers.location)).searchParams.get('ref') ?? ''
}
const send = async ({ path, secret }: Pick<Shop, 'path' | 'secret'>, body: string, atMs = nowMs) => {
  const id = `msg_${randomWord()}`
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(atMs / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, new Date(Math.floor(atMs / 1000) * 1000), body),
  }
  const answer = await callRoute(routes(), { method: 'POST', url: path, headers, payload: body })
  return { status: answer.statusCode, body: answer.json() }
}
const sell = (shop: Shop, sale: Record<string, unknown>) =>
  send(
    shop,
    JSON.stringify({ type: 'sale', orderId: randomWord(), amount: 10_000, currency: 'EUR', soldAt: ISO(nowMs), ...sale }),
  )
const refund = (shop: Shop, fields: Record<string, unknown>) =>
  send(shop, JSON.stringify({ type: 'refund', refundId: randomWord(), currency: 'EUR', ...fields }))
const reportOf = async (shop: Shop, variables: Record<string, unknown> = {}) => {
  const { data, errors } = await world.ask(REPORT, { since: '2026-11-01', until: '2026-12-31', ...variables }, shop.partner)
  expect(errors).toEqual([])
  return data.partner.affiliateReport
}
const ledgerOf = (brandId: string) =>
  world.database.connection
    .collection('ledger_entries')
    .find<{ owedByBrand: number; earnedByPlatform: number; kind: string; statementId: string | null }>({ brandId })
    .toArray()

describe('a sale', () => {
  it('of a click is paid by the rule of that moment, and stands in the report', async () => {
    const shop = await openShop(500)
    const clickId = await click(shop.productId)
    const input = { brandId: shop.brand.id, basisPoints: 900, attributionDays: 30, from: ISO(nowMs + 1) }
    await world.ask(SET, { input }, staff)
    nowMs += DAY
    expect(await sell(shop, { clickId, amount: 12_345 })).toEqual({
      status: 200,
      body: { counted: true, reason: null, commission: 617, currency: 'EUR' },
    })
    expect(await reportOf(shop)).toEqual({
      clicks: 1,
      refusedClicks: [],
      conversions: 1,
      revenueCents: 12_345,
      commissionCents: 617,
      currency: 'EUR',
      otherCurrencies: [],
      byProduct: [{ product: { id: shop.productId }, clicks: 1, conversions: 1, revenueCents: 12_345, commissionCents: 617 }],
    })
  })

  it('that is reported again, also at the same time, is recorded once', async () => {
    const shop = await openShop()
    const clickId = await click(shop.productId)
    const sale = { clickId, orderId: 'order-1', soldAt: ISO(nowMs) }
    const answers = await Promise.all([sell(shop, sale), sell(shop, sale), sell(shop, sale)])
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(await sell(shop, sale)).toMatchObject({ status: 200, body: { counted: true, commission: 500 } })
    expect(await ledgerOf(shop.brand.id)).toMatchObject([{ owedByBrand: 500, earnedByPlatform: -500, kind: 'SALE' }])
    expect(await sell(shop, { ...sale, amount: 9_999 })).toMatchObject({ status: 409, body: { error: { code: 'CONFLICT' } } })
    expect(await reportOf(shop)).toMatchObject({ conversions: 1, revenueCents: 10_000 })
  })

  it('is kept with the reason where no commission is owed', async () => {
    const shop = await openShop()
    const other = await openShop()
    const [late, foreign] = [await click(shop.productId), await click(other.productId)]
    nowMs += 30 * DAY + 1
    expect((await sell(shop, { clickId: late })).body).toMatchObject({ counted: false, reason: 'TOO_LATE', commission: 0 })
    expect((await sell(shop, { clickId: foreign })).body).toMatchObject({ counted: false, reason: 'UNKNOWN_CLICK' })
    const without = await makeBrand(world)
    const productId = await makeProduct(world, without.id, { shopUrl: 'https://shop.example/?ref={clickId}' })
    const partner = partnerOf(without.id, ['KEYS_MANAGE'])
    const access = (await world.ask(ROTATE, {}, partner)).data.rotatePostbackSecret
    const poor = { ...shop, brand: without, path: new URL(access.url).pathname, secret: access.secret }
    expect((await sell(poor, { clickId: await click(productId) })).body).toMatchObject({ counted: false, reason: 'NO_RULE' })
    expect(await ledgerOf(shop.brand.id)).toEqual([])
    expect(await reportOf(shop)).toMatchObject({ conversions: 0, revenueCents: 0 })
  })

  it('in yen or dinars is counted in whole minor units, apart from other currencies', async () => {
    const shop = await openShop(1_000)
    await sell(shop, { clickId: await click(shop.productId), amount: 1_999, currency: 'JPY' })
    await sell(shop, { clickId: await click(shop.productId), amount: 1_255, currency: 'KWD' })
    await sell(shop, { clickId: await click(shop.productId), amount: 2_001, currency: 'JPY' })
    expect(await reportOf(shop)).toMatchObject({
      currency: 'JPY',
      revenueCents: 4_000,
      commissionCents: 400,
      otherCurrencies: ['KWD'],
    })
    // 125.5 goes to the even neighbour.
    expect(await reportOf(shop, { currency: 'KWD' })).toMatchObject({ currency: 'KWD', commissionCents: 126, conversions: 1 })
  })
})

describe('a refund', () => {
  it('takes back its part of the commission, once', async () => {
    const shop = await openShop(333)
    const orderId = 'order-2'
    await sell(shop, { clickId: await click(shop.productId), orderId, amount: 9_999 })
    const part = { orderId, refundId: 'r1', amount: 3_333 }
    expect((await refund(shop, part)).body).toMatchObject({ counted: true, commission: 222 })
    expect((await refund(shop, part)).body).toMatchObject({ commission: 222 })
    expect(await reportOf(shop)).toMatchObject({ conversions: 1, revenueCents: 6_666, commissionCents: 222 })
    expect(await refund(shop, { orderId, refundId: 'r2', amount: 6_667 })).toMatchObject({ status: 409 })
    expect(await refund(shop, { orderId, refundId: 'r2', amount: 1, currency: 'USD' })).toMatchObject({ status: 409 })
    expect((await refund(shop, { orderId, refundId: 'r2', amount: 6_666 })).body).toMatchObject({ commission: 0 })
    const entries = await ledgerOf(shop.brand.id)
    expect(entries.map(({ owedByBrand }) => owedByBrand)).toEqual([333, -111, -222])
    expect(entries.every((entry) => entry.owedByBrand + entry.earnedByPlatform === 0)).toBe(true)
  })

  it('that comes before its sale is asked for again', async () => {
    const shop = await openShop()
    expect(await refund(shop, { orderId: 'order-3', amount: 1 })).toMatchObject({
      status: 404,
      body: { error: { code: 'NOT_FOUND' } },
    })
  })
})

describe('what a shop sends', () => {
  it('counts only with its signature of the last minutes', async () => {
    const shop = await openShop()
    const other = await openShop()
    const body = JSON.stringify({
      type: 'sale',
      orderId: 'o',
      amount: 1,
      currency: 'EUR',
      soldAt: ISO(nowMs),
      clickId: await click(shop.productId),
    })
    const refused = [
      await send({ ...shop, secret: other.secret }, body),
      await send(shop, body, nowMs - 6 * 60_000),
      await send(shop, body, nowMs + 6 * 60_000),
      await send({ ...shop, path: `/affiliate/${newId('Brand')}/sales` }, body),
      await send({ ...shop, path: '/affiliate/nobody/sales' }, body),
    ]
    expect(refused.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401])
    const plain = await callRoute(routes(), {
      method: 'POST',
      url: shop.path,
      headers: { 'content-type': 'application/json' },
      payload: body,
    })
    expect(plain.statusCode).toBe(401)
    expect(await ledgerOf(shop.brand.id)).toEqual([])
  })

  it('holds with the secret of before for a day after a rotation', async () => {
    const shop = await openShop()
    const { secret } = (await world.ask(ROTATE, {}, shop.partner)).data.rotatePostbackSecret
    const sale = { clickId: await click(shop.productId) }
    expect((await sell(shop, sale)).status).toBe(200)
    expect((await sell({ ...shop, secret }, sale)).status).toBe(200)
    nowMs += DAY + 1
    expect((await sell(shop, sale)).status).toBe(401)
    expect((await sell({ ...shop, secret }, sale)).status).toBe(200)
  })

  it.each([
    ['no JSON', 'x'],
    ['no object', '[]'],
    ['another type', JSON.stringify({ type: 'gift' })],
    ['half a cent', JSON.stringify({ type: 'refund', orderId: 'o', refundId: 'r', amount: 0.5, currency: 'EUR' })],
    ['a negative amount', JSON.stringify({ type: 'refund', orderId: 'o', refundId: 'r', amount: -1, currency: 'EUR' })],
    ['too large an amount', JSON.stringify({ type: 'refund', orderId: 'o', refundId: 'r', amount: 1e300, currency: 'EUR' })],
    ['no currency', JSON.stringify({ type: 'refund', orderId: 'o', refundId: 'r', amount: 1, currency: 'XYZ' })],
    ['a hostile id', JSON.stringify({ type: 'refund', orderId: '$where', refundId: 'r', amount: 1, currency: 'EUR' })],
    [
      'a sale of tomorrow',
      JSON.stringify({
        type: 'sale',
        orderId: 'o',
        clickId: '0190b0a0-0000-7000-8000-000000000000',
        amount: 1,
        currency: 'EUR',
        soldAt: '2099-01-01T00:00:00Z',
      }),
    ],
  ])('is refused with %s', async (_what, body) => {
    const shop = await openShop()
    expect(await send(shop, body)).toMatchObject({ status: 400, body: { error: { code: 'BAD_USER_INPUT' } } })
  })

  it('is refused when it is too large', async () => {
    const shop = await openShop()
    const answer = await callRoute(routes(), {
      method: 'POST',
      url: shop.path,
      headers: { 'content-type': 'application/json' },
      payload: 'x'.repeat(5_000),
    })
    expect(answer.statusCode).toBe(413)
  })
})

describe('a click', () => {
  it('that does not count is noted with its reason, and a repeated one keeps the id of the first', async () => {
    const shop = await openShop()
    const ana = athleteCaller(newId('Athlete'))
    const first = await click(shop.productId, ana)
    nowMs += 20 * 60_000
    expect(await click(shop.productId, ana)).toBe(first)
    await click(shop.productId, ana, { 'user-agent': 'curl/8.0' })
    await click(shop.productId, staff)
    await expect
      .poll(async () => (await reportOf(shop)).refusedClicks)
      .toEqual([
        { reason: 'ROBOT', clicks: 1 },
        { reason: 'REPEATED', clicks: 1 },
        { reason: 'STAFF', clicks: 1 },
      ])
    expect(await reportOf(shop)).toMatchObject({ clicks: 1 })
    expect((await sell(shop, { clickId: first })).body).toMatchObject({ counted: true })
  })

  it('on more products in a minute than a person follows does not count', async () => {
    const brand = await makeBrand(world)
    const caller = athleteCaller(newId('Athlete'))
    const products: string[] = []
    for (let count = 0; count < 22; count++) products.push(await makeProduct(world, brand.id))
    for (const productId of products) await click(productId, caller)
    const shop = { brand, partner: partnerOf(brand.id, ['AFFILIATE_READ']) } as Shop
    await expect.poll(async () => (await reportOf(shop)).refusedClicks).toEqual([{ reason: 'TOO_FAST', clicks: 2 }])
    expect(await reportOf(shop)).toMatchObject({ clicks: 20 })
  })
})

describe('the days of a report', () => {
  it('are those of the brand, for what counts and for what does not', async () => {
    // In Kiritimati it is the next day from ten o'clock UTC on.
    const shop = await openShop(500, { timeZone: 'Pacific/Kiritimati' })
    const robot = { 'user-agent': 'curl/8.0' }
    const visit = async () => {
      const clickId = await click(shop.productId)
      await click(shop.productId, undefined, robot)
      await sell(shop, { clickId })
    }
    const dayMs = Date.parse(`${ISO(nowMs).slice(0, 10)}T00:00:00Z`) + DAY
    nowMs = dayMs + 9 * 3_600_000
    await visit()
    nowMs = dayMs + 11 * 3_600_000
    await visit()
    await visit()
    const countsOf = async (day: string) => {
      const { clicks, conversions, refusedClicks } = await reportOf(shop, { since: day, until: day })
      return { clicks, conversions, refusedClicks }
    }
    const [day, next] = [ISO(dayMs).slice(0, 10), ISO(dayMs + DAY).slice(0, 10)]
    await expect
      .poll(() => countsOf(next))
      .toEqual({ clicks: 2, conversions: 2, refusedClicks: [{ reason: 'ROBOT', clicks: 2 }] })
    await expect.poll(() => countsOf(day)).toEqual({ clicks: 1, conversions: 1, refusedClicks: [{ reason: 'ROBOT', clicks: 1 }] })
  })
})

describe('a statement', () => {
  const close = async (): Promise<void> =>
    world.subgraph.opened.jobs.find(({ name }) => name === 'commerce-close-statements')?.run()
  const statementsOf = async (shop: Shop) => (await world.ask(STATEMENTS, {}, shop.partner)).data.partner.statements

  it('adds up what was booked in its month, never changes, and what comes later goes into the next', async () => {
    nowMs = Date.UTC(2027, 0, 31, 20)
    const shop = await openShop()
    await sell(shop, { clickId: await click(shop.productId), orderId: 'jan', amount: 10_000 })
    await sell(shop, { clickId: await click(shop.productId), orderId: 'yen', amount: 1_000, currency: 'JPY' })
    await refund(shop, { orderId: 'jan', refundId: 'r1', amount: 2_000 })
    nowMs = Date.UTC(2027, 1, 1, 0, 30)
    await close()
    expect(await statementsOf(shop)).toEqual([])
    nowMs = Date.UTC(2027, 1, 1, 1, 30)
    await close()
    const january = [
      { month: '2027-01', currency: 'EUR', sales: 1, refunds: 1, commissionCents: 400, closedAt: ISO(nowMs) },
      { month: '2027-01', currency: 'JPY', sales: 1, refunds: 0, commissionCents: 50, closedAt: ISO(nowMs) },
    ]
    expect(await statementsOf(shop)).toEqual(january)
    await refund(shop, { orderId: 'jan', refundId: 'r2', amount: 8_000 })
    await Promise.all([close(), close()])
    expect(await statementsOf(shop)).toEqual(january)
    nowMs = Date.UTC(2027, 2, 1, 2)
    await close()
    const february = { month: '2027-02', currency: 'EUR', sales: 0, refunds: 1, commissionCents: -400, closedAt: ISO(nowMs) }
    expect(await statementsOf(shop)).toEqual([february, ...january])
  })

  it('takes an entry of a month that is closed into the month after it', async () => {
    nowMs = Date.UTC(2027, 4, 20)
    const shop = await openShop()
    await sell(shop, { clickId: await click(shop.productId), orderId: 'one' })
    nowMs = Date.UTC(2027, 5, 2)
    await close()
    const entries = world.database.connection.collection<{ _id: string; bookedAt: Date; statementId: string | null }>(
      'ledger_entries',
    )
    const [entry] = await entries.find({ brandId: shop.brand.id }).toArray()
    await entries.insertOne({ ...entry, _id: `${shop.brand.id}:late`, statementId: null } as never)
    await close()
    expect(await statementsOf(shop)).toMatchObject([{ month: '2027-05', sales: 1 }])
    nowMs = Date.UTC(2027, 6, 2)
    await close()
    expect(await statementsOf(shop)).toMatchObject([
      { month: '2027-06', sales: 1, commissionCents: 500 },
      { month: '2027-05', sales: 1, commissionCents: 500 },
    ])
  })

  it('and the ledger agree, whatever shops report in whatever order', async () => {
    nowMs = Date.UTC(2027, 8, 5)
    const amounts = fc.array(fc.tuple(fc.integer({ min: 1, max: 50_000 }), fc.integer({ min: 1, max: 60_000 })), {
      minLength: 1,
      maxLength: 4,
    })
    await fc.assert(
      fc.asyncProperty(amounts, async (orders) => {
        nowMs = Date.UTC(new Date(nowMs).getUTCFullYear(), new Date(nowMs).getUTCMonth(), 5)
        const shop = await openShop(777)
        for (const [index, [amount, back]] of orders.entries()) {
          const orderId = `o${index}`
          await refund(shop, { orderId, refundId: 'early', amount: back })
          await sell(shop, { clickId: await click(shop.productId), orderId, amount })
          await refund(shop, { orderId, refundId: 'r', amount: back })
          await refund(shop, { orderId, refundId: 'r', amount: back })
        }
        const entries = await ledgerOf(shop.brand.id)
        const owed = entries.reduce((sum, { owedByBrand }) => sum + owedByBrand, 0)
        expect(entries.reduce((sum, { owedByBrand, earnedByPlatform }) => sum + owedByBrand + earnedByPlatform, 0)).toBe(0)
        const report = await reportOf(shop, { since: ISO(nowMs).slice(0, 10), until: ISO(nowMs).slice(0, 10) })
        expect(report.commissionCents).toBe(owed)
        nowMs = Date.UTC(new Date(nowMs).getUTCFullYear(), new Date(nowMs).getUTCMonth() + 1, 2)
        await close()
        expect(await statementsOf(shop)).toMatchObject([{ commissionCents: owed }])
      }),
      { numRuns: 6 },
    )
  })
})

describe('the files of sales', () => {
  const file = async (path: string, caller: Caller, headers: Record<string, string> = {}) => {
    const answer = await callRoute(routes(), { method: 'GET', url: `/partner/affiliate/${path}`, headers }, caller)
    return { status: answer.statusCode, headers: answer.headers, rows: answer.body.trimEnd().split('\r\n') }
  }
  /** The cells of each line by the names in the first one; no cell here has a comma. */
  const table = (lines: readonly string[]): Record<string, string>[] => {
    const [header = '', ...rest] = lines
    const names = header.split(',')
    return rest.map((line) => Object.fromEntries(line.split(',').map((cell, index) => [names[index], cell])))
  }
  const sumOf = (rows: readonly Record<string, string>[], name: string) => rows.reduce((sum, row) => sum + Number(row[name]), 0)

  it('add up to the report and to the statements, to the cent', async () => {
    nowMs = Date.UTC(2028, 2, 30, 20)
    const shop = await openShop(333)
    const second = await makeProduct(world, shop.brand.id, {
      name: '=cmd|run',
      shopUrl: 'https://shop.example/?ref={clickId}',
    })
    for (const [index, amount] of [9_999, 10_001, 7].entries()) {
      await sell(shop, { clickId: await click(index === 2 ? second : shop.productId), orderId: `o${index}`, amount })
    }
    await click(shop.productId, undefined, { 'user-agent': 'curl/8.0' })
    await sell(shop, { clickId: await click(second), orderId: 'yen', amount: 1_999, currency: 'JPY' })
    await refund(shop, { orderId: 'o1', amount: 3_333 })
    await expect
      .poll(async () => (await reportOf(shop, { since: '2028-03-30', until: '2028-03-31' })).refusedClicks)
      .toHaveLength(1)
    const report = await reportOf(shop, { since: '2028-03-30', until: '2028-03-31' })
    const { rows, status, headers } = await file('report.csv?since=2028-03-30&until=2028-03-31', shop.partner)
    expect([status, headers['content-disposition']]).toEqual([200, 'attachment; filename="affiliate-2028-03-30-2028-03-31.csv"'])
    const [total, ...products] = table(rows)
    expect(total).toMatchObject({ product_id: 'total', currency: 'EUR', refused_robot: '1', refused_staff: '0' })
    for (const [column, expected] of [
      ['clicks', report.clicks],
      ['conversions', report.conversions],
      ['revenue_cents', report.revenueCents],
      ['commission_cents', report.commissionCents],
    ] as const) {
      expect([column, Number(total?.[column]), sumOf(products, column)]).toEqual([column, expected, expected])
    }
    expect(products.map(({ product }) => product).toSorted()).toEqual(["'=cmd|run", 'Trail Runner'])
    const yen = table((await file('report.csv?since=2028-03-30&until=2028-03-31&currency=JPY', shop.partner)).rows)
    expect(yen[0]).toMatchObject({ revenue_cents: '1999', commission_cents: '67', currency: 'JPY' })

    expect((await file('statements/2028-03/bookings.csv', shop.partner)).status).toBe(404)
    nowMs = Date.UTC(2028, 3, 1, 2)
    await world.subgraph.opened.jobs.find(({ name }) => name === 'commerce-close-statements')?.run()
    const statements = table((await file('statements.csv', shop.partner)).rows)
    expect(statements).toMatchObject([
      { month: '2028-03', currency: 'EUR', sales: '3', refunds: '1', commission_cents: String(report.commissionCents) },
      { month: '2028-03', currency: 'JPY', sales: '1', refunds: '0', commission_cents: '67' },
    ])
    const bookings = table((await file('statements/2028-03/bookings.csv', shop.partner)).rows)
    for (const { currency = '', commission_cents } of statements) {
      const [sum, ...entries] = bookings.filter((booking) => booking.currency === currency)
      expect(sum).toMatchObject({ order_id: 'total', commission_cents })
      expect(sumOf(entries, 'commission_cents')).toBe(Number(commission_cents))
    }
    expect(bookings.map(({ order_id, kind }) => `${order_id} ${kind}`)).toEqual([
      'total STATEMENT',
      'o0 SALE',
      'o1 SALE',
      'o2 SALE',
      'o1 REFUND',
      'total STATEMENT',
      'yen SALE',
    ])
    const again = await file('statements.csv', shop.partner)
    const tag = String(again.headers.etag)
    expect((await file('statements.csv', shop.partner, { 'if-none-match': tag })).status).toBe(304)
  })

  it('are for keys of the brand with AFFILIATE_READ, and say what is wrong with a span', async () => {
    const shop = await openShop()
    const span = 'report.csv?since=2028-01-01&until=2028-01-31'
    for (const path of [span, 'statements.csv', 'statements/2028-01/bookings.csv']) {
      const statusFor = async (caller: Caller) => (await file(path, caller)).status
      expect(await statusFor(anonymous)).toBe(401)
      expect(await statusFor(staff)).toBe(401)
      expect(await statusFor(partnerOf(shop.brand.id, ['CAMPAIGN_READ', 'KEYS_MANAGE']))).toBe(403)
    }
    const other = await openShop()
    const rows = (await file(span, other.partner)).rows
    expect(rows).toHaveLength(2)
    for (const wrong of [
      'report.csv',
      'report.csv?since=2028-01-01',
      'report.csv?since=2028-01-01&until=2028-02-30',
      'report.csv?since=2028-02-01&until=2028-01-01',
      'report.csv?since=2026-01-01&until=2028-01-01',
      'report.csv?since=2028-01-01&since=2028-01-02&until=2028-01-03',
    ]) {
      expect([wrong, (await file(wrong, shop.partner)).status]).toEqual([wrong, 400])
    }
  })
})

describe('who may read and set what a brand earns', () => {
  it('is the brand with the scope, and staff', async () => {
    const shop = await openShop()
    const since = { since: '2026-11-01', until: '2026-11-02' }
    const weak = partnerOf(shop.brand.id, ['LEADERBOARD_READ', 'KEYS_MANAGE'])
    expect((await world.ask(REPORT, since, weak)).codes).toEqual(['FORBIDDEN'])
    expect((await world.ask(STATEMENTS, {}, weak)).codes).toEqual(['FORBIDDEN'])
    const input = { brandId: shop.brand.id, basisPoints: 0, attributionDays: 1 }
    expect((await world.ask(SET, { input }, shop.partner)).codes).toEqual(['FORBIDDEN'])
    expect((await world.ask(SET, { input }, athleteCaller(newId('Athlete')))).codes).toEqual(['FORBIDDEN'])
    expect((await world.ask(ROTATE, {}, anonymous)).codes).toEqual(['UNAUTHENTICATED'])
    const other = await makeBrand(world)
    expect((await world.ask(ROTATE, { brandId: other.id }, shop.partner)).codes).toEqual(['NOT_FOUND'])
    expect((await world.ask(ROTATE, { brandId: other.id }, staff)).codes).toEqual([])
  })

  it('a rule of the past, a span that is too long or turned around is refused', async () => {
    const shop = await openShop()
    const input = { brandId: shop.brand.id, basisPoints: 1, attributionDays: 1, from: ISO(nowMs - 1) }
    expect((await world.ask(SET, { input }, staff)).codes).toEqual(['BAD_USER_INPUT'])
    const ask = (since: string, until: string) => world.ask(REPORT, { since, until }, shop.partner)
    expect((await ask('2026-11-02', '2026-11-01')).codes).toEqual(['BAD_USER_INPUT'])
    expect((await ask('2026-01-01', '2027-01-02')).codes).toEqual(['BAD_USER_INPUT'])
    expect((await ask('2026-01-01', '2027-01-01')).codes).toEqual([])
  })
})
