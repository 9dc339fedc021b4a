import { readFileSync } from 'node:fs'
import { fragmentsOf } from '@gruppetto/federation'
import {
  buildSchema,
  type GraphQLSchema,
  getIntrospectionQuery,
  getNamedType,
  getNullableType,
  getOperationAST,
  isListType,
  isObjectType,
  parse,
} from 'graphql'
import { describe, expect, it } from 'vitest'
import { loadGatewayConfig } from '../config.ts'
import { directivesOf } from '../schema/directives.ts'
import { costOf } from './cost.ts'
import { type DeclaredCosts, declaredCostsOf } from './declared-costs.ts'
import { introspectionCostOf } from './introspection.ts'

const sdl = `
  directive @rangeSize(arguments: [String!]!, daysPerItem: Int!) on FIELD_DEFINITION
  directive @pointsCost(argument: String!, pointsPerCost: Int!, all: Int!) on FIELD_DEFINITION
  directive @listSize(assumedSize: Int) on FIELD_DEFINITION
  type Query { viewer: Viewer athletes(first: Int = 20, after: String): Connection! nodes(ids: [ID!]!): [Athlete]! activity: Activity
    
    days(since: String!, until: String!): [Day!]! @rangeSize(arguments: ["since", "until"], daysPerItem: 1)
    weeks(since: String!, until: String!): [Week!]! @rangeSize(arguments: ["since", "until"], daysPerItem: 7)
    points(since: String, until: String): [Lap!]! @listSize(assumedSize: 25) }
  type Day { date: String! }
  type Week { weekStart: String! laps: [Lap!]! }
  type Mutation { rename: Athlete }
  type Viewer { id: ID! athlete: Athlete }
  type Athlete { id: ID! friends(first: Int = 20, last: Int): Connection! laps: [Lap!]! tags: [String!]! }
  type Lap { index: Int! }
  type Connection { edges: [Edge!]! pageInfo: PageInfo! }
  type Edge { node: Athlete }
  type PageInfo { hasNextPage: Boolean! }
  type Activity { streams(maxPoints: Int = 1000): Streams @pointsCost(argument: "maxPoints", pointsPerCost: 100, all: 200) }
  type Streams { length: Int! }
`
const schema = buildSchema(sdl)
const declared = declaredCostsOf(directivesOf(sdl))
const supergraph = readFileSync(new URL('../../../schema/supergraph.graphql', import.meta.url), 'utf8')
const real = buildSchema(supergraph, { assumeValidSDL: true })
const ofContract = declaredCostsOf(directivesOf(supergraph))
/** Returns a function that computes the cost of operations on a schema. */
const weighingOn = (on: GraphQLSchema, sizes: DeclaredCosts) => {
  const introspection = introspectionCostOf(on)
  return (query: string, variables: Record<string, unknown> = {}) => {
    const document = parse(query)
    const operation = getOperationAST(document)
    if (operation === null || operation === undefined) throw new Error('no operation')
    return costOf({ schema: on, declared: sizes, operation, fragments: fragmentsOf(document), variables, introspection })
  }
}
const weigh = weighingOn(real, ofContract)
const weighSmall = weighingOn(schema, declared)
const cost = (query: string, variables?: Record<string, unknown>): number => weighSmall(query, variables).cost

