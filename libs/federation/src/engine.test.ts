import { composeServices } from '@apollo/composition'
import { buildSubgraphSchema } from '@apollo/subgraph'
import { execute, type GraphQLFormattedError, parse, validate } from 'graphql'
import { describe, expect, it } from 'vitest'
import { type EngineOptions, openEngine } from './engine.ts'
import type { SubgraphAnswer, SubgraphCall, SubgraphCaller } from './subgraph.ts'

type Resolvers = NonNullable<Extract<Parameters<typeof buildSubgraphSchema>[0], { resolvers?: unknown }>['resolvers']>

const link = (imports: string) => `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: [${imports}])\n`

const bikes = [
  { id: 'b1', name: 'Touring', weight: 14_000 },
  { id: 'b2', name: 'Race', weight: 7_000 },
]

const shops = [
  { id: 's1', bikes: ['b1', 'b2', 'b1'] },
  { id: 's2', bikes: ['b2'] },
]

let lastName = ''

/** A garage that knows bikes, and a post office that says what sending one costs. */
const services: Readonly<Record<string, { sdl: string; resolvers: Resolvers }>> = {
  garage: {
    sdl: `${link('"@key", "@inaccessible"')}
      type Query { shops: [Shop!]! bike(id: ID!): Bike thing(id: ID!): Thing }
      type Subscription { bikeChanged: Bike }
      type Mutation { rename(id: ID!, name: String!): Bike! lastName: String! }
      interface Thing { id: ID! }
      type Shop implements Thing @key(fields: "id") { id: ID! bikes: [Bike]! kind: Kind! secret: String @inaccessible }
      type Bike implements Thing @key(fields: "id") { id: ID! name: String! weight: Int! }
      type Safe implements Thing @inaccessible { id: ID! }
      enum Kind { LARGE SMALL HIDDEN @inaccessible }`,
    resolvers: {
      Query: {
        shops: () => shops,
        bike: (_root, { id }) => bikes.find((bike) => bike.id === id) ?? null,
        thing: (_root, { id }) => ({ id, __typename: id === 'safe' ? 'Safe' : id.startsWith('s') ? 'Shop' : 'Bike', bikes: [] }),
      },
      Mutation: {
        rename: (_root, { id, name }) => {
          lastName = name
          return { id, name, weight: 1_000 }
        },
        lastName: () => lastName,
      },
      Shop: {
        kind: ({ id }) => (id === 's1' ? 'LARGE' : 'HIDDEN'),
        bikes: (shop) => shop.bikes.map((id: string) => bikes.find((bike) => bike.id === id)),
      },
      Bike: { __resolveReference: ({ id }: { id: string }) => bikes.find((bike) => bike.id === id) ?? null },
    },
  },
  post: {
    sdl: `${link('"@key", "@external", "@requires"')}
      type Query { postage: Int! heaviest: Bike }
      type Bike @key(fields: "id") { id: ID! weight: Int! @external parcel: Parcel cost: Int! @requires(fields: "weight") }
      type Parcel { label(upper: Boolean = false): String! }`,
    resolvers: {
      Query: { postage: () => 3, heaviest: () => ({ __typename: 'Bike', id: 'b1' }) },
      Bike: {
        __resolveReference: (reference: object) => reference,
        cost: ({ weight }) => weight / 1_000,
        parcel: ({ id }) => {
          if (id === 'b2') throw new Error('no parcel is large enough')
          return { id }
        },
      },
      Parcel: { label: ({ id }, { upper }) => (upper ? id.toUpperCase() : id) },
    },
  },
}

const compose = (): string => {
  const result = composeServices(
    Object.entries(services).map(([name, { sdl }]) => ({ name, url: `http://${name}`, typeDefs: parse(sdl) })),
  )
  if (result.supergraphSdl === undefined) throw new Error(String(result.errors))
  return result.supergraphSdl
}
const supergraphSdl = compose()

type Call = SubgraphCall<null>

const realCaller = (name: string): SubgraphCaller<null> => {
  const service = services[name]
  if (service === undefined) throw new Error(`there is no ${name}`)
  const schema = buildSubgraphSchema({ typeDefs: parse(service.sdl), resolvers: service.resolvers })
  return {
    call: async ({ operation, variables }) => {
      const result = await execute({ schema, document: parse(operation.document), variableValues: variables })
      return JSON.parse(JSON.stringify(result)) as SubgraphAnswer
    },
  }
}

