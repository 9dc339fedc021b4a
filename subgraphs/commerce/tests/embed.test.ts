import { gunzipSync } from 'node:zlib'
import { type Caller, newId, publicRoutesOf } from '@gruppetto/graph'
import { callRoute, commandsOf } from '@gruppetto/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BoardRow } from '../src/domain/board.ts'
import {
  anonymous,
  athleteCaller,
  athleteChanged,
  challengeChanged,
  makeBrand,
  openWorld,
  participation,
  partnerOf,
  scored,
  sponsored,
  staff,
  type World,
} from './world.ts'

let world: World
/** Stands still, so that what a process keeps grows old only when a test says so. */
const clock = { nowMs: Date.now() }
beforeAll(async () => {
  world = await openWorld({ now: () => clock.nowMs })
})
afterAll(() => world.close())

const get = (
  path: string,
  headers: Record<string, string> = {},
  query: Record<string, string> = {},
  caller: Caller = anonymous,
) => callRoute([publicRoutesOf(world.subgraph)], { method: 'GET', url: `/embed/${path}`, headers, query }, caller)
/** Reads it when what the process keeps is half a second old. */
const getLater = (path: string) => {
  clock.nowMs += 500
  return get(path)
}
const namesIn = (json: string): string[] => JSON.parse(json).entries.map(({ name }: { name: string }) => name)
const update = (mutation: string, type: string, input: Record<string, unknown>, caller: Caller) =>
  world.ask(`mutation($input: ${type}!) { ${mutation}(input: $input) { id } }`, { input }, caller)
const writer = (brandId: string): Caller => partnerOf(brandId, ['CAMPAIGN_WRITE'])

