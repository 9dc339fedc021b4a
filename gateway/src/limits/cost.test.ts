import { readFileSync } from 'node:fs'
import { buildSchema, getOperationAST, parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { costOf } from './cost.ts'
import { fragmentsOf } from './fragments.ts'

const schema = buildSchema(`
  type Query { viewer: Viewer athletes(first: Int = 20, after: String): Connection! nodes(ids: [ID!]!): [Athlete]! activity: Activity
    days(since: String!, until: String!): [Day!]! weeks(since: String!, until: String!): [Week!]! points(since: String, until: String): [Lap!]! }
  type Day { date: String! }
  type Week { weekStart: String! laps: [Lap!]! }
  type Mutation { rename: Athlete }
  type Viewer { id: ID! athlete: Athlete }
  type Athlete { id: ID! friends(first: Int = 20, last: Int): Connection! laps: [Lap!]! tags: [String!]! }
  type Lap { index: Int! }
  type Connection { edges: [Edge!]! pageInfo: PageInfo! }
  type Edge { node: Athlete }
  type PageInfo { hasNextPage: Boolean! }
  type Activity { streams(maxPoints: Int = 1000): Streams }
  type Streams { length: Int! }
`)

const cost = (query: string, variables: Record<string, unknown> = {}): number => {
  const document = parse(query)
  const operation = getOperationAST(document)
  if (operation === null || operation === undefined) throw new Error('no operation')
  return costOf({ schema, operation, fragments: fragmentsOf(document), variables })
}

describe('costOf', () => {
  it('counts objects, not scalars', () => {
    expect(cost('{ viewer { id athlete { id tags } } }')).toBe(2)
  })

  it('multiplies by the page asked for, or the default of the schema', () => {
    expect(cost('{ athletes { edges { node { id } } pageInfo { hasNextPage } } }')).toBe(1 + 20)
    expect(cost('{ athletes(first: 5) { edges { node { id } } } }')).toBe(1 + 5)
    expect(
      cost('query ($n: Int!) { athletes(first: $n) { edges { node { friends(last: 2) { edges { node { id } } } } } } }', {
        n: 10,
      }),
    ).toBe(1 + 10 * (1 + 1 + 2))
    expect(cost('query ($n: Int = 7) { athletes(first: $n) { edges { node { id } } } }')).toBe(8)
  })

  it('takes no page for larger than it can be, nor less than nothing', () => {
    expect(cost('{ athletes(first: 1000000) { edges { node { id } } } }')).toBe(101)
    expect(cost('{ athletes(first: -5) { edges { node { id } } } }')).toBe(1)
    expect(cost('{ athletes(first: null) { edges { node { id } } } }')).toBe(21)
  })

  it('counts a list by its ids, else as ten', () => {
    expect(cost('{ nodes(ids: ["a", "b", "c"]) { laps { index } } }')).toBe(3 * (1 + 10))
    expect(cost('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: ['a', 'b'] })).toBe(2)
  })

  it('counts the days and weeks of a range', () => {
    expect(cost('{ days(since: "2026-01-01", until: "2026-01-31") { date } }')).toBe(31)
    const decade = { since: '2016-01-01', until: '2025-12-31' }
    expect(cost('query ($since: String!, $until: String!) { days(since: $since, until: $until) { date } }', decade)).toBe(3653)
    expect(cost('{ weeks(since: "2026-01-01", until: "2026-01-31") { weekStart } }')).toBe(6)
    expect(cost('{ weeks(since: "2026-01-01", until: "2026-01-31") { laps { index } } }')).toBe(6 * 11)
  })

  it('leaves to the field what is no range, or one that is too long', () => {
    expect(cost('{ days(since: "2026-01-31", until: "2026-01-01") { date } }')).toBe(0)
    expect(cost('{ days(since: "0001-01-01", until: "9999-12-31") { date } }')).toBe(3660)
    expect(cost('{ days(since: "soon", until: "later") { date } }')).toBe(10)
    expect(cost('{ points(since: "2016-01-01", until: "2026-01-01") { index } }')).toBe(10)
  })

  it('goes through fragments', () => {
    expect(cost('{ viewer { ...V } } fragment V on Viewer { ... on Viewer { athlete { id } } }')).toBe(2)
  })

  it('weighs streams by their points', () => {
    expect(cost('{ activity { streams { length } } }')).toBe(1 + 1 + 10)
    expect(cost('{ activity { streams(maxPoints: null) { length } } }')).toBe(1 + 1 + 200)
  })

  it('weighs mutations and introspection', () => {
    expect(cost('mutation { rename { id } }')).toBe(11)
    expect(cost('{ __schema { types { name } } __typename }')).toBe(300)
  })

  it('lets ten years of fitness of the real contract through, and five of zones', () => {
    const sdl = readFileSync(new URL('../../../schema/supergraph.graphql', import.meta.url), 'utf8')
    const real = buildSchema(sdl, { assumeValidSDL: true })
    const of = (field: string): number => {
      const document = parse(`{ viewer { athlete { performance { ${field} } } } }`)
      const operation = getOperationAST(document)
      if (operation === null || operation === undefined) throw new Error('no operation')
      return costOf({ schema: real, operation, fragments: fragmentsOf(document), variables: {} })
    }
    expect(of('fitness(since: "2016-01-01", until: "2025-12-31") { date fitness }')).toBe(3 + 3653)
    const zones =
      'zoneHistory(kind: POWER, since: "2021-01-01", until: "2025-12-31") { weekStart zones { zone { number } seconds } }'
    expect(of(zones)).toBe(3 + 262 * 21)
  })

  it('lets a home screen of the real contract through with room to spare', () => {
    const sdl = readFileSync(new URL('../../../schema/supergraph.graphql', import.meta.url), 'utf8')
    const real = buildSchema(sdl, { assumeValidSDL: true })
    const document = parse(`{ viewer { feed(first: 20) { edges { node { id at athlete { handle }
      ... on ActivityFeedItem { activity { name route { polyline } laps { index } comments(last: 3) { edges { node { text author { handle } } } } } }
    } } } notifications(first: 20) { edges { node { text actors { handle } } } } } }`)
    const operation = getOperationAST(document)
    if (operation === null || operation === undefined) throw new Error('no operation')
    const total = costOf({ schema: real, operation, fragments: fragmentsOf(document), variables: {} })
    expect(total).toBeGreaterThan(100)
    expect(total).toBeLessThan(2_000)
  })
})
