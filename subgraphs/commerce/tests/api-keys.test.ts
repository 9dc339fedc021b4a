import { API_KEY_CHANGED_KEY } from '@gruppetto/events'
import { type Caller, newId } from '@gruppetto/graph'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openKeyDesk } from '../src/module.ts'
import { askForKey, athleteCaller, hashOf, type MadeBrand, makeBrand, openWorld, partnerOf, staff, type World } from './world.ts'

let aheadMs = 0
let world: World
beforeAll(async () => {
  world = await openWorld({ now: () => Date.now() + aheadMs })
})
afterAll(() => world.close())

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const KEY = 'id name prefix scopes createdAt lastUsedAt expiresAt revokedAt'
const CREATE = `mutation ($brandId: ID, $name: String!, $scopes: [ApiScope!]!, $expiresAt: DateTime) {
  createApiKey(brandId: $brandId, name: $name, scopes: $scopes, expiresAt: $expiresAt) { apiKey { ${KEY} } secret } }`
const ROTATE = `mutation ($id: ID!, $hours: Int) { rotateApiKey(id: $id, overlapHours: $hours) { apiKey { ${KEY} } secret } }`
const REVOKE = 'mutation ($id: ID!) { revokeApiKey(id: $id) { brand { id } } }'

const find = async (secret: string) => {
  const answer = await askForKey(world, { sha256: hashOf(secret) })
  return answer.statusCode === 200 ? answer.json() : null
}
/** The caller that the gateway makes of a secret. */
const callerWith = async (secret: string): Promise<Caller> => {
  const found = await find(secret)
  if (found === null) throw new Error('the secret opens nothing')
  return { kind: 'partner', keyId: found.keyId, brandId: found.brandId, scopes: found.scopes, address: null }
}
const create = async (brand: MadeBrand, scopes: string[], more: Record<string, unknown> = {}, caller?: Caller) =>
  world.ask(CREATE, { name: 'Website', scopes, ...more }, caller ?? (await callerWith(brand.secret)))
const audited = async (brandId: string) =>
  (await world.database.connection.collection('partner_audit').find({ brandId }).sort({ at: 1, _id: 1 }).toArray()).map(
    ({ act, staffId, keyId }) => [act, staffId ?? keyId],
  )
const inDays = (days: number) => new Date(world.runtime.now() + days * DAY_MS).toISOString()

