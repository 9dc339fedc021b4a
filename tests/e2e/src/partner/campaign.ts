import { chromiumPath, type ReceivedDelivery } from '@gruppetto/testing'
import { type Browser, chromium, type Page } from 'playwright-core'
import { Webhook } from 'standardwebhooks'
import { describe, expect, it } from 'vitest'
import { join, newChallenge } from '../challenge/challenge.ts'
import { newAthlete, type Person, sendFile } from '../people.ts'
import { gpxRide } from '../recordings.ts'
import type { WorldOf } from '../world.ts'
import { newBrand, newStaff, partnerWith } from './partner.ts'

const DAY_MS = 86_400_000
/** What the clock of the embedded page is moved by: longer than it waits between two looks. */
const NEXT_LOOK_MS = 20_000
/** Five percent. */
const BASIS_POINTS = 500

interface Sponsorship {
  readonly offerCode: string | null
  readonly offerStatus: string
}

export const offerOf = async (who: Person, id: string): Promise<Sponsorship> => {
  const query = 'query ($id: ID!) { challenge(id: $id) { sponsorship { offerCode offerStatus } } }'
  return (await who.get<{ challenge: { sponsorship: Sponsorship } }>(query, { id })).challenge.sponsorship
}

/** The page of a board in a browser; it is read without one where the machine has none. */
const openPage = async (browser: Browser | null, url: string) => {
  const page = await browser?.newPage()
  await page?.clock.install()
  await page?.goto(url)
  await page?.evaluate('window.isSame = true')
  const inBrowser = async (found: Page) => {
    await found.clock.runFor(NEXT_LOOK_MS)
    return found.locator('tbody tr').allInnerTexts()
  }
  const fetched = async () => {
    const html = await (await fetch(url)).text()
    const rows = [...html.matchAll(/<tr\b[^>]*>(.*?)<\/tr>/gs)].map(([, row = '']) => row.replaceAll(/<[^>]*>/g, ' ').trim())
    return rows.slice(1)
  }
  return {
    rows: () => (page === undefined ? fetched() : inBrowser(page)),
    /** Whether it has followed the board without loading itself anew. */
    isSame: async () => page === undefined || (await page.evaluate('window.isSame')) === true,
  }
}

interface Affiliate {
  readonly affiliateReport: {
    readonly clicks: number
    readonly conversions: number
    readonly revenueCents: number
    readonly commissionCents: number
    readonly refusedClicks: readonly { readonly reason: string; readonly clicks: number }[]
    readonly byProduct: readonly { readonly clicks: number; readonly commissionCents: number }[]
  }
}

const affiliateReportOf = async (key: Person, atMs: number) => {
  const query = `query ($since: Date!, $until: Date!) { partner { affiliateReport(since: $since, until: $until) {
    clicks conversions revenueCents commissionCents refusedClicks { reason clicks } byProduct { clicks commissionCents } } } }`
  const date = (ms: number) => new Date(ms).toISOString().slice(0, 10)
  return (await key.get<{ partner: Affiliate }>(query, { since: date(atMs), until: date(atMs + DAY_MS) })).partner.affiliateReport
}

/** Tells of a sale or a refund as a brand's shop does, and returns the answer. */
export const report = async (access: { url: string; secret: string }, id: string, fields: object) => {
  const [body, at] = [JSON.stringify(fields), new Date()]
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(access.secret).sign(id, at, body),
  }
  const answer = await fetch(access.url, { method: 'POST', headers, body })
  return { status: answer.status, body: await answer.json() }
}

/** Reads deliveries as a partner does who takes the library of Standard Webhooks; each must hold. */
export const verified = (secret: string, deliveries: readonly ReceivedDelivery[]): ReceivedDelivery['body'][] =>
  deliveries.map(({ headers, text }) => {
    const signed = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
    return new Webhook(secret).verify(text, signed) as ReceivedDelivery['body']
  })

