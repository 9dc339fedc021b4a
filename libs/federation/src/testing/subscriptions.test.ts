import { GraphQLError, parse, validate } from 'graphql'
import { describe, expect, it } from 'vitest'
import { type EngineResult, openEngine } from '../engine.ts'
import type { SubgraphAnswer } from '../subgraph.ts'
import { openWorld, type TestSubgraph } from './world.ts'

type Row = Readonly<Record<string, unknown>>

const stream = (events: readonly unknown[]) =>
  async function* () {
    for (const event of events) yield event
  }
const asItIs = (event: unknown) => event

const rides: TestSubgraph = {
  sdl: `type Query { ride: Ride } interface Thing { id: ID! }
    type Subscription { rideChanged(club: ID, only: [Level!] = [HIGH]): Ride changed: Thing sure: Ride! silent: Ride }
    enum Level { LOW HIGH }
    type Ride implements Thing @key(fields: "id") { id: ID! title(in: String): String bad: Int }
    type Club implements Thing @key(fields: "id") { id: ID! name: String }`,
  resolvers: {
    Subscription: {
      rideChanged: {
        subscribe: (_: Row, { club, only }: Row) =>
          stream([{ id: `${club}-${only}-1` }, { id: `${club}-${only}-2` }, null])() as never,
        resolve: asItIs,
      },
      changed: {
        subscribe: stream([
          { __typename: 'Ride', id: 'r' },
          { __typename: 'Club', id: 'c', name: 'the club' },
        ]) as never,
        resolve: asItIs,
      },
      sure: { subscribe: stream([{ id: 's' }, null]) as never, resolve: asItIs },
      silent: { subscribe: stream([]) as never, resolve: asItIs },
    },
    Ride: {
      title: ({ id }: Row, { in: language }: Row) => `ride ${id} in ${language ?? 'no language'}`,
      bad: () => {
        throw new GraphQLError('no', { extensions: { code: 'BAD' } })
      },
    },
  },
}
const prices: TestSubgraph = {
  sdl: `type Ride @key(fields: "id") { id: ID! price(of: Int = 1): Int! maker: Maker } type Maker @key(fields: "id") { id: ID! }
    type Club @key(fields: "id") { id: ID! members: Int }`,
  resolvers: {
    Ride: {
      price: ({ id }: Row, { of }: Row) => (String(id).endsWith('2') ? null : 10 * Number(of)),
      maker: ({ id }: Row) => ({ id: `m${id}` }),
    },
    Club: { members: () => 7 },
  },
}
const makers: TestSubgraph = {
  sdl: 'type Maker @key(fields: "id") { id: ID! name: String }',
  resolvers: { Maker: { name: ({ id }: Row) => `maker ${id}` } },
}

/** Subscribes as a gateway does: to the subgraph of `primary`, and each of its events is executed. */
const eventsOf = async (
  query: string,
  variables: Row = {},
  { isDown = '', change = asItIs }: { isDown?: string; change?: (event: unknown) => unknown } = {},
): Promise<{ readonly results: EngineResult[]; readonly asked: readonly string[] }> => {
  const world = openWorld({ rides, prices, makers })
  const asked: string[] = []
  const engine = openEngine<null>({
    planTimeoutMs: 600_000,
    supergraphSdl: world.supergraphSdl,
    subgraphs: (subgraph) => ({
      call: async ({ operation, variables: sent }) => {
        asked.push(subgraph)
        if (subgraph === isDown) throw new Error('down')
        return (await world.answer({ subgraph, query: operation.document, variables: sent })) as SubgraphAnswer
      },
    }),
  })
  const document = parse(query)
  expect(validate(engine.schema, document)).toEqual([])
  const prepared = engine.prepare(document)
  const primary = await prepared.primary(variables)
  if (primary === null) throw new Error('nothing is subscribed to')
  const { operation, variables: sent } = primary
  expect([operation.kind, operation.subgraph]).toEqual(['subscription', 'rides'])
  const results: EngineResult[] = []
  for await (const event of await world.stream({ subgraph: operation.subgraph, query: operation.document, variables: sent })) {
    const own = () => change(JSON.parse(JSON.stringify(event))) as SubgraphAnswer
    const result = JSON.parse(JSON.stringify(await prepared.execute({ variables, context: null, event: own() })))
    expect(JSON.parse(await prepared.write({ variables, context: null, event: own() }))).toEqual(result)
    results.push(result)
  }
  engine.close()
  return { results, asked }
}
const answers = async (...given: Parameters<typeof eventsOf>) => (await eventsOf(...given)).results