describe('createApiKey', () => {
  it('makes a key with some of the scopes of the maker, whose secret is shown once and stored nowhere', async () => {
    const brand = await makeBrand(world)
    const expiresAt = inDays(30)
    const { data, errors } = await create(brand, ['CAMPAIGN_READ', 'LEADERBOARD_READ', 'CAMPAIGN_READ'], { expiresAt })
    expect(errors).toEqual([])
    const { apiKey, secret } = data.createApiKey
    expect(apiKey).toMatchObject({
      name: 'Website',
      prefix: secret.slice(0, 12),
      scopes: ['LEADERBOARD_READ', 'CAMPAIGN_READ'],
      lastUsedAt: null,
      expiresAt,
      revokedAt: null,
    })
    expect(await find(secret)).toEqual({
      keyId: apiKey.id,
      brandId: brand.id,
      scopes: ['LEADERBOARD_READ', 'CAMPAIGN_READ'],
      expiresAtMs: Date.parse(expiresAt),
    })
    const stored = await world.database.connection.collection<{ _id: string }>('api_keys').findOne({ _id: apiKey.id })
    expect(JSON.stringify(stored)).not.toContain(secret)
    expect(await audited(brand.id)).toEqual([
      ['BRAND_CREATED', staff.kind === 'athlete' ? staff.athleteId : ''],
      ['KEY_CREATED', brand.apiKey.id],
    ])
  })

  it('gives no scope that the maker lacks, names all of them, and no longer life than the maker has', async () => {
    const brand = await makeBrand(world)
    const made = await create(brand, ['KEYS_MANAGE', 'LEADERBOARD_READ'], { expiresAt: inDays(2) })
    const manager = await callerWith(made.data.createApiKey.secret)
    const more = await create(brand, ['CAMPAIGN_WRITE', 'CAMPAIGN_READ', 'LEADERBOARD_READ'], {}, manager)
    expect(more.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN', missingScopes: ['CAMPAIGN_READ', 'CAMPAIGN_WRITE'] } }])
    expect((await create(brand, ['LEADERBOARD_READ'], { expiresAt: inDays(3) }, manager)).codes).toEqual(['BAD_USER_INPUT'])
    const heir = await create(brand, ['LEADERBOARD_READ'], {}, manager)
    expect(heir.data.createApiKey.apiKey.expiresAt).toBe(made.data.createApiKey.apiKey.expiresAt)
    const reader = await callerWith(heir.data.createApiKey.secret)
    expect((await create(brand, ['LEADERBOARD_READ'], {}, reader)).errors).toMatchObject([
      { extensions: { code: 'FORBIDDEN', missingScopes: ['KEYS_MANAGE'] } },
    ])
  })

  it('is for staff, who name the brand, and for no athlete and no other brand', async () => {
    const [brand, other] = [await makeBrand(world), await makeBrand(world)]
    expect((await create(brand, ['LEADERBOARD_READ'], { brandId: brand.id }, staff)).codes).toEqual([])
    expect((await create(brand, ['LEADERBOARD_READ'], {}, staff)).codes).toEqual(['BAD_USER_INPUT'])
    expect((await create(brand, ['LEADERBOARD_READ'], { brandId: newId('Brand') }, staff)).codes).toEqual(['NOT_FOUND'])
    expect((await create(brand, ['LEADERBOARD_READ'], { brandId: other.id })).codes).toEqual(['NOT_FOUND'])
    const athlete = athleteCaller(newId('Athlete'))
    expect((await create(brand, ['LEADERBOARD_READ'], { brandId: brand.id }, athlete)).codes).toEqual(['FORBIDDEN'])
  })

  it('refuses what is not a name, no scopes, a past end, and too many keys', async () => {
    const brand = await makeBrand(world)
    expect((await create(brand, [])).codes).toEqual(['BAD_USER_INPUT'])
    expect((await create(brand, ['LEADERBOARD_READ'], { name: ' \u200b ' })).codes).toEqual(['BAD_USER_INPUT'])
    expect((await create(brand, ['LEADERBOARD_READ'], { name: 'x'.repeat(81) })).codes).toEqual(['BAD_USER_INPUT'])
    expect((await create(brand, ['LEADERBOARD_READ'], { expiresAt: inDays(-1) })).codes).toEqual(['BAD_USER_INPUT'])
    const row = await world.database.connection.collection<{ _id: string }>('api_keys').findOne({ _id: brand.apiKey.id })
    const copies = Array.from({ length: 49 }, (_, index) => ({ ...row, _id: newId('ApiKey'), sha256: `${brand.id}${index}` }))
    await world.database.connection.collection<{ _id: string }>('api_keys').insertMany(copies)
    expect((await create(brand, ['LEADERBOARD_READ'])).codes).toEqual(['CONFLICT'])
    await world.ask(REVOKE, { id: copies[0]?._id }, staff)
    expect((await create(brand, ['LEADERBOARD_READ'])).codes).toEqual([])
  })

  it('is not done by a key that is revoked at the same moment', async () => {
    const brand = await makeBrand(world)
    const caller = await callerWith(brand.secret)
    const [made] = await Promise.all([
      create(brand, ['LEADERBOARD_READ'], {}, caller),
      world.ask(REVOKE, { id: brand.apiKey.id }, staff),
    ])
    const keys = await world.database.connection.collection('api_keys').find({ brandId: brand.id }).toArray()
    // Either the key was made before its maker was revoked, or not at all.
    expect(keys).toHaveLength(made.errors.length === 0 ? 2 : 1)
    expect((await create(brand, ['LEADERBOARD_READ'], {}, caller)).codes).toEqual(['UNAUTHENTICATED'])
  })
})

describe('partner.apiKey', () => {
  it('is the key that asks, with any scopes, and nothing for staff', async () => {
    const brand = await makeBrand(world)
    const read = async (caller: Caller, brandId: string | null = null) =>
      world.ask('query ($id: ID) { partner(brandId: $id) { apiKey { id scopes expiresAt } } }', { id: brandId }, caller)
    const expiresAt = inDays(30)
    const { apiKey, secret } = (await create(brand, ['CAMPAIGN_READ'], { expiresAt })).data.createApiKey
    // The secret from before a rotation is still that of this key.
    await world.ask(ROTATE, { id: apiKey.id, hours: 2 }, staff)
    const own = await read(await callerWith(secret))
    expect(own.errors).toEqual([])
    expect(own.data.partner.apiKey).toEqual({ id: apiKey.id, scopes: ['CAMPAIGN_READ'], expiresAt })
    expect((await read(staff, brand.id)).data.partner.apiKey).toBeNull()
  })
})

describe('the desk of keys', () => {
  it('makes a key with all scopes for a brand that is there, and says what is wrong otherwise', async () => {
    const brand = await makeBrand(world)
    const { slug } = (await world.database.connection.collection<{ _id: string; slug: string }>('brands').findOne({
      _id: brand.id,
    })) ?? { slug: '' }
    const desk = await openKeyDesk(world.runtime)
    const secret = (await desk.make(slug.toUpperCase(), 'By hand')) ?? ''
    expect(await find(secret)).toMatchObject({ brandId: brand.id, scopes: brand.apiKey.scopes, expiresAtMs: null })
    expect(await audited(brand.id)).toHaveLength(2)
    expect(await desk.make('no-such-brand', 'By hand')).toBeNull()
    await expect(desk.make(slug, ' ')).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } })
  })
})

