import { type Caller, newId } from '@gruppetto/graph'
import { deadLetters } from '@gruppetto/runtime'
import { commandsOf } from '@gruppetto/testing'
import { type GraphQLArgument, getNamedType, isEnumType, isInputObjectType, isLeafType, isListType, isNonNullType } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BoardRow } from '../src/domain/board.ts'
import {
  anonymous,
  athleteCaller,
  athleteChanged,
  challengeChanged,
  makeBrand,
  makeProduct,
  openWorld,
  participation,
  partnerOf,
  scored,
  sponsor,
  sponsored,
  staff,
  type World,
} from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const BOARD = `query($id: ID!, $first: Int, $after: String) { partner { leaderboard(challengeId: $id, first: $first, after: $after) {
  title logoUrl totalCount updatedAt challenge { id } pageInfo { hasNextPage hasPreviousPage endCursor }
  entries { rank athleteId name country score completed }
} } }`
const boardOf = async (id: string, caller: Caller, variables: Record<string, unknown> = {}) => {
  const { data, errors } = await world.ask(BOARD, { id, ...variables }, caller)
  expect(errors).toEqual([])
  return data.partner.leaderboard
}

describe('the branded leaderboard', () => {
  it('names only the athletes who agreed, and shows the others’ ranks', async () => {
    const brand = await makeBrand(world)
    const id = await sponsored(world, brand.id)
    const [ana, bor, cvetka, deleted] = [newId('Athlete'), newId('Athlete'), newId('Athlete'), newId('Athlete')]
    await world.happen(
      athleteChanged(ana, { displayName: 'Ana', country: 'SI' }),
      athleteChanged(bor, { displayName: 'Bor', country: 'HR' }),
      athleteChanged(cvetka, { displayName: 'Cvetka', country: null }),
      athleteChanged(deleted, { displayName: 'Gone', deleted: true }),
      participation(id, ana),
      participation(id, bor, { sharesWithBrand: false }),
      participation(id, cvetka),
      participation(id, deleted),
      scored(id, ana, 120_000, { completedAtMs: Date.now(), reachedAtMs: 1_000 }),
      scored(id, bor, 90_500.5, { reachedAtMs: 2_000 }),
      scored(id, deleted, 90_500.5, { reachedAtMs: 3_000 }),
    )
    const board = await boardOf(id, partnerOf(brand.id))
    expect(board).toMatchObject({
      title: 'November hundred',
      logoUrl: 'https://alpine.example/logo.png',
      totalCount: 4,
      challenge: { id },
    })
    expect(Math.abs(Date.parse(board.updatedAt) - Date.now())).toBeLessThan(60_000)
    expect(board.entries).toEqual([
      { rank: 1, athleteId: ana, name: 'Ana', country: 'SI', score: 120_000, completed: true },
      { rank: 2, athleteId: null, name: 'Athlete', country: null, score: 90_500.5, completed: false },
      { rank: 2, athleteId: null, name: 'Athlete', country: null, score: 90_500.5, completed: false },
      { rank: 4, athleteId: cvetka, name: 'Cvetka', country: null, score: 0, completed: false },
    ])
  })

  it('shows a changed consent, a new name and a closed account at once', async () => {
    const brand = await makeBrand(world)
    const id = await sponsored(world, brand.id)
    const athlete = newId('Athlete')
    const partner = partnerOf(brand.id)
    const named = async () => (await boardOf(id, partner)).entries.map((entry: { name: string }) => entry.name)
    await world.happen(
      athleteChanged(athlete, { displayName: 'Eva' }),
      participation(id, athlete, { revision: 1, sharesWithBrand: false }),
    )
    expect(await named()).toEqual(['Athlete'])
    await world.happen(participation(id, athlete, { revision: 2 }))
    expect(await named()).toEqual(['Eva'])
    await world.happen(athleteChanged(athlete, { revision: 2, displayName: 'Eva Novak' }))
    expect(await named()).toEqual(['Eva Novak'])
    // Revision 4 withdraws the consent. Revision 3, which gives it, arrives later.
    await world.happen(participation(id, athlete, { revision: 4, sharesWithBrand: false }))
    await world.happen(participation(id, athlete, { revision: 3, sharesWithBrand: true }))
    expect(await named()).toEqual(['Athlete'])
    await world.happen(participation(id, athlete, { revision: 5 }))
    expect(await named()).toEqual(['Eva Novak'])
    await world.happen(athleteChanged(athlete, { revision: 3, deleted: true }))
    expect(await named()).toEqual([])
    await world.happen(athleteChanged(athlete, { revision: 4, displayName: 'Eva Back' }))
    expect(await named()).toEqual(['Eva Back'])
    await world.happen(participation(id, athlete, { revision: 6, participating: false }))
    expect(await boardOf(id, partner)).toMatchObject({ entries: [], totalCount: 0 })
  })

  it('is the same for every order and repetition of events', async () => {
    const brand = await makeBrand(world)
    const id = await sponsored(world, brand.id)
    const athlete = newId('Athlete')
    const partner = partnerOf(brand.id)
    await world.happen(scored(id, athlete, 30, { revision: 2 }))
    expect((await boardOf(id, partner)).totalCount).toBe(0)
    await world.happen(scored(id, athlete, 10, { revision: 1 }), scored(id, athlete, 30, { revision: 2 }))
    await world.happen(participation(id, athlete), participation(id, athlete))
    await world.happen(athleteChanged(athlete, { displayName: 'Filip' }))
    expect((await boardOf(id, partner)).entries).toMatchObject([{ rank: 1, athleteId: athlete, name: 'Filip', score: 30 }])
  })

  it('changes nothing when the same event is delivered again', async () => {
    const brand = await makeBrand(world)
    const id = await sponsored(world, brand.id)
    const athlete = newId('Athlete')
    await world.happen(participation(id, athlete), scored(id, athlete, 5))
    const { bus, config } = world.runtime
    const subject = `${config.namespace}.evt.challenge.scored.v1`
    const message = await bus.manager.streams.getMessage(bus.names.events, { last_by_subj: subject })
    await bus.stream.publish(subject, message?.data ?? new Uint8Array(), { msgID: `again-${athlete}` })
    await world.settle()
    expect((await boardOf(id, partnerOf(brand.id))).entries).toMatchObject([{ rank: 1, score: 5 }])
  })

  it('survives an invalid event', async () => {
    const brand = await makeBrand(world)
    const id = await sponsored(world, brand.id)
    const athlete = newId('Athlete')
    const { bus, config } = world.runtime
    const envelope = { id: 'x', name: 'challenge.scored', version: 1, at: 1, actor: null, traceparent: null }
    for (const [index, poison] of [
      'no json',
      '{}',
      JSON.stringify({ ...envelope, data: { challengeId: id, athleteId: athlete, score: 'many' } }),
    ].entries()) {
      await bus.stream.publish(`${config.namespace}.evt.challenge.scored.v1`, poison, { msgID: `poison-${id}-${index}` })
    }
    await world.happen(participation(id, athlete), scored(id, athlete, 7))
    expect((await boardOf(id, partnerOf(brand.id))).entries).toMatchObject([{ rank: 1, score: 7 }])
    const letters = (await deadLetters(bus)).filter(({ worker }) => worker === 'commerce-project-scores')
    expect(letters).toHaveLength(3)
  })

  it('needs the same few queries for every page size', async () => {
    const brand = await makeBrand(world)
    const id = await sponsored(world, brand.id)
    const athletes = Array.from({ length: 12 }, () => newId('Athlete'))
    await world.happen(...athletes.flatMap((athlete) => [athleteChanged(athlete), participation(id, athlete)]))
    // The first look finds no ranks in Redis, and has them made.
    await boardOf(id, partnerOf(brand.id))
    await expect.poll(() => world.runtime.redis.hexists(`commerce:{${id}}:revisions`, '#')).toBe(1)
    for (const first of [2, 12]) {
      const commands = await commandsOf(world.database, () => boardOf(id, partnerOf(brand.id), { first }))
      expect(commands.toSorted()).toEqual([
        'board_rows.find',
        'board_rows.findOne',
        'brands.find',
        'challenges.find',
        'relations_accounts.find',
      ])
    }
  })

  it('pages through 250 athletes without duplicates, gaps or wrong ranks, and its cursors reveal nothing', async () => {
    const brand = await makeBrand(world)
    const id = await sponsored(world, brand.id)
    // There are ties in score and in time, within pages and across their borders.
    const rows = Array.from({ length: 250 }, (_, index): BoardRow => {
      const athleteId = newId('Athlete')
      const shared = {
        participating: true,
        sharesWithBrand: false,
        participationRevision: 1,
        scoreRevision: 1,
        updatedAt: new Date(1_000),
      }
      const score = Math.floor(index / 7) % 20
      return {
        _id: `${id}:${athleteId}`,
        challengeId: id,
        athleteId,
        score,
        reachedAt: new Date(1_000 + (index % 3)),
        completedAt: null,
        ...shared,
      }
    })
    await world.database.connection.collection<BoardRow>('board_rows').insertMany(rows)
    const all = rows.map((row) => row.score).sort((a, b) => b - a)
    const expected = all.map((score) => ({ rank: all.filter((other) => other > score).length + 1, score }))
    for (const first of [100, 33]) {
      const seen: { rank: number; score: number }[] = []
      let after: string | null = null
      for (;;) {
        const board: { entries: typeof seen; totalCount: number; pageInfo: { hasNextPage: boolean; endCursor: string | null } } =
          await boardOf(id, partnerOf(brand.id), { first, after })
        expect(board.totalCount).toBe(250)
        seen.push(...board.entries.map(({ rank, score }) => ({ rank, score })))
        after = board.pageInfo.endCursor
        if (!board.pageInfo.hasNextPage) break
        const readable = Buffer.from(after ?? '', 'base64url').toString('latin1')
        expect(readable).not.toContain('ath_')
      }
      expect(seen).toEqual(expected)
    }
  })

  it('refuses cursors of other connections and pages that are too large', async () => {
    const brand = await makeBrand(world)
    const [one, other] = [await sponsored(world, brand.id), await sponsored(world, brand.id)]
    const athletes = [newId('Athlete'), newId('Athlete')]
    await world.happen(...athletes.flatMap((athlete) => [participation(one, athlete), participation(other, athlete)]))
    const { endCursor } = (await boardOf(one, partnerOf(brand.id), { first: 1 })).pageInfo
    const codes = async (variables: Record<string, unknown>) => (await world.ask(BOARD, variables, partnerOf(brand.id))).codes
    expect(await codes({ id: one, after: endCursor })).toEqual([])
    expect(await codes({ id: other, after: endCursor })).toEqual(['BAD_USER_INPUT'])
    expect(await codes({ id: one, after: Buffer.from('[0,0,"ath_0"]').toString('base64url') })).toEqual(['BAD_USER_INPUT'])
    expect(await codes({ id: one, first: 101 })).toEqual(['BAD_USER_INPUT'])
  })
})

