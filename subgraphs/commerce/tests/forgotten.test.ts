import { type Caller, newId, publicRoutesOf } from '@gruppetto/graph'
import { callRoute, openReceiver, type Receiver, randomWord } from '@gruppetto/testing'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  anonymous,
  athleteCaller,
  athleteChanged,
  challengeChanged,
  event,
  makeBrand,
  makeProduct,
  openWorld,
  participation,
  partnerOf,
  scored,
  sponsored,
  staff,
  type World,
} from './world.ts'

const SCOPES = ['LEADERBOARD_READ', 'CAMPAIGN_READ', 'CAMPAIGN_WRITE', 'AFFILIATE_READ', 'KEYS_MANAGE']
const BROWSER = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' }

let world: World
let receiver: Receiver
/** Stands still, so that what a process keeps grows old only when a test says so. */
const clock = { nowMs: Date.now() }
beforeAll(async () => {
  receiver = await openReceiver()
  world = await openWorld({ now: () => clock.nowMs, env: { HOST: '127.0.0.1', WEBHOOK_TEST_ORIGIN: receiver.origin } })
})
afterAll(async () => {
  await world.close()
  await receiver.close()
})

const get = async (url: string, caller: Caller = anonymous, headers: Record<string, string> = {}) =>
  callRoute([publicRoutesOf(world.subgraph)], { method: 'GET', url, headers }, caller)
const asked = async (query: string, variables: Record<string, unknown>, caller: Caller) => {
  const { data, errors } = await world.ask(query, variables, caller)
  expect(errors).toEqual([])
  return data
}
const deliver = async () => {
  for (const { name, run } of world.subgraph.opened.jobs) if (name === 'commerce-deliver-webhooks') await run()
}

/** A sponsored challenge with a webhook, and an athlete in it who agreed to be named, completed it and got a code. */
const scene = async () => {
  const brand = await makeBrand(world)
  const partner = partnerOf(brand.id, SCOPES)
  const path = `/${brand.slug}`
  const events = ['CHALLENGE_JOINED', 'CHALLENGE_COMPLETED']
  const set = 'mutation($input: WebhookInput!) { setWebhook(input: $input) { id } }'
  await asked(set, { input: { url: `${receiver.origin}${path}`, events } }, partner)
  const productId = await makeProduct(world, brand.id, { shopUrl: 'https://shop.example/?ref={clickId}' })
  const id = await sponsored(world, brand.id)
  const codes = 'mutation($input: AddOfferCodesInput!) { addOfferCodes(input: $input) { added } }'
  await asked(codes, { input: { challengeId: id, codes: ['WIN-0', 'WIN-1'] } }, partner)
  const [eva, other, name] = [newId('Athlete'), newId('Athlete'), `Evelina ${randomWord()}`]
  await world.happen(
    athleteChanged(eva, { displayName: name }),
    athleteChanged(other, { displayName: 'Somebody Else' }),
    // By the clock of the test: what was before a webhook is not told to it.
    participation(id, eva, { at: clock.nowMs }),
    participation(id, other, { at: clock.nowMs }),
    scored(id, eva, 120_000, { completedAtMs: clock.nowMs, activities: 2, distanceMeters: 120_000 }),
    scored(id, other, 60_000, { activities: 1, distanceMeters: 60_000 }),
    event('challenge.completed', { challengeId: id, athleteId: eva, at: clock.nowMs }),
  )
  return { brand, partner, path, productId, id, eva, name }
}
type Scene = Awaited<ReturnType<typeof scene>>

/** What a brand, its program and everybody may read of a challenge. */
const roads: Readonly<Record<string, (of: Scene) => Promise<string>>> = {
  'the embedded page': async ({ id }) => (await get(`/embed/${id}`)).body,
  'its data': async ({ id }) => (await get(`/embed/${id}.json`)).body,
  'the board of the api': async ({ id, partner }) => {
    const query =
      'query($id: ID!) { partner { leaderboard(challengeId: $id) { totalCount entries { name athleteId country } } } }'
    return JSON.stringify(await asked(query, { id }, partner))
  },
  'the file of the board': async ({ id, partner }) => (await get(`/partner/challenges/${id}/leaderboard.csv`, partner)).body,
  'the report and its file': async ({ id, partner }) => {
    const query = 'query($id: ID!) { partner { campaignReport(challengeId: $id) { participants completions byDay { date } } } }'
    const file = await get(`/partner/challenges/${id}/report.csv`, partner)
    return JSON.stringify(await asked(query, { id }, partner)) + file.body
  },
  'the webhook': async ({ path, partner }) => {
    const list = '{ partner { webhooks { deliveries(first: 50) { edges { node { id } } } } } }'
    const { partner: found } = await asked(list, {}, partner)
    const before = receiver.got(path).length
    const edges: { node: { id: string } }[] = found.webhooks[0].deliveries.edges
    for (const { node } of edges) {
      await asked('mutation($id: ID!) { replayWebhookDelivery(id: $id) { id } }', { id: node.id }, partner)
    }
    await expect
      .poll(async () => {
        await deliver()
        return receiver.got(path).length
      })
      .toBeGreaterThanOrEqual(before + edges.length)
    return receiver
      .got(path)
      .slice(before)
      .map(({ text }) => text)
      .join('\n')
  },
}
const NAMELESS = 'the report and its file'

