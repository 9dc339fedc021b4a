import { within } from '@gruppetto/runtime'
import { openReceiver, type Receiver } from '@gruppetto/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { join, newChallenge } from '../challenge/challenge.ts'
import { offerOf, report, verified } from '../partner/campaign.ts'
import { newBrand, newStaff, partnerWith } from '../partner/partner.ts'
import { newAthlete, type Person, sendFile } from '../people.ts'
import { gpxRide } from '../recordings.ts'
import { type Home, openHome } from './home.ts'

/** Between a challenge that is completed and the code for it, and while codes are given to those who wait for one. */
const CODE_STAGES = [
  'commerce-project-scores:saved',
  'commerce-project-scores:committed',
  'commerce-give-waiting-codes:prepared',
] as const
/** Between a sale that is recorded and the answer to the shop. */
const SALE_STAGE = 'commerce-postback:recorded'

interface Stock {
  readonly added: number
  readonly given: number
  readonly left: number
  readonly waiting: number
}

export const killCampaign = (): void => {
  describe('after kill -9 a campaign goes on as if nothing had happened', () => {
    let home: Home
    let receiver: Receiver
    let staff: Person
    let brand: { id: string; secret: string }
    let key: Person

    beforeAll(async () => {
      receiver = await openReceiver()
      home = await openHome(undefined, { HOST: '127.0.0.1', WEBHOOK_TEST_ORIGIN: receiver.origin })
      await home.processFor(CODE_STAGES[0])
      staff = await newStaff(() => home)
      brand = await newBrand(staff)
      key = partnerWith(home.url, brand.secret)
    })
    afterAll(async () => {
      await home?.close()
      await receiver?.close()
    })

    const endsAtStage = async (act: () => Promise<unknown>): Promise<void> => {
      const started = home.latest()
      started.child.kill('SIGUSR2')
      await act().catch(() => null)
      expect(await within(45_000, started.ended, () => 'still running'), started.output()).toBe('SIGKILL')
    }
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

    it.each(CODE_STAGES.map((stage, index) => [stage, CODE_STAGES[index + 1] ?? SALE_STAGE] as const))(
      'each code is given once: %s',
      async (stage, next) => {
        await home.processFor(stage)
        const [ana, ben] = [await newAthlete(home.url, 'ana'), await newAthlete(home.url, 'ben')]
        const id = await newChallenge(staff)
        await key.get('mutation ($input: SponsorChallengeInput!) { sponsorChallenge(input: $input) { id } }', {
          input: { challengeId: id },
        })
        const isLate = stage.startsWith('commerce-give')
        await addCodes(id, isLate ? ['WIN-0'] : ['WIN-0', 'WIN-1', 'WIN-2'])
        for (const who of [ana, ben]) await join(who, id)
        await home.settle()
        if (isLate) {
          await ride(ana, 8)
          await ride(ben, 9)
          await home.settle()
          expect(await stockOf(id)).toEqual({ added: 1, given: 1, left: 0, waiting: 1 })
          await endsAtStage(() => addCodes(id, ['WIN-1', 'WIN-2']))
        } else {
          await endsAtStage(() => ride(ana, 8))
        }
        await home.processFor(next)
        await home.settle()
        if (!isLate) await ride(ben, 9)
        // Whether the last call arrived, its caller cannot know.
        else await addCodes(id, ['WIN-1', 'WIN-2'])
        await home.settle()
        const offers = await Promise.all([ana, ben].map((who) => offerOf(who, id)))
        expect(offers.map(({ offerStatus }) => offerStatus)).toEqual(['READY', 'READY'])
        expect(new Set(offers.map(({ offerCode }) => offerCode)).size).toBe(2)
        expect(await stockOf(id)).toEqual({ added: 3, given: 2, left: 1, waiting: 0 })
      },
    )

    it(`a sale is recorded once, with its booking, and told by the webhook: ${SALE_STAGE}`, async () => {
      await home.processFor(SALE_STAGE)
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
      await endsAtStage(() => report(access, 'msg_1', sale))
      await home.processFor(null)
      // The shop got no answer, so it reports the sale again, as long as it likes.
      for (const id of ['msg_2', 'msg_3']) {
        expect(await report(access, id, sale)).toMatchObject({ status: 200, body: { counted: true, commission: 645 } })
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