describe('a partner', () => {
  it('reads its own brand and the challenges that the brand sponsors, also those of clubs', async () => {
    const brand = await makeBrand(world)
    const open = await sponsored(world, brand.id)
    const club = await sponsored(world, brand.id, { clubId: newId('Club'), startsAtMs: 1_000 })
    const { data, errors } = await world.ask(
      '{ partner { brand { id name challenges { totalCount } } challenges(status: ACTIVE) { totalCount edges { node { id sponsorship { brand { id } } } } } } }',
      {},
      partnerOf(brand.id),
    )
    expect(errors).toEqual([])
    expect(data.partner).toEqual({
      brand: { id: brand.id, name: 'Alpine Gear', challenges: { totalCount: 2 } },
      challenges: {
        totalCount: 2,
        edges: [open, club].map((id) => ({ node: { id, sponsorship: { brand: { id: brand.id } } } })),
      },
    })
  })

  it('finds no challenge that is unknown, not sponsored, or sponsored by another brand', async () => {
    const [brand, other] = [await makeBrand(world), await makeBrand(world)]
    const theirs = await sponsored(world, other.id)
    const free = newId('Challenge')
    await world.happen(challengeChanged(free))
    for (const id of [theirs, free, newId('Challenge'), 'nonsense']) {
      const { codes, data } = await world.ask(BOARD, { id }, partnerOf(brand.id))
      expect(codes, id).toEqual(['NOT_FOUND'])
      expect(data.partner).toBeNull()
    }
  })

  it('needs the scope LEADERBOARD_READ for a leaderboard', async () => {
    const brand = await makeBrand(world)
    const id = await sponsored(world, brand.id)
    expect((await world.ask(BOARD, { id }, partnerOf(brand.id, []))).codes).toEqual(['FORBIDDEN'])
    expect((await world.ask(BOARD, { id }, partnerOf(brand.id, ['CAMPAIGN_READ']))).codes).toEqual(['FORBIDDEN'])
  })

  it('is null without an API key', async () => {
    for (const caller of [anonymous, athleteCaller(newId('Athlete'))]) {
      const { data, errors } = await world.ask('{ partner { brand { id } } }', {}, caller)
      expect(errors).toEqual([])
      expect(data.partner).toBeNull()
    }
  })

  it('resolves no brand, product or challenge of another brand', async () => {
    const [brand, other] = [await makeBrand(world), await makeBrand(world)]
    const theirs = await sponsored(world, other.id)
    const r = [
      { __typename: 'Brand', id: other.id },
      { __typename: 'Brand', ref: other.id },
      { __typename: 'Challenge', id: theirs },
      { __typename: 'Brand', id: brand.id },
    ]
    const query =
      'query($r: [_Any!]!) { _entities(representations: $r) { ... on Brand { id } ... on Challenge { sponsorship { prize } } } }'
    expect((await world.ask(query, { r }, partnerOf(brand.id))).data._entities).toEqual([null, null, null, { id: brand.id }])
  })

  it('is refused every other field of Query and Mutation without the scopes of keys', async () => {
    const brand = await makeBrand(world)
    const { schema } = world.subgraph
    const sampleOf = (type: GraphQLArgument['type']): unknown => {
      if (isNonNullType(type)) return sampleOf(type.ofType)
      if (isListType(type)) return []
      const named = getNamedType(type)
      if (isInputObjectType(named)) {
        const required = Object.values(named.getFields()).filter((field) => isNonNullType(field.type))
        return Object.fromEntries(required.map((field) => [field.name, sampleOf(field.type)]))
      }
      if (named.name === 'Int' || named.name === 'Float') return 1
      if (named.name === 'Boolean') return true
      if (named.name === 'URL') return 'https://x.example/'
      if (isEnumType(named)) return named.getValues()[0]?.name
      return 'x'
    }
    const asked: string[] = []
    for (const [operation, root] of [
      ['query', schema.getQueryType()],
      ['mutation', schema.getMutationType()],
    ] as const) {
      for (const field of Object.values(root?.getFields() ?? {})) {
        if (['_service', '_entities', 'partner'].includes(field.name)) continue
        const needed = field.args.filter((argument) => isNonNullType(argument.type))
        const variables = Object.fromEntries(needed.map((argument) => [argument.name, sampleOf(argument.type)]))
        const head = needed.length === 0 ? '' : `(${needed.map((argument) => `$${argument.name}: ${argument.type}`).join(', ')})`
        const args = needed.length === 0 ? '' : `(${needed.map((argument) => `${argument.name}: $${argument.name}`).join(', ')})`
        const selection = isLeafType(getNamedType(field.type)) ? '' : '{ __typename }'
        const { codes } = await world.ask(
          `${operation}${head} { ${field.name}${args} ${selection} }`,
          variables,
          partnerOf(brand.id),
        )
        expect(codes, field.name).toEqual(['FORBIDDEN'])
        asked.push(field.name)
      }
    }
    // All of them come from the schema; these show that it was asked.
    expect(asked).toEqual(expect.arrayContaining(['brand', 'plans', 'products', 'viewer', 'createBrand', 'updateBrand']))
    expect(asked).toEqual(expect.arrayContaining(['createApiKey', 'sponsorChallenge', 'startCheckout']))
  })

  it('changes what belongs to its own brand with the scopes that this needs, and nothing of another brand', async () => {
    const [brand, other] = [await makeBrand(world), await makeBrand(world)]
    const write = partnerOf(brand.id, ['CAMPAIGN_WRITE'])
    const [open, closed] = [newId('Challenge'), newId('Challenge')]
    await world.happen(challengeChanged(open), challengeChanged(closed, { clubId: newId('Club') }))
    const agreed = await sponsor(world, { challengeId: open, prize: 'A jacket' }, write)
    expect(agreed.data.sponsorChallenge.sponsorship).toMatchObject({ brand: { id: brand.id }, prize: 'A jacket' })
    // What only members see is as unknown as what does not exist, although nobody sponsors it.
    expect((await sponsor(world, { challengeId: closed }, write)).codes).toEqual(['NOT_FOUND'])
    expect((await sponsor(world, { challengeId: closed, brandId: other.id }, write)).codes).toEqual(['NOT_FOUND'])
    const input = { name: 'Vest', category: 'APPAREL', priceCents: 4_900, currency: 'EUR', shopUrl: 'https://shop.example/vest' }
    const create = 'mutation($input: ProductInput!) { createProduct(input: $input) { brand { id } } }'
    expect((await world.ask(create, { input }, write)).data.createProduct).toEqual({ brand: { id: brand.id } })
    expect((await world.ask(create, { input: { ...input, brandId: other.id } }, write)).codes).toEqual(['NOT_FOUND'])
    expect((await world.ask(create, { input: { ...input, brandId: newId('Brand') } }, write)).codes).toEqual(['NOT_FOUND'])
    const update =
      'mutation($id: ID!, $input: ProductInput!) { updateProduct(id: $id, input: $input) { id name priceCents brand { id } } }'
    const id = await makeProduct(world, brand.id)
    expect((await world.ask(update, { id, input }, write)).data.updateProduct).toEqual({
      id,
      name: 'Vest',
      priceCents: 4_900,
      brand: { id: brand.id },
    })
    expect((await world.ask(update, { id, input: { ...input, brandId: other.id } }, write)).codes).toEqual(['BAD_USER_INPUT'])
    expect((await world.ask(update, { id, input: { ...input, shopUrl: 'http://shop.example/' } }, write)).codes).toEqual([
      'BAD_USER_INPUT',
    ])
    for (const unknown of [await makeProduct(world, other.id), newId('Product'), 'x']) {
      expect((await world.ask(update, { id: unknown, input }, write)).codes).toEqual(['NOT_FOUND'])
    }
    expect((await world.ask(update, { id, input }, partnerOf(brand.id))).codes).toEqual(['FORBIDDEN'])
    const { data } = await world.ask('query($id: ID!) { product(id: $id) { name } }', { id }, anonymous)
    expect(data.product).toEqual({ name: 'Vest' })
    // Staff belong to no brand, so they name it.
    expect((await world.ask(create, { input }, staff)).codes).toEqual(['BAD_USER_INPUT'])
  })

  it('hears of all scopes that an operation lacks', async () => {
    const brand = await makeBrand(world)
    const query =
      'mutation($id: ID!, $sponsor: SponsorChallengeInput!) { revokeApiKey(id: $id) { brand { id } } ...F } fragment F on Mutation { sponsorChallenge(input: $sponsor) { id } }'
    const variables = { id: brand.apiKey.id, sponsor: { challengeId: newId('Challenge') } }
    const [error] = (await world.ask(query, variables, partnerOf(brand.id))).errors
    expect(error).toMatchObject({
      message: 'This API key lacks the scopes CAMPAIGN_WRITE, KEYS_MANAGE.',
      extensions: { code: 'FORBIDDEN', missingScopes: ['CAMPAIGN_WRITE', 'KEYS_MANAGE'] },
    })
  })

  it('manages only the keys of its own brand, and without KEYS_MANAGE finds only itself', async () => {
    const [brand, other] = [await makeBrand(world), await makeBrand(world)]
    const revoke = async (id: string, caller: Caller) =>
      (await world.ask('mutation($id: ID!) { revokeApiKey(id: $id) { apiKeys { id revokedAt } } }', { id }, caller)).codes
    const manager = partnerOf(brand.id, ['KEYS_MANAGE'])
    expect(await revoke(other.apiKey.id, manager)).toEqual(['NOT_FOUND'])
    expect(await revoke(newId('ApiKey'), manager)).toEqual(['NOT_FOUND'])
    expect(await revoke(brand.apiKey.id, partnerOf(brand.id))).toEqual(['FORBIDDEN'])
    const keysOf = async (caller: Caller) => (await world.ask('{ partner { apiKeys { id } } }', {}, caller)).data.partner.apiKeys
    expect(await keysOf(manager)).toEqual([{ id: brand.apiKey.id }])
    expect(await keysOf(partnerOf(brand.id))).toEqual([])
    expect(await revoke(brand.apiKey.id, manager)).toEqual([])
  })
})