export const campaign = (world: WorldOf): void => {
  describe('a campaign', () => {
    const without = chromiumPath === undefined ? ' (its page is read without a browser: no chromium on the PATH)' : ''
    it(`from the brand to the sponsor that is let go of, and the key that is revoked${without}`, async () => {
      const startedAtMs = Date.now()
      const names = ['ana', 'ben', 'cleo'] as const
      const [staff, ana, ben, cleo] = await Promise.all([
        newStaff(world),
        ...(names.map((name) => newAthlete(world().url, name)) as [Promise<Person>, Promise<Person>, Promise<Person>]),
      ])
      const brand = await newBrand(staff)
      const key = partnerWith(world().url, brand.secret)
      const made = 'mutation ($scopes: [ApiScope!]!) { createApiKey(name: "Site", scopes: $scopes) { secret apiKey { id } } }'
      const { createApiKey: site } = await key.get<{ createApiKey: { secret: string; apiKey: { id: string } } }>(made, {
        scopes: ['LEADERBOARD_READ', 'CAMPAIGN_READ', 'AFFILIATE_READ'],
      })
      const reader = partnerWith(world().url, site.secret)

      // The brand's hook, product and challenge.
      const path = `/${brand.slug}`
      const events = ['CHALLENGE_JOINED', 'CHALLENGE_COMPLETED', 'CONVERSION_RECORDED']
      const { setWebhook: hook } = await key.get<{ setWebhook: { secret: string } }>(
        'mutation ($input: WebhookInput!) { setWebhook(input: $input) { secret } }',
        { input: { url: `${world().receiver.origin}${path}`, events } },
      )
      const { createProduct: product } = await key.get<{ createProduct: { id: string; affiliateUrl: string } }>(
        'mutation ($input: ProductInput!) { createProduct(input: $input) { id affiliateUrl } }',
        {
          input: {
            name: 'Headwind jacket',
            category: 'APPAREL',
            priceCents: 12_900,
            currency: 'EUR',
            shopUrl: 'https://fernweh.example/headwind?ref={clickId}',
          },
        },
      )
      const id = await newChallenge(staff, { target: 3_000 })
      await key.get('mutation ($input: SponsorChallengeInput!) { sponsorChallenge(input: $input) { id } }', {
        input: { challengeId: id, prize: 'A jacket', productId: product.id },
      })
      await key.get('mutation ($input: AddOfferCodesInput!) { addOfferCodes(input: $input) { added } }', {
        input: { challengeId: id, codes: ['WIN-1', 'WIN-2'] },
      })
      await world().settle()

      // Ana and Ben agree to be named to the brand, Cleo does not. Ben leads, from the page of the board in a browser.
      await join(ana, id, true)
      await join(ben, id, true)
      await join(cleo, id, false)
      await sendFile(ana, 'a.gpx', gpxRide(startedAtMs - 2 * DAY_MS, { points: 200 }))
      await sendFile(ben, 'b.gpx', gpxRide(startedAtMs - 2 * DAY_MS, { points: 400, longitude: 9 }))
      await world().settle()
      const board = 'query ($id: ID!) { partner { leaderboard(challengeId: $id) { embedUrl embeddable } } }'
      const { partner } = await reader.get<{ partner: { leaderboard: { embedUrl: string } } }>(board, { id })
      const browser =
        chromiumPath === undefined ? null : await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox'] })
      try {
        const page = await openPage(browser, partner.leaderboard.embedUrl)
        const leader = async () => (await page.rows())[0] ?? ''
        await expect.poll(leader).toContain(ben.displayName)
        expect((await page.rows()).join('\n')).not.toContain(cleo.displayName)
        expect((await Promise.all([ana, ben].map((who) => offerOf(who, id)))).map(({ offerStatus }) => offerStatus)).toEqual([
          'LOCKED',
          'LOCKED',
        ])

        // Ana overtakes and completes: the open page shows it, and she alone has a code.
        await sendFile(ana, 'again.gpx', gpxRide(startedAtMs - DAY_MS, { points: 400 }))
        await world().settle()
        await expect.poll(leader).toContain(ana.displayName)
        expect(await page.isSame()).toBe(true)
        expect(await offerOf(ana, id)).toEqual({ offerCode: expect.stringMatching(/^WIN-[12]$/), offerStatus: 'READY' })
        for (const who of [ben, cleo, staff, world().nobody]) expect((await offerOf(who, id)).offerCode).toBeNull()

        // Ana follows the link to the shop, twice, and buys; a part comes back.
        await staff.get('mutation ($input: CommissionInput!) { setCommission(input: $input) { basisPoints } }', {
          input: { brandId: brand.id, basisPoints: BASIS_POINTS, attributionDays: 30 },
        })
        const follow = async (agent: string) => {
          const headers = { 'user-agent': agent, authorization: `Bearer ${ana.token}` }
          const answer = await fetch(product.affiliateUrl, { redirect: 'manual', headers })
          expect(answer.status).toBe(302)
          return new URL(answer.headers.get('location') ?? '').searchParams.get('ref') ?? ''
        }
        const clickId = await follow('Mozilla/5.0 Firefox/140')
        await follow('Mozilla/5.0 Firefox/140')
        await follow('Examplebot/1.0 (+https://example.org/bot)')
        await expect.poll(async () => (await affiliateReportOf(reader, startedAtMs)).refusedClicks.length).toBe(2)
        const { rotatePostbackSecret: access } = await key.get<{ rotatePostbackSecret: { url: string; secret: string } }>(
          'mutation { rotatePostbackSecret { url secret } }',
        )
        const sale = { type: 'sale', orderId: '1001', clickId, amount: 12_900, currency: 'EUR', soldAt: new Date().toISOString() }
        const answers = [await report(access, 'msg_1', sale), await report(access, 'msg_2', sale)]
        for (const answer of answers) expect(answer).toMatchObject({ status: 200, body: { counted: true, commission: 645 } })
        expect((await report({ ...access, secret: hook.secret }, 'msg_3', sale)).status).toBe(401)
        const refund = { type: 'refund', orderId: '1001', refundId: '1', amount: 2_900, currency: 'EUR' }
        expect(await report(access, 'msg_4', refund)).toMatchObject({ status: 200 })

        // The reports add up with what has happened.
        await world().settle()
        expect(await affiliateReportOf(reader, startedAtMs)).toEqual({
          clicks: 1,
          conversions: 1,
          revenueCents: 10_000,
          commissionCents: (10_000 * BASIS_POINTS) / 10_000,
          refusedClicks: expect.arrayContaining([
            { reason: 'REPEATED', clicks: 1 },
            { reason: 'ROBOT', clicks: 1 },
          ]),
          byProduct: [{ clicks: 1, commissionCents: 500 }],
        })
        const [since, until] = [startedAtMs, startedAtMs + DAY_MS].map((ms) => new Date(ms).toISOString().slice(0, 10))
        const file = `${new URL(world().url).origin}/partner/affiliate/report.csv?since=${since}&until=${until}`
        const csv = await (await fetch(file, { headers: { 'x-api-key': site.secret } })).text()
        expect(csv).toContain('\r\ntotal,,1,1,10000,500,EUR,')
        const campaignReport =
          'query ($id: ID!) { partner { campaignReport(challengeId: $id) { participants completions offerClicks } } }'
        await expect
          .poll(() => reader.get(campaignReport, { id }))
          .toEqual({
            partner: { campaignReport: { participants: 3, completions: 1, offerClicks: 1 } },
          })

        // Each event has come, signed, and names only who agreed.
        const received = () => world().receiver.got(path)
        await expect.poll(() => new Set(received().map(({ headers }) => headers['webhook-id'])).size).toBe(5)
        const told = new Map(received().map((delivery) => [delivery.headers['webhook-id'], delivery]))
        const bodies = verified(hook.secret, [...told.values()])
        expect(bodies.map(({ type }) => type).sort()).toEqual([
          'challenge.completed',
          'challenge.joined',
          'challenge.joined',
          'challenge.joined',
          'conversion.recorded',
        ])
        const joined = bodies.filter(({ type }) => type === 'challenge.joined').map(({ data }) => data.athlete)
        expect(joined.filter((athlete) => athlete === null)).toHaveLength(1)
        expect(bodies.find(({ type }) => type === 'challenge.completed')?.data).toMatchObject({ athlete: { id: ana.id } })
        expect(bodies.find(({ type }) => type === 'conversion.recorded')?.data).toMatchObject({ orderId: '1001', clickId })
        expect(() => verified(access.secret, received())).toThrow('No matching signature')

        // Ana takes her consent back: the open page forgets her.
        await ana.get('mutation ($id: ID!) { setChallengeSharing(id: $id, share: false) { id } }', { id })
        await world().settle()
        await expect.poll(async () => (await page.rows()).join('\n')).not.toContain(ana.displayName)
        expect(await leader()).toContain('Athlete')
      } finally {
        await browser?.close()
      }

      // The sponsor is let go of: nothing of the challenge is the brand's any more, and Ana keeps what she has won.
      await staff.get('mutation ($id: ID!) { endSponsorship(challengeId: $id) { id } }', { id })
      await world().settle()
      await expect.poll(async () => (await fetch(partner.leaderboard.embedUrl)).status).toBe(404)
      await expect.poll(async () => (await reader.ask(board, { id })).errors[0]?.extensions?.code).toBe('NOT_FOUND')
      expect((await offerOf(ana, id)).offerCode).toMatch(/^WIN-[12]$/)
      const sponsorship = 'query ($id: ID!) { challenge(id: $id) { sponsorship { prize } } }'
      await expect.poll(() => ben.get(sponsorship, { id })).toEqual({ challenge: { sponsorship: null } })

      // A rotated key opens with both secrets, a revoked one with none.
      const { rotateApiKey } = await key.get<{ rotateApiKey: { secret: string } }>(
        'mutation ($id: ID!) { rotateApiKey(id: $id, overlapHours: 1) { secret } }',
        { id: site.apiKey.id },
      )
      const keys = [site.secret, rotateApiKey.secret].map((secret) => partnerWith(world().url, secret))
      for (const one of keys) await one.get('{ partner { brand { name } } }')
      await key.get('mutation ($id: ID!) { revokeApiKey(id: $id) { brand { id } } }', { id: site.apiKey.id })
      for (const one of keys) {
        const code = async () => (await one.ask('{ partner { brand { name } } }')).errors[0]?.extensions?.code
        await expect.poll(code).toBe('UNAUTHENTICATED')
      }
    })
  })
}