describe('the data of an embedded board', () => {
  it('names only those who agreed, and everybody else without id and country', async () => {
    const brand = await makeBrand(world)
    const id = await sponsored(world, brand.id)
    const [ana, bor, gone] = [newId('Athlete'), newId('Athlete'), newId('Athlete')]
    await world.happen(
      athleteChanged(ana, { displayName: 'Ana', country: 'SI' }),
      athleteChanged(bor, { displayName: 'Bor', country: 'HR' }),
      athleteChanged(gone, { displayName: 'Gone' }),
      participation(id, ana),
      participation(id, bor, { sharesWithBrand: false }),
      participation(id, gone),
      scored(id, ana, 90_000, { completedAtMs: Date.now() }),
      scored(id, bor, 120_000),
    )
    await world.happen(athleteChanged(gone, { revision: 2, deleted: true }))
    const { statusCode, headers, body } = await get(`${id}.json`)
    expect(statusCode).toBe(200)
    expect(headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'public, max-age=1, stale-while-revalidate=2',
      'access-control-allow-origin': '*',
      vary: 'accept-encoding',
    })
    expect(headers.etag).toMatch(/^"[\w+/-]+"$/)
    expect(headers['set-cookie']).toBeUndefined()
    expect(JSON.parse(body)).toMatchObject({
      challengeId: id,
      title: 'November hundred',
      brand: 'Alpine Gear',
      status: 'ACTIVE',
      metric: 'DISTANCE',
      totalCount: 2,
      entries: [
        { rank: 1, athleteId: null, name: 'Athlete', country: null, score: 120_000, completed: false },
        { rank: 2, athleteId: ana, name: 'Ana', country: 'SI', score: 90_000, completed: true },
      ],
    })
    for (const secret of [bor, gone, 'Bor', 'HR', 'Gone']) expect(body).not.toContain(secret)
    expect((await get(id)).body).not.toMatch(/Bor|HR|Gone|ath_/)
  })

  it('forgets within half a second whoever takes a name back, has another one, leaves, or closes the account', async () => {
    const brand = await makeBrand(world)
    const id = await sponsored(world, brand.id)
    const athlete = newId('Athlete')
    const names = async () => namesIn((await getLater(`${id}.json`)).body)
    await world.happen(athleteChanged(athlete, { displayName: 'Eva' }), participation(id, athlete))
    expect(await names()).toEqual(['Eva'])
    await world.happen(athleteChanged(athlete, { revision: 2, displayName: 'Eva Novak' }))
    expect(await names()).toEqual(['Eva Novak'])
    await world.happen(participation(id, athlete, { revision: 2, sharesWithBrand: false }))
    expect(await names()).toEqual(['Athlete'])
    expect((await getLater(id)).body).not.toContain('Eva')
    // An older event that comes late brings nothing back.
    await world.happen(participation(id, athlete, { revision: 1 }))
    expect(await names()).toEqual(['Athlete'])
    await world.happen(participation(id, athlete, { revision: 3 }))
    expect(await names()).toEqual(['Eva Novak'])
    await world.happen(athleteChanged(athlete, { revision: 3, deleted: true }))
    expect(await names()).toEqual([])
    await world.happen(athleteChanged(athlete, { revision: 4, displayName: 'Eva Back' }))
    expect(await names()).toEqual(['Eva Back'])
    await world.happen(participation(id, athlete, { revision: 4, participating: false }))
    expect(await names()).toEqual([])
  })

  it('is read once for many who ask at the same time, and not at all for half a second', async () => {
    const brand = await makeBrand(world)
    const id = await sponsored(world, brand.id)
    await world.happen(participation(id, newId('Athlete')))
    // The ranks are in Redis once somebody has looked.
    await get(`${id}.json`)
    await expect.poll(() => world.runtime.redis.hexists(`commerce:{${id}}:revisions`, '#')).toBe(1)
    clock.nowMs += 500
    const first = await commandsOf(world.database, () => Promise.all(Array.from({ length: 40 }, () => get(`${id}.json`))))
    expect(first.toSorted()).toEqual([
      'board_rows.find',
      'brands.find',
      'challenges.findOne',
      'relations_accounts.find',
      'sponsorships.find',
    ])
    expect(
      await commandsOf(world.database, () => Promise.all([get(`${id}.json`), get(id), get(id, {}, { theme: 'dark' })])),
    ).toEqual([])
  })

  it('has a strong tag for each encoding, and answers 304 until something changes', async () => {
    const brand = await makeBrand(world)
    const id = await sponsored(world, brand.id)
    const athlete = newId('Athlete')
    await world.happen(athleteChanged(athlete, { displayName: 'Ana' }), participation(id, athlete), scored(id, athlete, 1_000))
    const plain = await get(`${id}.json`)
    const zipped = await get(`${id}.json`, { 'accept-encoding': 'br, gzip' })
    expect(zipped.headers['content-encoding']).toBe('gzip')
    expect(zipped.headers.etag).not.toBe(plain.headers.etag)
    expect(gunzipSync(zipped.rawPayload).toString()).toBe(plain.body)
    const etag = String(plain.headers.etag)
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, String(zipped.headers.etag), '*']) {
      const { statusCode, headers, body } = await get(`${id}.json`, { 'if-none-match': known })
      expect([statusCode, body], known).toEqual([304, ''])
      expect(headers).toMatchObject({ etag, 'cache-control': plain.headers['cache-control'] })
    }
    clock.nowMs += 500
    expect((await get(`${id}.json`, { 'if-none-match': etag })).statusCode).toBe(304)
    await world.happen(scored(id, athlete, 2_000, { revision: 2 }))
    clock.nowMs += 500
    const changed = await get(`${id}.json`, { 'if-none-match': etag })
    expect(changed.statusCode).toBe(200)
    expect(changed.headers.etag).not.toBe(etag)
  })

  it('is the same for an API key, an athlete and a stranger', async () => {
    const brand = await makeBrand(world)
    const id = await sponsored(world, brand.id)
    await world.happen(participation(id, newId('Athlete')))
    const answers = await Promise.all(
      [anonymous, partnerOf(brand.id), athleteCaller(newId('Athlete')), staff].map((caller) => get(`${id}.json`, {}, {}, caller)),
    )
    expect(new Set(answers.map(({ headers, body }) => `${headers.etag} ${body}`)).size).toBe(1)
  })
})

