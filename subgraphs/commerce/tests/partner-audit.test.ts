import { type Caller, newId, PARTNER_MUTATIONS } from '@gruppetto/graph'
import { openReceiver, type Receiver } from '@gruppetto/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PartnerAuditRow } from '../src/domain/partner-audit.ts'
import { challengeChanged, makeBrand, openWorld, partnerOf, staff, type World } from './world.ts'

let world: World
let receiver: Receiver
beforeAll(async () => {
  receiver = await openReceiver()
  world = await openWorld({ env: { HOST: '127.0.0.1', WEBHOOK_TEST_ORIGIN: receiver.origin } })
})
afterAll(async () => {
  await world.close()
  await receiver.close()
})

const SCOPES = ['CAMPAIGN_WRITE', 'KEYS_MANAGE']
/** Changes neither money nor access: it sends once more what was sent before. */
const NO_CHANGE = ['replayWebhookDelivery']

describe('the trail of a brand', () => {
  it('has a line for each change of money or of access, with who made it, and none for what was refused', async () => {
    const brand = await makeBrand(world)
    const challengeId = newId('Challenge')
    await world.happen(challengeChanged(challengeId))
    const key = partnerOf(brand.id, SCOPES)
    const done = new Set<string>()
    const run = async (mutation: string, selection: string, caller: Caller = key, codes: readonly string[] = []) => {
      const answer = await world.ask(`mutation { ${mutation} ${selection} }`, {}, caller)
      expect([mutation, answer.codes]).toEqual([mutation, codes])
      done.add(/^\w+/.exec(mutation)?.[0] ?? '')
      return answer.data
    }
    const product = 'name: "Vest", category: APPAREL, priceCents: 4900, currency: "EUR", shopUrl: "https://shop.example/vest"'
    const hook = `url: "${receiver.origin}/a", events: [CHALLENGE_JOINED]`
    await run('updateBrand(input: { name: "", noticeEmail: "x" })', '{ id }', key, ['BAD_USER_INPUT'])
    await run('updateBrand(input: { embedSites: ["https://other.example"], noticeEmail: "it@brand.example" })', '{ id }')
    await run(`sponsorChallenge(input: { challengeId: "${challengeId}" })`, '{ id }')
    await run(`updateSponsorship(input: { challengeId: "${challengeId}", offerCode: "WIN", embed: false })`, '{ id }')
    await run(`addOfferCodes(input: { challengeId: "${challengeId}", codes: ["A", "B", "A"] })`, '{ added }')
    await run(`addOfferCodes(input: { challengeId: "${challengeId}", codes: ["A"] })`, '{ added }')
    const { createProduct } = await run(`createProduct(input: { ${product} })`, '{ id }')
    await run(`updateProduct(id: "${createProduct.id}", input: { ${product}, stock: OUT_OF_STOCK })`, '{ id }')
    const feed = 'id,title,link,availability,price,product_type\\nH-1,Hat,https://shop.example/hat,in_stock,1.00 EUR,APPAREL'
    await run(`importProducts(input: { feed: "${feed}", dryRun: true })`, '{ created }')
    await run(`importProducts(input: { feed: "${feed}", dryRun: false })`, '{ created }')
    await run(`setCommission(input: { brandId: "${brand.id}", basisPoints: 500, attributionDays: 30 })`, '{ id }', staff)
    await run('rotatePostbackSecret', '{ url }')
    const { setWebhook } = await run(`setWebhook(input: { ${hook} })`, '{ id }')
    await run(`rotateWebhookSecret(id: "${setWebhook.id}")`, '{ id }')
    await run(`deleteWebhook(id: "${setWebhook.id}")`, '{ brand { id } }')
    const made = `createApiKey(brandId: "${brand.id}", name: "Site", scopes: [LEADERBOARD_READ])`
    const { createApiKey } = await run(made, '{ apiKey { id } }', staff)
    await run(`rotateApiKey(id: "${createApiKey.apiKey.id}")`, '{ secret }', staff)
    await run(`revokeApiKey(id: "${createApiKey.apiKey.id}")`, '{ brand { id } }', staff)
    await run(`endSponsorship(challengeId: "${challengeId}")`, '{ id }')

    const rows = await world.database.connection
      .collection<PartnerAuditRow>('partner_audit')
      .find({ brandId: brand.id }, { sort: { at: 1, _id: 1 } })
      .toArray()
    const byWhom = ({ staffId, keyId }: PartnerAuditRow) => `${staffId === null ? '' : 'staff'}${keyId === null ? '' : 'key'}`
    expect(rows.map((row) => `${row.act} by ${byWhom(row)}`).toSorted()).toEqual(
      [
        'BRAND_CREATED by staff',
        'BRAND_CHANGED by key',
        'CHALLENGE_SPONSORED by key',
        'SPONSORSHIP_CHANGED by key',
        'CODES_ADDED by key',
        'PRODUCT_CREATED by key',
        'PRODUCT_CHANGED by key',
        'PRODUCT_CREATED by key',
        'COMMISSION_SET by staff',
        'POSTBACK_SECRET_ROTATED by key',
        'WEBHOOK_SET by key',
        'WEBHOOK_SECRET_ROTATED by key',
        'WEBHOOK_DELETED by key',
        'KEY_CREATED by staff',
        'KEY_ROTATED by staff',
        'KEY_REVOKED by staff',
        'SPONSORSHIP_ENDED by key',
      ].toSorted(),
    )
    const noteOf = (act: string) => rows.find((row) => row.act === act)?.note
    expect([noteOf('BRAND_CHANGED'), noteOf('SPONSORSHIP_CHANGED')]).toEqual(['embedSites noticeEmail', 'offerCode embed'])
    expect(noteOf('CODES_ADDED')).toBe('2 codes')
    expect([...PARTNER_MUTATIONS].filter((name) => !done.has(name))).toEqual(NO_CHANGE)
  })
})
