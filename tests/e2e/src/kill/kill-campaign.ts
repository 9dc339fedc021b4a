import { openReceiver, type Receiver } from '@gruppetto/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { join, newChallenge } from '../challenge/challenge.ts'
import { offerOf, report, verified } from '../partner/campaign.ts'
import { newBrand, newStaff, partnerWith } from '../partner/partner.ts'
import { newAthlete, type Person, sendFile } from '../people.ts'
import { gpxRide } from '../recordings.ts'
import { type Home, JOURNEY_MS, openHome } from './home.ts'

interface Stock {
  readonly added: number
  readonly given: number
  readonly left: number
  readonly waiting: number
}

/**
 * Defines a test that kills -9 the process between a challenge that is completed and the code for it, while codes are given to who waits for
 * one, and between a sale that is recorded and the answer to the shop.
 */
export const killCampaign = (): void => {
  describe('after kill -9 a campaign goes on as if nothing had happened', () => {
    let home: Home
    let receiver: Receiver
    let staff: Person
    let brand: { id: string; secret: string }
    let key: Person

    beforeEach(async () => {
      receiver = await openReceiver()
      home = await openHome(undefined, { HOST: '127.0.0.1', WEBHOOK_TEST_ORIGIN: receiver.origin })
      await home.processFor('commerce-project-scores:saved')
      staff = await newStaff(() => home)
      brand = await newBrand(staff)
      key = partnerWith(home.url, brand.secret)
    })
    afterEach(async () => {
      await home?.close()
      await receiver?.close()
    })

    const addCodes = (id: string, codes: readonly string[]) =>
      key.get('mutation ($input: AddOfferCodesInput!) { addOfferCodes(input: $input) { added } }', {
        input: { challengeId: id, codes },
      })
    const stockOf = async (id: string) => {
      const query = 'query ($id: ID!) { partner { offerCodes(challengeId: $id) { added given left waiting } } }'
      return (await key.get<{ partner: { offerCodes: Stock } }>(query, { id })).partner.offerCodes
    }
    const ride = (who: Person, longitude: number) =>
      sendFile(who, 'ride.gpx', gpxRide(Date.now() - 86_400_000, { points: 300, longitude }))

    it('each code is given once, and a sale is recorded once, with its booking, and told by the webhook', {
      timeout: JOURNEY_MS,
    }, async () => {
      const [ana, ben] = [await newAthlete(home.url, 'ana'), await newAthlete(home.url, 'ben')]
      const id = await newChallenge(staff)
      await key.get('mutation ($input: SponsorChallengeInput!) { sponsorChallenge(input: $input) { id } }', {
        input: { challengeId: id },
      })
      await addCodes(id, ['WIN-0'])
      for (const who of [ana, ben]) await join(who, id)
      await home.settle()
      await home.diesAt('commerce-project-scores:saved', () => ride(ana, 8))
      await home.diesAt('commerce-project-scores:committed')
      await home.processFor('commerce-give-waiting-codes:prepared')
      await home.settle()
      expect(await stockOf(id)).toEqual({ added: 1, given: 1, left: 0, waiting: 0 })
      await ride(ben, 9)
      await home.settle()
      expect(await stockOf(id)).toEqual({ added: 1, given: 1, left: 0, waiting: 1 })
      const more = () => addCodes(id, ['WIN-1', 'WIN-2'])
      await home.diesAt('commerce-give-waiting-codes:prepared', more)
      await home.processFor('commerce-postback:recorded')
      await home.settle()
      // Whether the last call arrived, its caller cannot know.
      await more()
      await home.settle()
      const offers = await Promise.all([ana, ben].map((who) => offerOf(who, id)))
      expect(offers.map(({ offerStatus }) => offerStatus)).toEqual(['READY', 'READY'])
      expect(new Set(offers.map(({ offerCode }) => offerCode)).size).toBe(2)
      expect(await stockOf(id)).toEqual({ added: 3, given: 2, left: 1, waiting: 0 })

      const { setWebhook: hook } = await key.get<{ setWebhook: { secret: string } }>(
        'mutation ($input: WebhookInput!) { setWebhook(input: $input) { secret } }',
        { input: { url: `${receiver.origin}/sales`, events: ['CONVERSION_RECORDED'] } },
      )
      const { createProduct: product } = await key.get<{ createProduct: { affiliateUrl: string } }>(
        'mutation ($input: ProductInput!) { createProduct(input: $input) { affiliateUrl } }',
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
      await staff.get('mutation ($input: CommissionInput!) { setCommission(input: $input) { basisPoints } }', {
        input: { brandId: brand.id, basisPoints: 500, attributionDays: 30 },
      })
      const { rotatePostbackSecret: access } = await key.get<{ rotatePostbackSecret: { url: string; secret: string } }>(
        'mutation { rotatePostbackSecret { url secret } }',
      )
      const headers = { 'user-agent': 'Mozilla/5.0 Firefox/140' }
      const followed = await fetch(product.affiliateUrl, { redirect: 'manual', headers })
      const clickId = new URL(followed.headers.get('location') ?? '').searchParams.get('ref') ?? ''
      const [today, tomorrow] = [0, 86_400_000].map((ms) => new Date(Date.now() + ms).toISOString().slice(0, 10))
      const sums = async () => {
        const query = `{ partner { affiliateReport(since: "${today}", until: "${tomorrow}") { clicks conversions commissionCents } } }`
        return (await key.get<{ partner: { affiliateReport: object } }>(query)).partner.affiliateReport
      }
      await expect.poll(sums).toMatchObject({ clicks: 1 })
      const sale = { type: 'sale', orderId: '1001', clickId, amount: 12_900, currency: 'EUR', soldAt: new Date().toISOString() }
      await home.diesAt('commerce-postback:recorded', () => report(access, 'msg_1', sale))
      await home.processFor(null)
      // The shop got no answer, so it reports the sale again, as long as it likes.
      for (const message of ['msg_2', 'msg_3']) {
        expect(await report(access, message, sale)).toMatchObject({ status: 200, body: { counted: true, commission: 645 } })
      }
      await home.settle()
      expect(await sums()).toEqual({ clicks: 1, conversions: 1, commissionCents: 645 })
      await expect.poll(() => receiver.got('/sales').length).toBeGreaterThan(0)
      const told = verified(hook.secret, receiver.got('/sales'))
      expect(new Set(receiver.got('/sales').map((delivery) => delivery.headers['webhook-id'])).size).toBe(1)
      expect(told[0]).toMatchObject({ type: 'conversion.recorded', data: { orderId: '1001', clickId, commission: 645 } })
      const [code, output] = await home.stop()
      expect(code, output).toBe('0')
    })
  })
}