describe('the address of an embedded board', () => {
  const EMBED = 'query($id: ID!) { partner { leaderboard(challengeId: $id) { embedUrl embeddable } embedSites } }'

  it('is told to the brand, with whether it answers', async () => {
    const brand = await makeBrand(world, { websiteUrl: 'https://alpine.example/en' })
    const id = await sponsored(world, brand.id)
    const { data } = await world.ask(EMBED, { id }, partnerOf(brand.id))
    expect(data.partner).toEqual({
      leaderboard: { embedUrl: `${world.runtime.config.publicUrl}/embed/${id}`, embeddable: true },
      embedSites: ['https://alpine.example'],
    })
    expect((await get(id)).statusCode).toBe(200)
  })

  it('is unknown without a sponsor, for what is no challenge, and when the brand has switched it off', async () => {
    const brand = await makeBrand(world)
    const id = await sponsored(world, brand.id)
    const free = newId('Challenge')
    await world.happen(challengeChanged(free))
    for (const path of [free, `${free}.json`, newId('Challenge'), 'nonsense', `${id}.xml`, `${id}.json.json`, brand.id]) {
      const { statusCode, headers } = await get(path)
      expect([path, statusCode, headers['cache-control']]).toEqual([path, 404, 'no-store'])
    }
    expect((await get(id)).statusCode).toBe(200)
    expect(
      (await update('updateSponsorship', 'UpdateSponsorshipInput', { challengeId: id, embed: false }, writer(brand.id))).codes,
    ).toEqual([])
    expect((await getLater(id)).statusCode).toBe(404)
    expect((await world.ask(EMBED, { id }, partnerOf(brand.id))).data.partner.leaderboard.embeddable).toBe(false)
    await update('updateSponsorship', 'UpdateSponsorshipInput', { challengeId: id, embed: null }, writer(brand.id))
    expect((await getLater(id)).statusCode).toBe(200)
  })

  it('does not exist for a challenge that not everybody sees, unless the brand wants it: then it names nobody', async () => {
    const brand = await makeBrand(world)
    const id = await sponsored(world, brand.id, { clubId: newId('Club') })
    const athlete = newId('Athlete')
    await world.happen(
      athleteChanged(athlete, { displayName: 'Ana', country: 'SI' }),
      participation(id, athlete),
      scored(id, athlete, 5),
    )
    expect((await get(`${id}.json`)).statusCode).toBe(404)
    await update('updateSponsorship', 'UpdateSponsorshipInput', { challengeId: id, embed: true }, staff)
    const { body } = await getLater(`${id}.json`)
    expect(JSON.parse(body).entries).toMatchObject([{ rank: 1, athleteId: null, name: 'Athlete', country: null, score: 5 }])
    // The brand itself still sees who agreed.
    const { data } = await world.ask(
      'query($id: ID!) { partner { leaderboard(challengeId: $id) { entries { name } } } }',
      { id },
      partnerOf(brand.id),
    )
    expect(data.partner.leaderboard.entries).toEqual([{ name: 'Ana' }])
  })

  it('follows the challenge as it becomes private', async () => {
    const brand = await makeBrand(world)
    const id = await sponsored(world, brand.id)
    expect((await get(id)).statusCode).toBe(200)
    await world.happen(challengeChanged(id, { revision: 2, isPublic: false }))
    expect((await getLater(id)).statusCode).toBe(404)
  })

  it('answers 503 and no old names while the database does not answer', async () => {
    const brand = await makeBrand(world)
    const id = await sponsored(world, brand.id)
    const athlete = newId('Athlete')
    await world.happen(athleteChanged(athlete, { displayName: 'Ana' }), participation(id, athlete))
    expect((await get(id)).body).toContain('Ana')
    const other = await openWorld()
    await other.runtime.close()
    const down = await callRoute([publicRoutesOf(other.subgraph)], { method: 'GET', url: `/embed/${id}` }, anonymous)
    expect([down.statusCode, down.headers['retry-after'], down.headers['cache-control']]).toEqual([503, '5', 'no-store'])
    expect(down.body).not.toContain('Ana')
  })
})