describe('costOf', () => {
  it('counts 1 for an object, a tenth for a leaf, and 1 for a leaf under an alias', () => {
    expect(cost('{ viewer { id athlete { id tags } } }')).toBe(2)
    const leaves = (alias: boolean) => Array.from({ length: 50 }, (_, index) => (alias ? `a${index}: id` : 'id')).join(' ')
    expect(cost(`{ viewer { ${leaves(false)} } }`)).toBe(1 + 5)
    expect(cost(`{ viewer { ${leaves(true)} } }`)).toBe(1 + 50)
  })

  it('multiplies by the page size, or by the default of the schema', () => {
    expect(cost('{ athletes { edges { node { id } } pageInfo { hasNextPage } } }')).toBe(1 + 22)
    expect(cost('{ athletes(first: 6) { edges { node { tags } } } }')).toBe(Math.round(1 + 6 * 1.1))
    expect(
      cost('query ($n: Int!) { athletes(first: $n) { edges { node { friends(last: 2) { edges { node { id } } } } } } }', {
        n: 10,
      }),
    ).toBe(1 + 10 * (1 + 1 + 2) + 2)
    expect(cost('query ($n: Int = 7) { athletes(first: $n) { edges { node { id } } } }')).toBe(Math.round(1 + 7 * 1.1))
  })

  it('limits the page size to the allowed range', () => {
    expect(cost('{ athletes(first: 1000000) { edges { node { id } } } }')).toBe(111)
    expect(cost('{ athletes(first: -5) { edges { node { id } } } }')).toBe(1)
    expect(cost('{ athletes(first: null) { edges { node { id } } } }')).toBe(23)
  })

  it('counts a list by its ids, by its declared size, or as ten', () => {
    expect(cost('{ nodes(ids: ["a", "b", "c"]) { laps { index } } }')).toBe(3 * (1 + 11))
    expect(cost('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: ['a', 'b'] })).toBe(2)
  })

  it('counts the days and weeks of a range', () => {
    expect(cost('{ days(since: "2026-01-01", until: "2026-01-31") { date } }')).toBe(34)
    const decade = { since: '2016-01-01', until: '2025-12-31' }
    expect(cost('query ($since: String!, $until: String!) { days(since: $since, until: $until) { date } }', decade)).toBe(4018)
    expect(cost('{ weeks(since: "2026-01-01", until: "2026-01-31") { weekStart } }')).toBe(7)
    expect(cost('{ weeks(since: "2026-01-01", until: "2026-01-31") { laps { index } } }')).toBe(6 * 12)
    expect(cost('{ weeks(since: "2026-01-04", until: "2026-02-01") { laps { index } } }')).toBe(5 * 12)
  })

  it('leaves an invalid or too long range to the field', () => {
    expect(cost('{ days(since: "2026-01-31", until: "2026-01-01") { date } }')).toBe(0)
    expect(cost('{ days(since: "0001-01-01", until: "9999-12-31") { date } }')).toBe(4026)
    expect(cost('{ days(since: "soon", until: "later") { date } }')).toBe(11)
    expect(cost('{ points(since: "2016-01-01", until: "2026-01-01") { index } }')).toBe(Math.round(25 * 1.1))
  })

  it('goes through fragments', () => {
    expect(cost('{ viewer { ...V } } fragment V on Viewer { ... on Viewer { athlete { id } } }')).toBe(2)
  })

  it('charges streams by their points', () => {
    expect(cost('{ activity { streams { length } } }')).toBe(1 + 1 + 10)
    expect(cost('{ activity { streams(maxPoints: null) { length } } }')).toBe(1 + 1 + 200)
  })

  it('charges mutations', () => {
    expect(cost('mutation { rename { id } }')).toBe(11)
  })

  it('allows ten years of fitness and five years of zones in the real contract', () => {
    const of = (field: string): number => weigh(`{ viewer { athlete { performance { ${field} } } } }`).cost
    expect(of('fitness(since: "2016-01-01", until: "2025-12-31") { date fitness }')).toBe(Math.round(3 + 3653 * 1.2))
    const zones =
      'zoneHistory(kind: POWER, since: "2021-01-01", until: "2025-12-31") { weekStart zones { zone { number } seconds } }'
    expect(of(zones)).toBe(Math.round(3 + 262 * (1.1 + 10 * 2.2)))
  })

  it('charges introspection by what it lists, each time that it is selected', () => {
    const whole = getIntrospectionQuery({
      descriptions: true,
      inputValueDeprecation: true,
      specifiedByUrl: true,
      schemaDescription: true,
    })
    const { introspection } = weigh(whole)
    expect(introspection).toBeGreaterThan(200)
    expect(introspection).toBeLessThan(loadGatewayConfig({}).maxIntrospectionCost / 3)
    const fields = '__schema { types { fields { type { fields { type { name description } } } } } }'
    const again = Array.from({ length: 30 }, (_, index) => `a${index}: ${fields}`).join(' ')
    expect(weigh(`{ ${again} }`).introspection).toBeGreaterThan(loadGatewayConfig({}).maxIntrospectionCost)
    expect(weigh('{ __type(name: "Athlete") { name fields { name } } }').introspection).toBeLessThan(5)
  })

  it('allows the query of a home screen in the real contract, far below the limit', () => {
    const { cost: total } = weigh(`{ viewer { feed(first: 20) { edges { node { id at athlete { handle }
      ... on ActivityFeedItem { activity { name route { polyline } laps { index } comments(last: 3) { edges { node { text author { handle } } } } } }
    } } } notifications(first: 20) { edges { node { text actors { handle } } } } } }`)
    expect(total).toBeGreaterThan(100)
    expect(total).toBeLessThan(2_000)
  })

  it('finds a declared size at each list of the real contract that takes a range of days', () => {
    const lists = Object.values(real.getTypeMap())
      .filter((type) => isObjectType(type))
      .flatMap((type) => Object.values(type.getFields()).map((field) => ({ type: type.name, field })))
      .filter(({ field }) => isListType(getNullableType(field.type)))
      .filter(({ field }) => field.args.some((each) => getNamedType(each.type).name === 'Date'))
    expect(lists.length).toBeGreaterThan(3)
    const silent = lists.filter(({ type, field }) => {
      const says = ofContract.get(type)?.get(field.name)
      return says?.rangeSize === undefined && says?.listSize === undefined
    })
    expect(silent.map(({ type, field }) => `${type}.${field.name}`)).toEqual([])
  })
})
