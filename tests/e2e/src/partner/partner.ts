import { createHash } from 'node:crypto'
import { type GraphQLSchema, isNonNullType } from 'graphql'
import { describe, expect, it } from 'vitest'
import { join, newChallenge } from '../challenge/challenge.ts'
import { clientSchema } from '../client-schema.ts'
import { newAthlete, nobody, PASSWORD, type Person, person, sendFile } from '../people.ts'
import { gpxRide } from '../recordings.ts'
import type { World, WorldOf } from '../world.ts'

/** Creates an athlete with the STAFF role, which the next access token contains. */
export const newStaff = async (world: () => Pick<World, 'url' | 'grantStaff'>): Promise<Person> => {
  const plain = await newAthlete(world().url, 'staff')
  await world().grantStaff(plain.handle)
  const { signIn } = await nobody(world().url).get<{ signIn: { accessToken: string } }>(
    'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }',
    { input: { email: `${plain.handle}@example.org`, password: PASSWORD } },
  )
  return person(world().url, { ...plain, token: signIn.accessToken })
}

export const partnerWith = (url: string, key: string) =>
  person(url, { id: '', handle: '', displayName: '', token: '', refreshToken: '' }, { 'x-api-key': key })

export const newBrand = async (staff: Person): Promise<{ id: string; secret: string; slug: string }> => {
  const slug = `brand-${staff.handle.replaceAll(/[^a-z0-9]/g, '')}-${Math.random().toString(36).slice(2, 8)}`
  const { createBrand } = await staff.get<{ createBrand: { brand: { id: string }; secret: string } }>(
    'mutation ($input: BrandInput!) { createBrand(input: $input) { brand { id } secret apiKey { prefix scopes } } }',
    { input: { slug, name: 'Fernweh', logoUrl: 'https://fernweh.example/logo.png' } },
  )
  return { id: createBrand.brand.id, secret: createBrand.secret, slug }
}

export const newProduct = async (staff: Person, input: Readonly<Record<string, unknown>>): Promise<string> => {
  const { createProduct } = await staff.get<{ createProduct: { id: string } }>(
    'mutation ($input: ProductInput!) { createProduct(input: $input) { id } }',
    { input: { priceCents: 12_900, currency: 'EUR', shopUrl: 'https://fernweh.example/shop', ...input } },
  )
  return createProduct.id
}

const everyRootField = (schema: GraphQLSchema): { name: string; query: string }[] => {
  const query = Object.values(schema.getQueryType()?.getFields() ?? {})
  return query
    .filter((field) => field.name !== 'partner')
    .map((field) => {
      const needed = field.args.filter((argument) => isNonNullType(argument.type) && argument.defaultValue === undefined)
      const values: Record<string, string> = {
        'ID!': '"ath_01kaq8z3m5e8n9t0v2w4x6y8z0"',
        '[ID!]!': '["ath_01kaq8z3m5e8n9t0v2w4x6y8z0"]',
        'String!': '"an"',
        'BoundingBoxInput!': '{ south: 47, west: 8, north: 47.1, east: 8.1 }',
      }
      const args = needed.map((argument) => `${argument.name}: ${values[String(argument.type)]}`)
      return { name: field.name, query: `{ ${field.name}${args.length > 0 ? `(${args.join(', ')})` : ''} { __typename } }` }
    })
}