describe('the embedded page', () => {
  it('may stand in the listed sites alone, loads nothing, and sets no cookie', async () => {
    const brand = await makeBrand(world)
    const id = await sponsored(world, brand.id)
    const policyOf = async () => String((await getLater(id)).headers['content-security-policy'])
    expect(await policyOf()).toContain("frame-ancestors 'none'")
    const sites = ['https://www.alpine.example', 'https://*.alpine.example', 'http://localhost:3000']
    expect((await update('updateBrand', 'UpdateBrandInput', { embedSites: sites }, writer(brand.id))).codes).toEqual([])
    expect(await policyOf()).toMatch(new RegExp(`frame-ancestors ${sites.join(' ').replaceAll('*', '\\*')}$`))
    const { headers, body } = await get(id)
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'; connect-src 'self'/,
    )
    expect(headers['x-frame-options']).toBeUndefined()
    expect(headers['set-cookie']).toBeUndefined()
    expect(headers['x-robots-tag']).toBe('noindex')
    expect(body.match(/\b(?:src|srcset|poster|data|action)=/g)).toBeNull()
    expect(body.match(/<link[^>]*>/g)).toEqual(['<link rel="icon" href="data:,">'])
    expect(body).not.toMatch(/@import|url\(/)
  })

  it('is another one for caches when its sites change, and says so with 304 too', async () => {
    const brand = await makeBrand(world)
    const id = await sponsored(world, brand.id)
    const { headers } = await get(id)
    await update('updateBrand', 'UpdateBrandInput', { embedSites: ['https://a.example'] }, writer(brand.id))
    clock.nowMs += 500
    const again = await get(id, { 'if-none-match': String(headers.etag) })
    expect(again.statusCode).toBe(200)
    const known = await get(id, { 'if-none-match': String(again.headers.etag) })
    expect(known.statusCode).toBe(304)
    expect(known.headers['content-security-policy']).toContain('frame-ancestors https://a.example')
  })

  it('weighs less than 30 KB and escapes what athletes and brands are called, however hostile', async () => {
    const brand = await makeBrand(world, { name: '"><img src=x onerror=alert(1)>' })
    const id = await sponsored(world, brand.id, { title: '</title><script>alert(1)</script>'.repeat(3) })
    const family = '👩🏽‍❤️‍💋‍👨🏿'.repeat(60)
    const hostile = ['<script>alert(1)</script>', '" onmouseover="alert(1)', "'`&lt;", '<'.repeat(60), '‮evil', family]
    const athletes = Array.from({ length: 100 }, () => newId('Athlete'))
    await world.happen(
      ...athletes.flatMap((athlete, index) => [athleteChanged(athlete, { displayName: hostile[index % hostile.length] ?? '' })]),
    )
    const row = { challengeId: id, participating: true, sharesWithBrand: true, participationRevision: 1, scoreRevision: 1 }
    const rows = athletes.map(
      (athleteId, index): BoardRow => ({
        ...row,
        _id: `${id}:${athleteId}`,
        athleteId,
        score: 9_999_999 - index,
        reachedAt: new Date(1_000),
        completedAt: new Date(1_000),
        updatedAt: new Date(1_000),
      }),
    )
    await world.database.connection.collection<BoardRow>('board_rows').insertMany(rows)
    await update(
      'updateSponsorship',
      'UpdateSponsorshipInput',
      { challengeId: id, prize: '<b>'.repeat(100), termsUrl: 'https://x.example/?a="onclick=alert(1)&b=1' },
      staff,
    )
    const { body, rawPayload } = await getLater(id)
    expect(rawPayload.length).toBeLessThan(30 * 1024)
    expect(body.match(/<script/g)).toHaveLength(1)
    expect(body).not.toMatch(/<img|<b>|<script>alert| onmouseover="| onclick=/)
    expect(body).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    // Half of a character would be shown as a box.
    expect(body).not.toMatch(/\ufffd|\p{Cs}/u)
    expect(body.match(/<tr>/g)).toHaveLength(51)
    const { rawPayload: zipped } = await get(id, { 'accept-encoding': 'gzip' })
    expect(zipped.length).toBeLessThan(10 * 1024)
  })

  it('wears the colours of the brand, in the theme and direction that its address asks for', async () => {
    const brand = await makeBrand(world)
    const id = await sponsored(world, brand.id)
    expect((await update('updateBrand', 'UpdateBrandInput', { colors: { primary: '#FFE600' } }, writer(brand.id))).codes).toEqual(
      [],
    )
    const { body } = await getLater(id)
    expect(body).toContain('--band:#ffe600;--bandText:#000000')
    expect(body).toContain('prefers-color-scheme:dark')
    const dark = (await get(id, {}, { theme: 'dark', dir: 'rtl' })).body
    expect(dark).toContain('dir="rtl"')
    expect(dark).toContain('--scheme:dark')
    expect(dark).not.toContain('prefers-color-scheme')
    expect((await get(id, {}, { theme: '"><script>', dir: 'sideways' })).body).toBe(body)
  })
})

describe('updateBrand and updateSponsorship', () => {
  it('are for staff and for keys of the own brand with CAMPAIGN_WRITE', async () => {
    const [brand, other] = [await makeBrand(world), await makeBrand(world)]
    const id = await sponsored(world, brand.id)
    const codesOf = async (caller: Caller) => [
      ...(await update('updateBrand', 'UpdateBrandInput', { name: 'Mine', brandId: brand.id }, caller)).codes,
      ...(await update('updateSponsorship', 'UpdateSponsorshipInput', { challengeId: id, prize: 'Mine' }, caller)).codes,
    ]
    expect(await codesOf(anonymous)).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED'])
    expect(await codesOf(athleteCaller(newId('Athlete')))).toEqual(['FORBIDDEN', 'FORBIDDEN'])
    expect(await codesOf(partnerOf(brand.id, ['CAMPAIGN_READ']))).toEqual(['FORBIDDEN', 'FORBIDDEN'])
    expect(await codesOf(writer(other.id))).toEqual(['NOT_FOUND', 'NOT_FOUND'])
    expect(JSON.parse((await get(`${id}.json`)).body)).toMatchObject({ brand: 'Alpine Gear', prize: null })
    expect(await codesOf(writer(brand.id))).toEqual([])
    expect(JSON.parse((await getLater(`${id}.json`)).body)).toMatchObject({ brand: 'Mine', prize: 'Mine' })
  })

  it('leave as it is what the input does not name, and refuse what no page should carry', async () => {
    const brand = await makeBrand(world, { websiteUrl: 'https://alpine.example' })
    const change = async (input: Record<string, unknown>) =>
      (await update('updateBrand', 'UpdateBrandInput', input, writer(brand.id))).codes
    expect(await change({ colors: { primary: '#00457c', background: '#fff8e7' } })).toEqual([])
    expect(await change({ name: 'Alpine' })).toEqual([])
    const read = async () =>
      (
        await world.ask(
          '{ partner { brand { name websiteUrl colors { primary background } } embedSites } }',
          {},
          partnerOf(brand.id),
        )
      ).data.partner
    const expected = {
      name: 'Alpine',
      websiteUrl: 'https://alpine.example',
      colors: { primary: '#00457c', background: '#fff8e7' },
    }
    expect(await read()).toEqual({ brand: expected, embedSites: ['https://alpine.example'] })
    for (const input of [
      { colors: { primary: 'red;}' } },
      { colors: { primary: '#000' } },
      { embedSites: ['https://a.example; script-src *'] },
      { embedSites: ['*'] },
      { name: '' },
      { websiteUrl: 'javascript:alert(1)' },
    ]) {
      expect(await change(input), JSON.stringify(input)).toEqual(['BAD_USER_INPUT'])
    }
    expect(await read()).toEqual({ brand: expected, embedSites: ['https://alpine.example'] })
    expect(await change({ colors: null, embedSites: [] })).toEqual([])
    expect(await read()).toEqual({ brand: { ...expected, colors: null }, embedSites: [] })
  })
})
