import { type Caller, newId, publicRoutesOf, signedPath } from '@gruppetto/graph'
import { callRoute } from '@gruppetto/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openCodeDesk, openPaymentDesk } from '../src/module.ts'
import type { CodeDesk } from '../src/pipelines/code-desk.ts'
import { athleteCaller, athleteChanged, openWorld, type World } from './world.ts'

let world: World
let desk: CodeDesk
let nowMs = Date.UTC(2026, 10, 29, 12)
beforeAll(async () => {
  world = await openWorld({ now: () => nowMs })
  desk = await openCodeDesk(world.runtime)
})
afterAll(() => world.close())

const athletesOf = async (count: number): Promise<(Caller & { readonly athleteId: string })[]> => {
  const ids = Array.from({ length: count }, () => newId('Athlete'))
  await world.happen(...ids.map((athleteId) => athleteChanged(athleteId)))
  return ids.map((athleteId) => ({ kind: 'athlete', athleteId, sessionId: 'ses_test', roles: [], address: null }))
}
const athlete = async (): Promise<Caller & { readonly athleteId: string }> => {
  const [one] = await athletesOf(1)
  if (one === undefined) throw new Error('nobody')
  return one
}

const redeem = (caller: Caller, code: string) =>
  world.ask('mutation ($code: String!) { redeemCode(code: $code) { status entitlements } }', { code }, caller)
const checkout = (caller: Caller, code: string | null) =>
  world.ask(
    'mutation ($code: String) { startCheckout(plan: PREMIUM_MONTHLY, returnUrl: "https://app.example/premium", code: $code) { url } }',
    { code },
    caller,
  )
const makeOne = async (input: Record<string, unknown> = {}): Promise<string> => {
  const [code] = await desk.make({ name: 'Spring', kind: 'GIFT', months: 3, ...input })
  return code ?? ''
}
const runJob = async (name: string) => world.subgraph.opened.jobs.find((job) => job.name === name)?.run()
const untilOf = async ({ athleteId }: { readonly athleteId: string }) => {
  const row = await world.database.connection
    .collection<{ _id: string; grants: { until: Date }[] }>('entitlements')
    .findOne({ _id: athleteId })
  return row?.grants.map(({ until }) => until.toISOString().slice(0, 10))
}

describe('a gift', () => {
  it('gives premium for its months at once, and a second call changes nothing', async () => {
    const [ana, code] = [await athlete(), await makeOne()]
    const { data } = await redeem(ana, code.toLowerCase().replaceAll('-', ' '))
    expect(data.redeemCode).toEqual({ status: 'NONE', entitlements: expect.arrayContaining(['performance']) })
    expect((await redeem(ana, code)).errors).toEqual([])
    expect(await untilOf(ana)).toEqual(['2027-02-28'])
    // The next one begins where it ends.
    await redeem(ana, await makeOne({ months: 1 }))
    expect(await untilOf(ana)).toEqual(['2027-02-28', '2027-03-28'])
  })

  it('is given to as many as it is for, however many redeem it at the same moment', async () => {
    const code = await makeOne({ uses: 2 })
    const people = await athletesOf(5)
    const answers = await Promise.all(people.flatMap((person) => [redeem(person, code), redeem(person, code)]))
    const givenTo = await Promise.all(people.map(untilOf))
    expect(givenTo.filter((until) => until !== undefined)).toEqual(Array(2).fill(['2027-02-28']))
    expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(4)
    const [row] = (await desk.list('Spring')).filter(({ uses }) => uses === 2)
    expect(row).toMatchObject({ usesLeft: 0, uses: 2 })
  })

  it('waits for who pays already', async () => {
    const [ben, code] = [await athlete(), await makeOne()]
    const { data } = await checkout(ben, null)
    await pay(data.startCheckout.url)
    expect((await redeem(ben, code)).codes).toEqual(['CONFLICT'])
    expect((await redeem(await athlete(), code)).errors).toEqual([])
  })
})

const pay = async (url: string): Promise<void> => {
  await callRoute([publicRoutesOf(world.subgraph)], {
    method: 'POST',
    url: new URL(url).pathname,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: 'card=PAYS',
  })
  await world.settle()
}

describe('a gift that is bought', () => {
  const buy = (caller: Caller, months = 3) =>
    world.ask(
      'mutation ($months: Int!) { buyGift(months: $months, returnUrl: "https://app.example/gift") { url } }',
      { months },
      caller,
    )
  const pageOf = async (giftId: string) => {
    const { identitySecret } = world.runtime.config
    const url = signedPath(`/gifts/${giftId}`, identitySecret, nowMs + 1000)
    const { statusCode, body } = await callRoute([publicRoutesOf(world.subgraph)], url)
    return { statusCode, code: /<strong[^>]*>([0-9A-Z-]{19})</.exec(body)?.[1] ?? '' }
  }
  const giftOf = async ({ athleteId }: { readonly athleteId: string }) =>
    (await world.database.connection.collection<{ _id: string }>('gifts').findOne({ athleteId }))?._id ?? ''

  it('has a code once it is paid, for one person, and leaves the buyer as they are', async () => {
    const [ana, ben] = await athletesOf(2)
    if (ana === undefined || ben === undefined) throw new Error('nobody')
    const { data } = await buy(ana)
    const giftId = await giftOf(ana)
    expect((await pageOf(giftId)).statusCode).toBe(404)
    await pay(data.buyGift.url)
    await pay(data.buyGift.url)
    const { code, statusCode } = await pageOf(giftId)
    expect(statusCode).toBe(200)
    expect(await untilOf(ana)).toBeUndefined()
    expect((await redeem(ben, code)).errors).toEqual([])
    expect(await untilOf(ben)).toEqual(['2027-02-28'])
    expect((await redeem(ana, code)).codes).toEqual(['BAD_USER_INPUT'])
    expect(await world.database.connection.collection('receipts').find({ athleteId: ana.athleteId }).toArray()).toMatchObject([
      { kind: 'RECEIPT', amount: 3 * 799, title: 'A gift of Gruppetto Premium' },
    ])
  })

  it('ends when it is refunded before anybody has redeemed it', async () => {
    const ana = await athlete()
    await pay((await buy(ana, 12)).data.buyGift.url)
    const { code } = await pageOf(await giftOf(ana))
    const [receipt] = await world.database.connection
      .collection<{ _id: string; invoiceId: string }>('receipts')
      .find({ athleteId: ana.athleteId })
      .toArray()
    const refunds = await openPaymentDesk(world.runtime)
    expect(await refunds.refund(receipt?.invoiceId ?? '', 'asked for')).toBeNull()
    expect((await redeem(await athlete(), code)).codes).toEqual(['BAD_USER_INPUT'])
  })

  it('is for months that are sold', async () => {
    expect((await buy(await athlete(), 2)).errors[0]?.message).toContain('must be one of 1, 3, 6, 12')
  })
})