const close = ({ eva }: Scene) => world.happen(athleteChanged(eva, { revision: 2, deleted: true }))
const ways: Readonly<Record<string, (of: Scene) => Promise<void>>> = {
  'takes the consent back': ({ id, eva }) => world.happen(participation(id, eva, { revision: 2, sharesWithBrand: false })),
  'leaves the challenge': ({ id, eva }) => world.happen(participation(id, eva, { revision: 2, participating: false })),
  'closes the account': close,
  'is erased': async (of) => {
    await close(of)
    await world.happen(event('athlete.erased', { athleteId: of.eva, round: 1, at: clock.nowMs }))
  },
}

describe('a second after an athlete', () => {
  it.each(Object.keys(ways))('%s, no road of the brand names the athlete', async (way) => {
    const of = await scene()
    for (const [road, read] of Object.entries(roads)) {
      const text = await read(of)
      expect([road, text.includes(of.name), text.includes('Somebody Else')]).toEqual([road, road !== NAMELESS, road !== NAMELESS])
    }
    await ways[way]?.(of)
    clock.nowMs += 1_000
    for (const [road, read] of Object.entries(roads)) {
      const text = await read(of)
      expect([road, text.includes(of.name), text.includes(of.eva)]).toEqual([road, false, false])
      // It is the athlete who is gone, not the road.
      expect([road, text.includes('Somebody Else')]).toEqual([road, road !== NAMELESS])
    }
  })
})

describe('a second after its sponsor is let go of', () => {
  it('the brand reads nothing more of a challenge, on no road, and who has a code keeps it', async () => {
    const of = await scene()
    const { brand, partner, id, eva } = of
    const end = 'mutation($id: ID!) { endSponsorship(challengeId: $id) { id } }'
    expect(await asked(end, { id }, partner)).toEqual({ endSponsorship: { id } })
    clock.nowMs += 1_000
    for (const url of [`/embed/${id}`, `/embed/${id}.json`]) expect((await get(url)).statusCode).toBe(404)
    for (const file of ['leaderboard', 'report']) {
      expect((await get(`/partner/challenges/${id}/${file}.csv`, partner)).statusCode).toBe(404)
    }
    const codesOf = async (query: string, variables: Record<string, unknown> = { id }, caller = partner) =>
      (await world.ask(query, variables, caller)).codes
    for (const field of ['leaderboard(challengeId: $id) { title }', 'campaignReport(challengeId: $id) { participants }']) {
      expect(await codesOf(`query($id: ID!) { partner { ${field} } }`)).toEqual(['NOT_FOUND'])
    }
    expect(await codesOf('query($id: ID!) { partner { offerCodes(challengeId: $id) { left } } }')).toEqual(['NOT_FOUND'])
    const listed = '{ partner { challenges { totalCount edges { node { id } } } } }'
    expect(await asked(listed, {}, partner)).toEqual({ partner: { challenges: { totalCount: 0, edges: [] } } })
    const change = 'mutation($input: UpdateSponsorshipInput!) { updateSponsorship(input: $input) { id } }'
    expect(await codesOf(change, { input: { challengeId: id, prize: 'Mine' } })).toEqual(['NOT_FOUND'])
    const codes = 'mutation($input: AddOfferCodesInput!) { addOfferCodes(input: $input) { added } }'
    expect(await codesOf(codes, { input: { challengeId: id, codes: ['WIN-2'] } })).toEqual(['NOT_FOUND'])
    // Nobody else takes over those who agreed to share with this brand; the same call again changes nothing.
    const again = 'mutation($input: SponsorChallengeInput!) { sponsorChallenge(input: $input) { id } }'
    for (const brandId of [brand.id, (await makeBrand(world)).id]) {
      expect(await codesOf(again, { input: { challengeId: id, brandId } }, staff)).toEqual(['CONFLICT'])
    }
    expect(await codesOf(end)).toEqual([])

    // What was kept for the webhook names nobody when it is sent, and nothing that happens now is told.
    const sent = (await roads['the webhook']?.(of)) ?? ''
    expect([sent.includes('challenge.joined'), sent.includes(of.name), sent.includes('Somebody Else')]).toEqual([
      true,
      false,
      false,
    ])
    const deliveries = () => world.database.connection.collection('webhook_deliveries').countDocuments({ brandId: brand.id })
    const before = await deliveries()
    const late = newId('Athlete')
    await world.happen(
      athleteChanged(late),
      participation(id, late),
      scored(id, late, 130_000, { completedAtMs: clock.nowMs }),
      event('challenge.completed', { challengeId: id, athleteId: late, at: clock.nowMs }),
      challengeChanged(id, { revision: 9, title: 'Renamed' }),
    )
    expect(await deliveries()).toBe(before)

    const offer = 'query($r: [_Any!]!) { _entities(representations: $r) { ... on Challenge { sponsorship { offerCode } } } }'
    const offerOf = async (caller: Caller) => (await asked(offer, { r: [{ __typename: 'Challenge', id }] }, caller))._entities
    expect(await offerOf(athleteCaller(eva))).toEqual([{ sponsorship: { offerCode: expect.stringMatching(/^WIN-[01]$/) } }])
    for (const caller of [athleteCaller(late), anonymous, staff]) expect(await offerOf(caller)).toEqual([{ sponsorship: null }])
    expect(await offerOf(partner)).toEqual([null])
  })
})