describe('rotateApiKey', () => {
  it('gives the same key a new secret, and the old one holds for the overlap', async () => {
    const brand = await makeBrand(world)
    const { data, errors } = await world.ask(ROTATE, { id: brand.apiKey.id, hours: 2 }, await callerWith(brand.secret))
    expect(errors).toEqual([])
    const { apiKey, secret } = data.rotateApiKey
    expect(apiKey).toMatchObject({ id: brand.apiKey.id, prefix: secret.slice(0, 12), scopes: brand.apiKey.scopes })
    expect(await find(secret)).toMatchObject({ keyId: brand.apiKey.id, expiresAtMs: null })
    const old = await find(brand.secret)
    expect(old.keyId).toBe(brand.apiKey.id)
    expect(Math.abs(old.expiresAtMs - world.runtime.now() - 2 * HOUR_MS)).toBeLessThan(60_000)
    aheadMs += 2 * HOUR_MS
    expect(await find(brand.secret)).toBeNull()
    expect(await find(secret)).not.toBeNull()
    expect((await audited(brand.id)).at(-1)).toEqual(['KEY_ROTATED', brand.apiKey.id])
  })

  it('ends the overlap before it, and with no overlap the old secret, at once', async () => {
    const brand = await makeBrand(world)
    const caller = await callerWith(brand.secret)
    const first = (await world.ask(ROTATE, { id: brand.apiKey.id, hours: 168 }, caller)).data.rotateApiKey.secret
    const second = (await world.ask(ROTATE, { id: brand.apiKey.id, hours: 0 }, caller)).data.rotateApiKey.secret
    expect([await find(brand.secret), await find(first)]).toEqual([null, null])
    expect(await find(second)).not.toBeNull()
    for (const hours of [-1, 169]) {
      expect((await world.ask(ROTATE, { id: brand.apiKey.id, hours }, caller)).codes).toEqual(['BAD_USER_INPUT'])
    }
  })

  it('hands no key to one that may do less, and revives no key that is over', async () => {
    const [brand, other] = [await makeBrand(world), await makeBrand(world)]
    const manager = await callerWith((await create(brand, ['KEYS_MANAGE'])).data.createApiKey.secret)
    expect((await world.ask(ROTATE, { id: brand.apiKey.id }, manager)).errors).toMatchObject([
      { extensions: { missingScopes: ['LEADERBOARD_READ', 'CAMPAIGN_READ', 'CAMPAIGN_WRITE', 'AFFILIATE_READ'] } },
    ])
    expect(await find(brand.secret)).not.toBeNull()
    expect((await world.ask(ROTATE, { id: other.apiKey.id }, manager)).codes).toEqual(['NOT_FOUND'])
    expect((await world.ask(ROTATE, { id: brand.apiKey.id }, partnerOf(brand.id))).codes).toEqual(['FORBIDDEN'])
    await world.ask(REVOKE, { id: brand.apiKey.id }, staff)
    expect((await world.ask(ROTATE, { id: brand.apiKey.id }, staff)).codes).toEqual(['CONFLICT'])
    const short = (await create(brand, ['LEADERBOARD_READ'], { brandId: brand.id, expiresAt: inDays(1) }, staff)).data
      .createApiKey
    aheadMs += DAY_MS
    expect(await find(short.secret)).toBeNull()
    expect((await world.ask(ROTATE, { id: short.apiKey.id }, staff)).codes).toEqual(['CONFLICT'])
  })
})

describe('revokeApiKey', () => {
  it('ends both secrets of a key, and tells the gateways', async () => {
    const brand = await makeBrand(world)
    const { secret } = (await world.ask(ROTATE, { id: brand.apiKey.id }, staff)).data.rotateApiKey
    const heard: unknown[] = []
    const hints = world.runtime.live.subscribe('apiKey', API_KEY_CHANGED_KEY, ({ id }) => heard.push(id))
    await world.runtime.bus.connection.flush()
    expect((await world.ask(REVOKE, { id: brand.apiKey.id }, await callerWith(secret))).codes).toEqual([])
    await expect.poll(() => heard).toEqual([brand.apiKey.id])
    hints.unsubscribe()
    expect([await find(secret), await find(brand.secret)]).toEqual([null, null])
    expect((await audited(brand.id)).map(([act]) => act)).toEqual(['BRAND_CREATED', 'KEY_ROTATED', 'KEY_REVOKED'])
    await world.ask(REVOKE, { id: brand.apiKey.id }, staff)
    expect(await audited(brand.id)).toHaveLength(3)
  })
})

describe('lastUsedAt', () => {
  it('is written at most once a minute', async () => {
    const brand = await makeBrand(world)
    const used = async () => {
      const { data } = await world.ask(
        'query ($id: ID) { partner(brandId: $id) { apiKeys { lastUsedAt } } }',
        { id: brand.id },
        staff,
      )
      return data.partner.apiKeys[0].lastUsedAt
    }
    expect(await used()).toBeNull()
    await find(brand.secret)
    await expect.poll(used).not.toBeNull()
    const first = await used()
    aheadMs += 30_000
    await find(brand.secret)
    aheadMs += 31_000
    await find(brand.secret)
    await expect.poll(used).not.toBe(first)
    // The use within the first minute was not written.
    expect(Date.parse(await used()) - Date.parse(first)).toBeGreaterThanOrEqual(60_000)
  })
})