describe('subscriptions', () => {
  it('are answered, event by event, with what the other subgraphs know', async () => {
    const { results, asked } = await eventsOf(
      'subscription { changed: rideChanged(club: "a") { id again: id title maker { name } } }',
    )
    expect(results).toEqual([
      ...[1, 2].map((number) => {
        const id = `a-HIGH-${number}`
        return { data: { changed: { id, again: id, title: `ride ${id} in no language`, maker: { name: `maker m${id}` } } } }
      }),
      { data: { changed: null } },
    ])
    // Each event twice, by both ways out; for the null nobody is asked.
    expect(asked).toEqual(Array.from({ length: 4 }, () => ['prices', 'makers']).flat())
  })

  it('have variables at each subgraph, whatever their names are', async () => {
    const query = `subscription ($representations: ID, $only: [Level!], $of: Int = 3, $in: String) {
      rideChanged(club: $representations, only: $only) { id price(of: $of) title(in: $in) } }`
    const [first] = await answers(query, { representations: 'b', only: ['LOW', 'HIGH'], in: 'nl' })
    expect(first).toEqual({ data: { rideChanged: { id: 'b-LOW,HIGH-1', price: 30, title: 'ride b-LOW,HIGH-1 in nl' } } })
  })

  it.each([
    [true, { id: 'undefined-HIGH-1', price: 10 }],
    [false, { title: 'ride undefined-HIGH-1 in no language' }],
  ])('have one plan with their conditions (%s)', async (yes, ride) => {
    const query = `subscription ($yes: Boolean!) { rideChanged { id @include(if: $yes) ...F @include(if: $yes) title @skip(if: $yes) } }
      fragment F on Ride { price }`
    const [first] = await answers(query, { yes })
    expect(first).toEqual({ data: { rideChanged: ride } })
  })

  it('of an interface ask about the type that has come', async () => {
    const query = 'subscription { changed { __typename id ... on Ride { price } ... on Club { name members } } }'
    expect(await answers(query)).toEqual([
      { data: { changed: { __typename: 'Ride', id: 'r', price: 10 } } },
      { data: { changed: { __typename: 'Club', id: 'c', name: 'the club', members: 7 } } },
    ])
  })

  it('tell errors of the event and of what follows it at their places', async () => {
    const [one, two] = await answers('subscription { it: rideChanged { no: bad cost: price } }')
    const bad = { message: 'no', path: ['it', 'no'], extensions: { code: 'BAD', serviceName: 'rides' } }
    expect(one).toEqual({ data: { it: { no: null, cost: 10 } }, errors: [bad] })
    expect(two?.data).toEqual({ it: null })
    expect(two?.errors?.map(({ path }) => path?.join('.')).sort()).toEqual(['it.cost', 'it.no'])
  })

  it('have no data where an event may not be null', async () => {
    const [one, two] = await answers('subscription { sure { id price } }')
    expect(one).toEqual({ data: { sure: { id: 's', price: 10 } } })
    expect(two?.data).toBeNull()
    expect(two?.errors?.map(({ path }) => path)).toEqual([['sure']])
  })

  it('go on while another subgraph is down', async () => {
    const results = await answers('subscription { rideChanged { id maker { name } } }', {}, { isDown: 'makers' })
    expect(results).toHaveLength(3)
    for (const [index, { data, errors }] of results.slice(0, 2).entries()) {
      expect(data).toEqual({ rideChanged: { id: `undefined-HIGH-${index + 1}`, maker: { name: null } } })
      expect(errors).toMatchObject([{ path: ['rideChanged', 'maker', 'name'], extensions: { code: 'SERVICE_UNAVAILABLE' } }])
    }
  })

  it.each<[string, unknown]>([
    ['nothing', {}],
    ['a list', { data: [] }],
    ['a text', { data: 'ride' }],
    ['a ride that is none', { data: { rideChanged: 'ride' } }],
    ['rides', { data: { rideChanged: [{ id: 'a' }] } }],
  ])('lose one event, and not the next, for one that is %s', async (_name, nonsense) => {
    let events = 0
    const results = await answers(
      'subscription { rideChanged { id price(of: 2) } }',
      {},
      {
        // Each event is executed twice.
        change: (event) => (events++ < 2 ? nonsense : event),
      },
    )
    expect(results[0]?.data).toEqual({ rideChanged: null })
    expect(results[0]?.errors).toMatchObject([{ path: ['rideChanged'] }])
    expect(results[2]).toEqual({ data: { rideChanged: null } })
  })

  it('take from an event nothing that was not asked for', async () => {
    const change = (event: unknown) => {
      const { data } = event as { data: { rideChanged: Row | null } }
      return {
        data: { rideChanged: data.rideChanged === null ? null : { ...data.rideChanged, price: 1, maker: { name: 'stolen' } } },
      }
    }
    const [first] = await answers('subscription { rideChanged { price(of: 3) maker { name } } }', {}, { change })
    expect(first?.data).toEqual({ rideChanged: { price: 30, maker: { name: 'maker mundefined-HIGH-1' } } })
  })

  it('may have no events', async () => {
    expect(await answers('subscription { silent { id } }')).toEqual([])
  })
})