export const partner = (world: WorldOf): void => {
  describe('a sponsor', () => {
    it('reads its leaderboard by key, and sees only athletes who consented', async () => {
      const [staff, ana, ben] = await Promise.all([
        newStaff(world),
        newAthlete(world().url, 'ana'),
        newAthlete(world().url, 'ben'),
      ])
      const brand = await newBrand(staff)
      const id = await newChallenge(staff)
      const sponsor =
        'mutation ($input: SponsorChallengeInput!) { sponsorChallenge(input: $input) { sponsorship { brand { name } prize } } }'
      expect(await staff.get(sponsor, { input: { challengeId: id, brandId: brand.id, prize: 'A jacket' } })).toEqual({
        sponsorChallenge: { sponsorship: { brand: { name: 'Fernweh' }, prize: 'A jacket' } },
      })
      expect(await staff.refused(sponsor, { input: { challengeId: id, brandId: brand.id } })).toBe('CONFLICT')
      await join(ana, id, true)
      await join(ben, id, false)
      await sendFile(ana, 'a.gpx', gpxRide(Date.now() - 86_400_000, { points: 240 }))
      await sendFile(ben, 'b.gpx', gpxRide(Date.now() - 86_400_000, { points: 480, longitude: 9 }))
      await world().settle()

      const fernweh = partnerWith(world().url, brand.secret)
      const query = `query ($id: ID!) { partner { brand { name } leaderboard(challengeId: $id) { title totalCount entries { rank name athleteId score completed } } } }`
      const { partner: seen } = await fernweh.get<{ partner: { leaderboard: { entries: unknown[] } } }>(query, { id })
      expect(seen.leaderboard.entries).toEqual([
        { rank: 1, name: 'Athlete', athleteId: null, score: expect.any(Number), completed: true },
        { rank: 2, name: ana.displayName, athleteId: ana.id, score: expect.any(Number), completed: true },
      ])
      // Consent can be taken back.
      await join(ana, id, false)
      await world().settle()
      const { partner: after } = await fernweh.get<{ partner: { leaderboard: { entries: { name: string }[] } } }>(query, { id })
      expect(after.leaderboard.entries.map((entry) => entry.name)).toEqual(['Athlete', 'Athlete'])

      const other = partnerWith(world().url, (await newBrand(staff)).secret)
      expect(await other.refused(query, { id })).toBe('NOT_FOUND')
      expect(await partnerWith(world().url, 'gpk_wrong').refused('{ partner { brand { name } } }')).toBe('UNAUTHENTICATED')
    })

    it('manages its keys, sponsors by key, and reads board, report and files until a consent or a key is taken back', async () => {
      const [staff, ana, ben] = await Promise.all([
        newStaff(world),
        newAthlete(world().url, 'ana'),
        newAthlete(world().url, 'ben'),
      ])
      const brand = await newBrand(staff)
      const manager = partnerWith(world().url, brand.secret)
      const newKey = async (scopes: readonly string[]) =>
        (
          await manager.get<{ createApiKey: { secret: string; apiKey: { id: string } } }>(
            'mutation ($scopes: [ApiScope!]!) { createApiKey(name: "Story", scopes: $scopes) { secret apiKey { id } } }',
            { scopes },
          )
        ).createApiKey
      const [writing, reading] = [await newKey(['CAMPAIGN_WRITE']), await newKey(['LEADERBOARD_READ', 'CAMPAIGN_READ'])]
      const [writer, reader] = [partnerWith(world().url, writing.secret), partnerWith(world().url, reading.secret)]

      const id = await newChallenge(staff)
      const sponsor = 'mutation ($input: SponsorChallengeInput!) { sponsorChallenge(input: $input) { sponsorship { prize } } }'
      const input = { challengeId: id, prize: 'A jacket' }
      expect(await reader.refused(sponsor, { input })).toBe('FORBIDDEN')
      expect(await writer.get(sponsor, { input })).toEqual({ sponsorChallenge: { sponsorship: { prize: 'A jacket' } } })
      expect(await writer.refused('{ partner { leaderboard(challengeId: "x") { title } } }')).toBe('FORBIDDEN')

      await join(ana, id, true)
      await join(ben, id, false)
      await sendFile(ana, 'a.gpx', gpxRide(Date.now() - 86_400_000, { points: 240 }))
      await world().settle()
      const report =
        'query ($id: ID!) { partner { campaignReport(challengeId: $id) { participants completions activities distanceMeters } } }'
      expect(await reader.get(report, { id })).toEqual({
        partner: { campaignReport: { participants: 2, completions: 1, activities: null, distanceMeters: null } },
      })
      const origin = new URL(world().url).origin
      const file = (secret: string, name = 'leaderboard') =>
        fetch(`${origin}/partner/challenges/${id}/${name}.csv`, { headers: { 'x-api-key': secret } })
      const board = await file(reading.secret)
      expect(board.headers.get('ratelimit')).toMatch(/^"key";r=\d+;t=\d+$/)
      expect(await board.text()).toContain(`1,${ana.displayName},${ana.id},`)
      expect((await file(reading.secret, 'report')).status).toBe(200)
      expect([(await file(writing.secret)).status, (await file('gpk_wrong')).status]).toEqual([403, 401])

      await ana.get('mutation ($id: ID!) { setChallengeSharing(id: $id, share: false) { id } }', { id })
      await world().settle()
      expect(await (await file(reading.secret)).text()).not.toContain(ana.id)

      const { rotateApiKey } = await manager.get<{ rotateApiKey: { secret: string } }>(
        'mutation ($id: ID!) { rotateApiKey(id: $id, overlapHours: 1) { secret } }',
        { id: reading.apiKey.id },
      )
      for (const secret of [reading.secret, rotateApiKey.secret]) expect((await file(secret)).status).toBe(200)
      await manager.get('mutation ($id: ID!) { revokeApiKey(id: $id) { brand { id } } }', { id: reading.apiKey.id })
      for (const secret of [reading.secret, rotateApiKey.secret]) {
        await expect.poll(async () => (await file(secret)).status, { timeout: 5_000 }).toBe(401)
      }
    })

    it('reads nothing else, neither by another root field nor through its own', async () => {
      const staff = await newStaff(world)
      const brand = await newBrand(staff)
      const key = partnerWith(world().url, brand.secret)
      const fields = everyRootField(await clientSchema(world().url))
      expect(fields.length).toBeGreaterThan(15)
      for (const { name, query } of fields) expect([name, await key.refused(query)]).toEqual([name, 'FORBIDDEN'])
      expect(await key.refused('mutation { createPost(input: { text: "hello" }) { id } }')).toBe('FORBIDDEN')
      const id = await newChallenge(staff)
      await staff.get('mutation ($input: SponsorChallengeInput!) { sponsorChallenge(input: $input) { id } }', {
        input: { challengeId: id, brandId: brand.id },
      })
      await world().settle()
      const round =
        'query ($id: ID!) { partner { leaderboard(challengeId: $id) { challenge { title leaderboard { edges { node { athlete { handle } } } } } } } }'
      const { data } = await key.ask(round, { id })
      expect(JSON.stringify(data ?? null)).not.toContain('handle')
    })

    it('reads by a persisted operation no more than by its text, whoever has stored it', async () => {
      const [staff, ana] = await Promise.all([newStaff(world), newAthlete(world().url, 'ana')])
      const brand = await newBrand(staff)
      const id = await newChallenge(staff)
      await staff.get('mutation ($input: SponsorChallengeInput!) { sponsorChallenge(input: $input) { id } }', {
        input: { challengeId: id, brandId: brand.id },
      })
      const made = 'mutation { createApiKey(name: "Weak", scopes: [CAMPAIGN_READ]) { secret } }'
      const { createApiKey } = await partnerWith(world().url, brand.secret).get<{ createApiKey: { secret: string } }>(made)
      const strong = { 'x-api-key': brand.secret }
      const weak = { 'x-api-key': createApiKey.secret }
      await world().settle()
      const board = `query Board${Math.random().toString(36).slice(2)}($id: ID!) { partner { leaderboard(challengeId: $id) { title } } }`
      const own = `query Own${Math.random().toString(36).slice(2)} { viewer { athlete { handle } } }`
      /** Sends an operation by its hash, by POST or by GET, with its text where it is to be stored. Returns the code of the refusal. */
      const send = async (query: string, headers: Record<string, string>, how: 'STORE' | 'POST' | 'GET') => {
        const extensions = { persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(query).digest('hex') } }
        const all = { 'content-type': 'application/json', accept: 'application/json', ...headers }
        const variables = query === board ? { id } : {}
        const search = new URLSearchParams({ extensions: JSON.stringify(extensions), variables: JSON.stringify(variables) })
        const text = how === 'STORE' ? { query } : {}
        const answer =
          how === 'GET'
            ? await fetch(`${world().url}?${search}`, { headers: all })
            : await fetch(world().url, {
                method: 'POST',
                headers: all,
                body: JSON.stringify({ ...text, extensions, variables }),
              })
        const { errors } = (await answer.json()) as { errors?: { extensions: { code: string } }[] }
        return errors?.[0]?.extensions.code ?? 'ANSWERED'
      }
      expect(await send(board, weak, 'POST')).toBe('PERSISTED_QUERY_NOT_FOUND')
      expect(await send(board, strong, 'STORE')).toBe('ANSWERED')
      expect(await send(own, { authorization: `Bearer ${ana.token}` }, 'STORE')).toBe('ANSWERED')
      for (const how of ['POST', 'GET'] as const) {
        await expect.poll(() => send(board, strong, how)).toBe('ANSWERED')
        expect([how, await send(board, weak, how)]).toEqual([how, 'FORBIDDEN'])
        expect([how, await send(board, { 'x-api-key': 'gpk_wrong' }, how)]).toEqual([how, 'UNAUTHENTICATED'])
        expect([how, await send(own, strong, how)]).toEqual([how, 'FORBIDDEN'])
      }
      // Nor does another name or a fragment open what the field does not.
      const disguised = [
        '{ me: viewer { id } }',
        'query { ...Hidden } fragment Hidden on Query { viewer { id } }',
        'query { partner { brand { name } } ... on Query { athlete(id: "ath_01kaq8z3m5e8n9t0v2w4x6y8z0") { handle } } }',
        `query { partner { ...Hidden } } fragment Hidden on Partner { it: leaderboard(challengeId: "${id}") { title } }`,
      ]
      for (const query of disguised) {
        expect([query, await partnerWith(world().url, createApiKey.secret).refused(query)]).toEqual([query, 'FORBIDDEN'])
      }
    })

    it('counts a click on a product and sends the athlete on', async () => {
      const staff = await newStaff(world)
      const brand = await newBrand(staff)
      const { createProduct } = await staff.get<{ createProduct: { id: string; affiliateUrl: string } }>(
        'mutation ($input: ProductInput!) { createProduct(input: $input) { id affiliateUrl brand { slug } } }',
        {
          input: {
            brandId: brand.id,
            name: 'Headwind jacket',
            category: 'APPAREL',
            priceCents: 12_900,
            currency: 'EUR',
            shopUrl: 'https://fernweh.example/headwind?a=1',
          },
        },
      )
      const response = await fetch(createProduct.affiliateUrl, { redirect: 'manual' })
      expect(response.status).toBe(302)
      expect(response.headers.get('location')).toMatch(/^https:\/\/fernweh\.example\/headwind\?a=1/)
      expect(
        (await fetch(createProduct.affiliateUrl.replace(createProduct.id, 'prod_nothing'), { redirect: 'manual' })).status,
      ).toBe(404)
      expect(
        await (await newAthlete(world().url)).refused(
          'mutation ($input: BrandInput!) { createBrand(input: $input) { secret } }',
          { input: { slug: 'mine', name: 'Mine' } },
        ),
      ).toBe('FORBIDDEN')
    })

    it('brings its products in by a feed, and each offer has a link to its own shop', async () => {
      const staff = await newStaff(world)
      const brand = await newBrand(staff)
      const key = partnerWith(world().url, brand.secret)
      const feed = [
        'id,title,link,availability,price,product_type',
        ...['129.00 EUR', '19800 JPY', '42.500 KWD'].map(
          (price) => `H-1,Headwind jacket,https://fernweh.example/${price.slice(-3)},in_stock,${price},APPAREL`,
        ),
        'H-2,Wrong,https://fernweh.example/,in_stock,1.50 JPY,APPAREL',
      ].join('\n')
      const bring = async (dryRun: boolean) =>
        (
          await key.get<{ importProducts: { created: number; unchanged: number; refusals: { line: number; reason: string }[] } }>(
            `mutation ($input: ImportProductsInput!) { importProducts(input: $input) { created changed unchanged refused ignoredColumns
              changes { line sku isNew product { id name offers { currency } } fields { field before after } } refusals { line sku reason } } }`,
            { input: { feed, dryRun } },
          )
        ).importProducts
      const refusals = [{ line: 5, sku: 'H-2', reason: 'price: JPY has no decimals' }]
      expect(await bring(true)).toMatchObject({ created: 1, refusals })
      expect(await bring(false)).toMatchObject({ created: 1, refusals })
      expect(await bring(false)).toMatchObject({ created: 0, unchanged: 1, refusals })

      const search = `query ($slug: String!) { products(query: "hedwind", brandSlug: $slug) { totalCount categories { category count }
        edges { node { name offers { priceCents currency stock affiliateUrl } } } } }`
      interface Found {
        readonly totalCount: number
        readonly edges: readonly {
          readonly node: { readonly offers: readonly { readonly currency: string; readonly affiliateUrl: string }[] }
        }[]
      }
      const reader = await newAthlete(world().url)
      const { partner } = await key.get<{ partner: { brand: { slug: string } } }>('{ partner { brand { slug } } }')
      const { products } = await reader.get<{ products: Found }>(search, { slug: partner.brand.slug })
      expect(products.totalCount).toBe(1)
      const offers = products.edges[0]?.node.offers ?? []
      expect(offers.map(({ currency }) => currency)).toEqual(['EUR', 'JPY', 'KWD'])
      for (const { currency, affiliateUrl } of offers) {
        const response = await fetch(affiliateUrl, { redirect: 'manual' })
        expect([response.status, response.headers.get('location')]).toEqual([302, `https://fernweh.example/${currency}`])
      }
    })
  })
}