describe('an athlete who is erased', () => {
  it('leaves nothing in any row, and the sums that brands and the platform go by stay right', async () => {
    const of = await scene()
    const { brand, partner, productId, id, eva, name: evaName } = of
    const commission = { brandId: brand.id, basisPoints: 500, attributionDays: 30 }
    await asked('mutation($input: CommissionInput!) { setCommission(input: $input) { id } }', { input: commission }, staff)
    const followed = await get(`/go/${productId}`, athleteCaller(eva), BROWSER)
    expect(followed.statusCode).toBe(302)
    const clickId = new URL(String(followed.headers.location)).searchParams.get('ref')
    const { rotatePostbackSecret: access } = await asked('mutation { rotatePostbackSecret { url secret } }', {}, partner)
    const report = async (fields: object) => {
      const body = JSON.stringify({ amount: 12_900, currency: 'EUR', ...fields })
      const at = new Date(Math.floor(clock.nowMs / 1000) * 1000)
      const msg = `msg_${newId('Brand')}`
      const headers = {
        'content-type': 'application/json',
        'webhook-id': msg,
        'webhook-timestamp': String(at.getTime() / 1000),
        'webhook-signature': new Webhook(access.secret).sign(msg, at, body),
      }
      const url = new URL(access.url).pathname
      return (await callRoute([publicRoutesOf(world.subgraph)], { method: 'POST', url, headers, payload: body })).json()
    }
    const soldAt = new Date(clock.nowMs).toISOString()
    const read = async () => {
      const day = soldAt.slice(0, 10)
      const query = `query($id: ID!) { partner { campaignReport(challengeId: $id) { participants completions }
        offerCodes(challengeId: $id) { added given left } affiliateReport(since: "2026-01-01", until: "${day}") {
          clicks conversions revenueCents commissionCents } } }`
      // The report is counted every five seconds.
      clock.nowMs += 6_000
      return (await asked(query, { id }, partner)).partner
    }
    await expect.poll(async () => (await read()).affiliateReport.clicks).toBe(1)
    expect(await report({ type: 'sale', orderId: '1', clickId, soldAt })).toMatchObject({ counted: true, commission: 645 })
    const before = await read()
    expect(before).toEqual({
      campaignReport: { participants: 2, completions: 1 },
      offerCodes: { added: 2, given: 1, left: 1 },
      affiliateReport: { clicks: 1, conversions: 1, revenueCents: 12_900, commissionCents: 645 },
    })
    /** Names the collections that have the athlete's id or name anywhere in a row. */
    const holding = async () => {
      const { connection } = world.database
      const names = (await connection.listCollections()).map(({ name }) => name)
      const found: string[] = []
      for (const name of names.filter((one) => !['outbox', 'inbox', 'tries'].includes(one) && !one.startsWith('system.'))) {
        const text = JSON.stringify(await connection.collection(name).find({}).toArray())
        if (text.includes(eva) || text.includes(evaName)) found.push(name)
      }
      return found.toSorted()
    }
    expect(await holding()).toEqual(
      expect.arrayContaining(['board_rows', 'given_codes', 'product_clicks', 'relations_accounts', 'webhook_deliveries']),
    )
    await ways['is erased']?.(of)
    expect(await holding()).toEqual([])
    expect(await read()).toEqual({ ...before, campaignReport: { participants: 1, completions: 0 } })
    // A refund of what the athlete bought is booked, and the ledger has two sides that are equal.
    await report({ type: 'refund', orderId: '1', refundId: 'r', amount: 2_900 })
    expect((await read()).affiliateReport).toEqual({ clicks: 1, conversions: 1, revenueCents: 10_000, commissionCents: 500 })
    const ledger = await world.database.connection.collection('ledger_entries').find({ brandId: brand.id }).toArray()
    expect(ledger.map(({ owedByBrand }) => owedByBrand)).toEqual([645, -145])
    expect(ledger.reduce((sum, { owedByBrand, earnedByPlatform }) => sum + owedByBrand + earnedByPlatform, 0)).toBe(0)
  })
})