/** Opens a world in which the post answers as `post` says, if it is given. */
const openWorld = (
  post?: (call: Call, real: SubgraphCaller<null>) => Promise<SubgraphAnswer>,
  options: Partial<EngineOptions<null>> = {},
) => {
  const calls: { readonly subgraph: string; readonly variables: Readonly<Record<string, unknown>> }[] = []
  const engine = openEngine<null>({
    planTimeoutMs: 600_000,
    supergraphSdl,
    subgraphs: (name) => {
      const real = realCaller(name)
      return {
        call: (call) => {
          calls.push({ subgraph: name, variables: call.variables })
          return name === 'post' && post !== undefined ? post(call, real) : real.call(call)
        },
      }
    },
    ...options,
  })
  const ask = async (query: string, variables: Record<string, unknown> = {}, signal?: AbortSignal) => {
    const document = parse(query)
    expect(validate(engine.schema, document)).toEqual([])
    const prepared = engine.prepare(document)
    return prepared.execute({ variables, context: null, ...(signal === undefined ? {} : { signal }) })
  }
  return { engine, calls, ask }
}

const unavailable = (path: GraphQLFormattedError['path']) => ({
  message: 'post does not answer now.',
  path,
  extensions: { code: 'SERVICE_UNAVAILABLE', service: 'post' },
})