describe('an offer', () => {
  it('lowers the price of the checkout, is used up by the purchase, and only once by an athlete', async () => {
    const [ana, ben] = [await athlete(), await athlete()]
    const code = await makeOne({ kind: 'OFFER', percentOff: 50, months: 2, uses: 2, name: 'Half' })
    const { data } = await checkout(ana, code)
    const shown = await callRoute([publicRoutesOf(world.subgraph)], new URL(data.startCheckout.url).pathname)
    expect(shown.body).toContain('50 % off for 2 months')
    await pay(data.startCheckout.url)
    expect(await desk.list('Half')).toMatchObject([{ usesLeft: 1, uses: 1 }])
    await checkout(ben, code)
    expect(await desk.list('Half')).toMatchObject([{ usesLeft: 0, uses: 2 }])
    expect((await checkout(await athlete(), code)).errors[0]?.message).toContain('is no code that works for you')
  })

  it('of a page that is left, or opened again without it, is free again', async () => {
    const [ana, ben] = [await athlete(), await athlete()]
    const code = await makeOne({ kind: 'OFFER', percentOff: 20, months: 1, name: 'Single' })
    await checkout(ana, code)
    await checkout(ana, code)
    expect((await checkout(ben, code)).codes).toEqual(['BAD_USER_INPUT'])
    await checkout(ana, null)
    expect((await checkout(ben, code)).errors).toEqual([])
    nowMs += 2 * 3_600_000
    await Promise.all([runJob('commerce-end-code-reservations'), runJob('commerce-end-code-reservations')])
    expect(await desk.list('Single')).toMatchObject([{ usesLeft: 1, uses: 0 }])
  })
})

describe('a code', () => {
  it('that does not work is answered alike, whatever is wrong with it', async () => {
    const ended = await makeOne({ expiresAt: new Date(nowMs + 1000), name: 'Ended' })
    const revoked = await makeOne({ name: 'Revoked' })
    const used = await makeOne({ name: 'Used' })
    await redeem(await athlete(), used)
    expect(await desk.revoke('Revoked')).toBe(1)
    nowMs += 2000
    const ana = await athlete()
    const answers = await Promise.all(
      [ended, revoked, used, '7QK2-M0XV-93TR-5WDA', '', 'x'.repeat(5000)].map((code) => redeem(ana, code)),
    )
    const messages = answers.map(({ codes, errors }) => [codes[0], errors[0]?.message])
    expect(new Set(messages.map((message) => JSON.stringify(message))).size).toBe(1)
    expect(messages[0]?.[0]).toBe('BAD_USER_INPUT')
  })

  it('says where it belongs when it is used in the other place', async () => {
    const offer = await makeOne({ kind: 'OFFER', percentOff: 20, months: 1 })
    const gift = await makeOne()
    expect((await redeem(await athlete(), offer)).errors[0]?.message).toContain('startCheckout takes it')
    expect((await checkout(await athlete(), gift)).errors[0]?.message).toContain('redeemCode takes it')
  })

  it('cannot be guessed: tries are counted, and the database has no code', async () => {
    const strict = await openWorld({ env: { QUOTA_FACTOR: '1' } })
    try {
      const athleteId = newId('Athlete')
      const caller = athleteCaller(athleteId)
      const codes: unknown[] = []
      for (let tries = 0; tries < 12; tries += 1) {
        const answer = await strict.ask('mutation { redeemCode(code: "0000000000000000") { status } }', {}, caller)
        codes.push(answer.codes[0])
      }
      expect(codes.slice(0, 10)).toEqual(Array(10).fill('BAD_USER_INPUT'))
      expect(codes.slice(10)).toEqual(['RATE_LIMITED', 'RATE_LIMITED'])
    } finally {
      await strict.close()
    }
    const code = await makeOne({ name: 'Stored' })
    const rows = await world.database.connection.collection('codes').find({ name: 'Stored' }).toArray()
    expect(JSON.stringify(rows)).not.toContain(code)
    expect(JSON.stringify(rows)).not.toContain(code.replaceAll('-', ''))
  })

  it('is redeemed by who is signed in, and by no key', async () => {
    expect((await world.ask('mutation { redeemCode(code: "0000000000000000") { status } }')).codes).toEqual(['UNAUTHENTICATED'])
  })
})