describe('the engine', () => {
  it('puts the answers of subgraphs together, asking for each entity once', async () => {
    const { ask, calls } = openWorld()
    const result = await ask('{ shops { bikes { name cost } id } postage }')
    const [touring, race] = [
      { name: 'Touring', cost: 14 },
      { name: 'Race', cost: 7 },
    ]
    expect(result).toEqual({
      data: {
        shops: [
          { bikes: [touring, race, touring], id: 's1' },
          { bikes: [race], id: 's2' },
        ],
        postage: 3,
      },
    })
    expect(Object.keys(result.data ?? {})).toEqual(['shops', 'postage'])
    const representations = calls.map(({ variables }) => variables.representations).filter(Boolean)
    expect(representations).toEqual([
      [
        { __typename: 'Bike', id: 'b1', weight: 14_000 },
        { __typename: 'Bike', id: 'b2', weight: 7_000 },
      ],
    ])
  })

  it('keeps what two aliases ask differently of one entity apart', async () => {
    const { ask } = openWorld()
    const { data } = await ask(`{
      one: bike(id: "b1") { parcel { text: label } }
      two: bike(id: "b1") { parcel { text: label(upper: true) } }
    }`)
    expect(data).toEqual({ one: { parcel: { text: 'b1' } }, two: { parcel: { text: 'B1' } } })
  })

  it('answers conditions, type conditions and type names', async () => {
    const { ask } = openWorld()
    const query = `query ($id: ID!, $long: Boolean = false) {
      kind: __typename
      thing(id: $id) { __typename ... on Bike @include(if: $long) { cost } ... on Shop { id @skip(if: $long) kind } }
    }`
    expect(await ask(query, { id: 's1' })).toEqual({
      data: { kind: 'Query', thing: { __typename: 'Shop', id: 's1', kind: 'LARGE' } },
    })
    expect(await ask(query, { id: 's1', long: true })).toEqual({
      data: { kind: 'Query', thing: { __typename: 'Shop', kind: 'LARGE' } },
    })
    expect(await ask(query, { id: 'b9' })).toEqual({ data: { kind: 'Query', thing: { __typename: 'Bike' } } })
  })

  it('runs mutations in their order', async () => {
    const { ask } = openWorld()
    const { data, errors } = await ask(
      'mutation { first: rename(id: "b1", name: "A") { name cost } lastName last: rename(id: "b1", name: "B") { name } }',
    )
    expect(errors).toBeUndefined()
    expect(data).toEqual({ first: { name: 'A', cost: 1 }, lastName: 'A', last: { name: 'B' } })
  })

  it('answers each event of a subscription with what the other subgraphs know', async () => {
    const { engine, calls } = openWorld()
    const document = parse('subscription { changed: bikeChanged { name cost } }')
    expect(validate(engine.schema, document)).toEqual([])
    const prepared = engine.prepare(document)
    expect(prepared.kind).toBe('subscription')
    const primary = await prepared.primary({})
    expect(primary?.operation).toMatchObject({ subgraph: 'garage', kind: 'subscription' })
    // The subgraph answers under the key that it is asked with, which need not be the client's.
    const key = /(\w+): *bikeChanged/.exec(primary?.operation.document ?? '')?.[1] ?? 'bikeChanged'
    const event = (weight: number): SubgraphAnswer => ({
      data: { [key]: { __typename: 'Bike', id: 'b1', name: 'Touring', weight } },
    })
    expect(await prepared.execute({ context: null, event: event(2_000) })).toEqual({
      data: { changed: { name: 'Touring', cost: 2 } },
    })
    expect(await prepared.execute({ context: null, event: event(3_000) })).toEqual({
      data: { changed: { name: 'Touring', cost: 3 } },
    })
    expect(calls.map(({ subgraph }) => subgraph)).toEqual(['post', 'post'])
    const failed = { data: null, errors: [{ message: 'no', path: [key] }] }
    expect(await prepared.execute({ context: null, event: failed })).toMatchObject({
      data: { changed: null },
      errors: [{ message: 'no', path: ['changed'] }],
    })
  })

  it('answers introspection itself, without what is inaccessible', async () => {
    const { ask, calls } = openWorld()
    const { data } = await ask(
      `query ($name: String!) {
      __typename
      __type(name: $name) { fields { name } possibleTypes { name } enumValues { name } }
      safe: __type(name: "Safe") { name }
    }`,
      { name: 'Thing' },
    )
    expect(data).toEqual({
      __typename: 'Query',
      __type: { fields: [{ name: 'id' }], possibleTypes: [{ name: 'Bike' }, { name: 'Shop' }], enumValues: null },
      safe: null,
    })
    expect(calls).toEqual([])
  })

  it('refuses wrong variables before it asks anybody', async () => {
    const { ask, calls } = openWorld()
    const result = await ask('query ($id: ID!) { bike(id: $id) { id } }', {})
    expect(result.data).toBeUndefined()
    expect(result.errors?.[0]?.message).toBe('Variable "$id" of required type "ID!" was not provided.')
    const wrong = await ask('query ($own: ID!) { bike(id: $own) { id } }', { own: {} })
    expect(wrong.errors?.[0]?.message).toMatch(/^Variable "\$own" got invalid value \{\};/)
    expect(calls).toEqual([])
  })

  it('says what plans take of memory: much even a small one, and more the more they ask for', async () => {
    const { engine } = openWorld()
    const bytesOf = async (query: string, variables = {}) => {
      const before = engine.plans().bytes
      await engine.prepare(parse(query)).plan(variables)
      return engine.plans().bytes - before
    }
    const small = await bytesOf('{ postage }')
    expect(small).toBeGreaterThan(10_000)
    expect(await bytesOf('{ shops { bikes { name cost } id } postage }')).toBeGreaterThan(small)
    const conditional = 'query ($a: Boolean!) { postage shops @include(if: $a) { id } }'
    expect(await bytesOf(conditional, { a: false })).toBeGreaterThan(10_000)
    expect(await bytesOf(conditional, { a: true })).toBeGreaterThan(10_000)
    expect(await bytesOf(conditional, { a: true })).toBe(0)
  })

  it('makes one plan for texts that ask the same, and answers each with its own', async () => {
    const { engine, ask } = openWorld()
    const one = await ask('{ bike(id: "b1") { name cost } }')
    expect(one.data).toEqual({ bike: { name: 'Touring', cost: 14 } })
    const { count } = engine.plans()
    const named =
      'query Named($bike: ID!) { ...Root } fragment Root on Query { bike(id: $bike) { ...Rest } } fragment Rest on Bike { name cost }'
    const [two, three, four] = await Promise.all([
      ask('{ bike(id: "b2") { name cost } }'),
      ask(named, { bike: 'b2' }),
      ask(named, { bike: 'none' }),
    ])
    expect([two.data, three.data]).toEqual(Array.from({ length: 2 }, () => ({ bike: { name: 'Race', cost: 7 } })))
    expect(four).toEqual({ data: { bike: null } })
    expect(await ask('{ bike(id: "b1") { name cost } }')).toEqual(one)
    expect(engine.plans().count).toBe(count)
  })

  it('makes a plan once for whoever asks at the same moment, in turn, and again where that has failed', async () => {
    const { engine } = openWorld()
    const [one, other] = ['"b1"', '"b2"'].map((id) => engine.prepare(parse(`{ bike(id: ${id}) { name } }`)))
    const turns: string[] = []
    const refuse = (key: string) => {
      turns.push(key)
      return Promise.reject(new Error('not now'))
    }
    await expect(one?.plan({}, refuse)).rejects.toThrow('not now')
    expect(one?.isPlanned({})).toBe(false)
    await Promise.all([one?.plan({}), other?.plan({}), other?.execute({ context: null })])
    expect([one?.isPlanned({}), other?.isPlanned({}), engine.plans().count]).toEqual([true, true, 1])
    await other?.plan({}, refuse)
    expect(turns).toEqual([one?.key])
  })

  it('keeps the plans that were used last, within its memory, the largest too, and makes the others anew', async () => {
    const { engine } = openWorld(undefined, { maxPlanBytes: 100_000 })
    const wide = (at: number) =>
      engine.prepare(parse(`{ ${Array.from({ length: 100 }, (_, n) => `a${at}x${n}: postage`).join(' ')} }`))
    const many = Array.from({ length: 10 }, (_, at) => wide(at))
    for (const one of many) await one.plan({})
    expect(many.map((one) => one.isPlanned({}))).toEqual(Array.from({ length: 10 }, (_, at) => at >= 6))
    expect(engine.plans()).toEqual({ count: 4, bytes: 100_000 })
    const { data } = (await many[0]?.execute({ context: null })) ?? {}
    expect(Object.entries(data ?? {})[99]).toEqual(['a0x99', 3])
    expect(many[0]?.isPlanned({})).toBe(true)
  })

  it('has a plan for each set of fields that are taken over', () => {
    const { engine } = openWorld()
    const document = parse('{ postage }')
    const keys = [
      engine.prepare(document),
      engine.prepare(document, null, { percentage: 5 }),
      engine.prepare(document, null, { labels: new Set(['a', 'b']) }),
      engine.prepare(document, null, { labels: new Set(['a']) }),
    ].map(({ key }) => key)
    expect(new Set(keys).size).toBe(4)
    expect(engine.prepare(document, null, { labels: new Set(['b', 'a']) }).key).toBe(keys[2])
  })

  it('names variables and arguments as the client does in what subgraphs say of them', async () => {
    const garage = (call: Call, real: SubgraphCaller<null>) => {
      const [name] = Object.keys(call.variables)
      const path = [/(\w+): *bike/.exec(call.operation.document)?.[1] ?? 'bike']
      return call.operation.document.includes('bike(')
        ? Promise.resolve({ data: null, errors: [{ message: `Variable "$${name}" got invalid value "b1".`, path }] })
        : real.call(call)
    }
    const engine = openEngine<null>({
      planTimeoutMs: 600_000,
      supergraphSdl,
      subgraphs: (name) => {
        const real = realCaller(name)
        return { call: (call) => (name === 'garage' ? garage(call, real) : real.call(call)) }
      },
    })
    const messageOf = async (query: string, variables = {}) => {
      const prepared = engine.prepare(parse(query))
      const { errors } = await prepared.execute({ variables, context: null })
      expect(JSON.parse(await prepared.write({ variables, context: null })).errors).toEqual(errors)
      return errors?.map(({ message }) => message)
    }
    const query = (name: string) => `query ($${name}: ID!) { bike(id: $${name}) { name } }`
    expect(await messageOf(query('mine'), { mine: 'b1' })).toEqual(['Variable "$mine" got invalid value "b1".'])
    expect(await messageOf(query('yours'), { yours: 'b1' })).toEqual(['Variable "$yours" got invalid value "b1".'])
    expect(await messageOf('{ bike(id: "b1") { name } }')).toEqual(['Variable "$id" got invalid value "b1".'])
    expect(engine.plans().count).toBe(1)
  })

  it('shows a client nothing of what is inaccessible', async () => {
    const { ask } = openWorld()
    const result = await ask('{ thing(id: "safe") { id } shops { id kind } }')
    expect(result.data).toBeNull()
    expect(JSON.stringify(result)).not.toMatch(/Safe|HIDDEN/)
    expect(await ask('{ thing(id: "safe") { id __typename } }')).toMatchObject({ data: { thing: null } })
  })

  it('places the error of an entity wherever the entity is', async () => {
    const { ask } = openWorld()
    const { data, errors } = await ask('{ shops { bikes { parcel { label } } } }')
    const found = { parcel: { label: 'b1' } }
    expect(data).toEqual({ shops: [{ bikes: [found, { parcel: null }, found] }, { bikes: [{ parcel: null }] }] })
    expect(errors).toEqual(
      [0, 1].map((shop) => ({
        message: 'no parcel is large enough',
        path: ['shops', shop, 'bikes', shop === 0 ? 1 : 0, 'parcel'],
        extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', serviceName: 'post' },
      })),
    )
  })

  it('knows a missing entity from a broken answer: the one is null, the other an error besides', async () => {
    const absent = openWorld(async (call) => ({
      data: call.operation.document.includes('_entities') ? { _entities: [null] } : null,
    }))
    expect(await absent.ask('{ bike(id: "b1") { name cost } }')).toEqual({ data: { bike: null } })
    const broken = openWorld(async () => ({ data: { _entities: [{ cost: null }] } }))
    expect(await broken.ask('{ bike(id: "b1") { name cost } }')).toEqual({
      data: { bike: null },
      errors: [
        {
          message: 'Cannot return null for non-nullable field Bike.cost.',
          path: ['bike', 'cost'],
          extensions: { code: 'SERVICE_UNAVAILABLE' },
        },
      ],
    })
  })

  const nonsense: Readonly<Record<string, unknown>> = {
    nothing: {},
    'a text': 'no object',
    'null without an error': { data: null },
    'data that are a list': { data: [] },
    'too few entities': { data: { _entities: [] } },
    'too many entities': { data: { _entities: [null, null, null, null] } },
    'entities that are no list': { data: { _entities: 7 } },
    'an entity that is none': { data: { _entities: ['b1'] } },
  }
  it.each(Object.entries(nonsense))('loses only the fields of a subgraph that answers %s', async (_name, answer) => {
    const { ask } = openWorld(async () => answer as SubgraphAnswer)
    expect(await ask('{ bike(id: "b1") { name parcel { label } } }')).toEqual({
      data: { bike: { name: 'Touring', parcel: null } },
      errors: [unavailable(['bike', 'parcel'])],
    })
  })

  it.each([['a text'], [{ text: 1 }], [[null]], [7.5]])('takes %j for no integer', async (cost) => {
    const { ask } = openWorld(async () => ({ data: { _entities: [{ cost }] } }))
    const { data, errors } = await ask('{ bike(id: "b1") { name cost } }')
    expect(data).toEqual({ bike: null })
    expect(errors).toMatchObject([{ path: ['bike', 'cost'], extensions: { code: 'SERVICE_UNAVAILABLE' } }])
  })

  it('reports an outage once for each null that it has caused, and the nulls alone', async () => {
    const outages: unknown[] = []
    const { ask } = openWorld(() => Promise.reject(new Error('down')), { onOutage: (name, error) => outages.push([name, error]) })
    const { data, errors } = await ask(
      '{ shops { bikes { name cost parcel { label } } } bike(id: "b2") { id parcel { label } } }',
    )
    expect(data).toEqual({
      shops: [{ bikes: [null, null, null] }, { bikes: [null] }],
      bike: { id: 'b2', parcel: null },
    })
    const nulls = [
      ['shops', 0, 'bikes', 0],
      ['shops', 0, 'bikes', 1],
      ['shops', 0, 'bikes', 2],
      ['shops', 1, 'bikes', 0],
    ]
    const paths = errors?.map(({ path }) => path)
    expect(paths).toHaveLength(5)
    for (const [index, place] of nulls.entries()) expect(paths?.[index]?.slice(0, 4)).toEqual(place)
    expect(errors).toContainEqual(unavailable(['bike', 'parcel']))
    expect(outages[0]).toEqual(['post', new Error('down')])
  })

  it('asks nobody with half a representation, and says whose fault it is', async () => {
    const failing = openEngine<null>({
      planTimeoutMs: 600_000,
      supergraphSdl,
      subgraphs: (name) => (name === 'post' ? realCaller(name) : { call: () => Promise.reject(new Error('down')) }),
    })
    const document = parse('{ heaviest { id cost } postage }')
    const prepared = failing.prepare(document)
    expect(await prepared.execute({ context: null })).toEqual({
      data: { heaviest: null, postage: 3 },
      errors: [
        {
          message: 'garage does not answer now.',
          path: ['heaviest', 'cost'],
          extensions: { code: 'SERVICE_UNAVAILABLE', service: 'garage' },
        },
      ],
    })
  })

  it('waits for nobody longer than it may', async () => {
    const { ask } = openWorld(() => new Promise(() => {}), { timeoutMs: 20 })
    expect(await ask('{ bike(id: "b1") { name parcel { label } } }')).toEqual({
      data: { bike: { name: 'Touring', parcel: null } },
      errors: [unavailable(['bike', 'parcel'])],
    })
  })

  it('ends an execution that asks about too many entities, and starts nothing anew', async () => {
    const { ask, calls } = openWorld(undefined, { limits: { maxEntities: 1 } })
    expect(await ask('{ bike(id: "b1") { cost } }')).toEqual({ data: { bike: { cost: 14 } } })
    calls.length = 0
    expect(await ask('{ shops { bikes { cost } } postage }')).toEqual({
      data: null,
      errors: [
        {
          message: 'The answer is too large: more than 1 entities. Ask for less at a time.',
          extensions: { code: 'QUERY_TOO_COMPLEX', cost: 2, limit: 1 },
        },
      ],
    })
    expect(calls.some(({ variables }) => variables.representations !== undefined)).toBe(false)
  })

  it('ends an execution whose subgraphs answer with too many bytes', async () => {
    const post = async (call: Call, real: SubgraphCaller<null>) => ({ ...(await real.call(call)), bytes: 1_000 })
    const { ask } = openWorld(post, { limits: { maxBytes: 2_500 } })
    const query = '{ a: bike(id: "b1") { cost } postage }'
    expect(await ask(query)).toMatchObject({ data: { a: { cost: 14 } } })
    const { engine } = openWorld(post, { limits: { maxBytes: 1_500 } })
    const prepared = engine.prepare(parse(query))
    const refused = { data: null, errors: [{ extensions: { code: 'QUERY_TOO_COMPLEX', limit: 1_500 } }] }
    expect(await prepared.execute({ context: null })).toMatchObject(refused)
    expect(JSON.parse(await prepared.write({ context: null }))).toMatchObject(refused)
  })

  it('writes no answer that is larger than what it has read: one entity at many places', async () => {
    const label = 'x'.repeat(1_000)
    const post = async ({ variables }: Call) => {
      const count = (variables.representations as unknown[]).length
      return { data: { _entities: Array.from({ length: count }, () => ({ parcel: { label } })) }, bytes: 1_000 * count }
    }
    const query = '{ shops { bikes { parcel { label } } } }'
    const { engine } = openWorld(post, { limits: { maxBytes: 3_900 } })
    const prepared = engine.prepare(parse(query))
    const refused = { data: null, errors: [{ extensions: { code: 'QUERY_TOO_COMPLEX', limit: 3_900 } }] }
    expect(await prepared.execute({ context: null })).toMatchObject(refused)
    expect(JSON.parse(await prepared.write({ context: null }))).toMatchObject(refused)
    const { engine: wider } = openWorld(post, { limits: { maxBytes: 5_000 } })
    expect((await wider.prepare(parse(query)).execute({ context: null })).errors).toBeUndefined()
  })

  it('ends when the client has gone', async () => {
    const gone = new AbortController()
    const { ask } = openWorld(() => {
      gone.abort(new Error('gone'))
      return new Promise(() => {})
    })
    await expect(ask('{ bike(id: "b1") { name cost } }', {}, gone.signal)).rejects.toThrow('gone')
  })

  it('takes no harm from a key that is a part of every object', async () => {
    const hostile =
      '{"data":{"_entities":[{"parcel":{"label":"x","__proto__":{"polluted":true}},"__proto__":{"polluted":true}}]}}'
    const { ask } = openWorld(async () => JSON.parse(hostile) as SubgraphAnswer)
    const { data } = await ask('{ bike(id: "b1") { parcel { label } } shops { bikes { id } } }')
    expect(data).toMatchObject({ bike: { parcel: { label: 'x' } } })
    expect(({} as { polluted?: true }).polluted).toBeUndefined()
  })

  it('refuses null for a variable that a condition asks for, before anybody is asked', async () => {
    const { ask, calls } = openWorld()
    const query = 'query ($yes: Boolean = true) { postage @include(if: $yes) }'
    const { data, errors } = await ask(query, { yes: null })
    expect(data).toBeUndefined()
    expect(errors).toMatchObject([{ message: expect.stringContaining('$yes'), extensions: { code: 'BAD_USER_INPUT' } }])
    expect(calls).toEqual([])
    expect((await ask(query, {})).errors).toBeUndefined()
  })

  it('says which operation of a document it does not find', () => {
    const { engine } = openWorld()
    expect(() => engine.prepare(parse('query A { postage } query B { postage }'))).toThrow('none is named')
    expect(() => engine.prepare(parse('query A { postage }'), 'C')).toThrow('There is no operation C.')
  })
})
