import { buildSchema, type GraphQLError, getOperationAST, parse, validate } from 'graphql'
import { describe, expect, it } from 'vitest'
import { fragmentsOf } from '../fragments.ts'
import { canonicalOf } from './canonical.ts'

const schema = buildSchema(`
  scalar Day
  directive @trace(as: String) on QUERY | FIELD
  enum Side { LEFT RIGHT }
  input Filter { side: Side, sides: [Side!], least: Float, inner: Filter, ids: [ID!], must: Int! = 3, day: Day, all: [Filter!] }
  input Only @oneOf { id: ID, name: String }
  interface Thing { id: ID!, name(of: Int = 1, in: String): String }
  type Ride implements Thing { id: ID!, name(of: Int = 1, in: String): String, to: Thing }
  type Shoe implements Thing { id: ID!, name(of: Int = 1, in: String): String }
  type Query {
    thing(id: ID!): Thing
    ride(id: ID, first: Int! = 5): Ride
    things(filter: Filter, filters: [Filter!], only: Only): [Thing!]
    numbers(float: Float, int: Int, day: Day, grid: [[Int]]): Int
  }
  type Mutation { make(name: String!): Ride }
`)

const canonical = (query: string) => {
  const document = parse(query)
  expect(validate(schema, document)).toEqual([])
  const operation = getOperationAST(document, null) ?? document.definitions.find((node) => node.kind === 'OperationDefinition')
  if (operation == null) throw new Error('there is no operation')
  const made = canonicalOf(schema, operation, fragmentsOf(document))
  // Whatever it is, it can be planned.
  expect(parse(made.text).definitions).toHaveLength(1)
  return made
}

type Values = Record<string, unknown>

describe('operations share a plan', () => {
  it.each<[string, string, Values, string, Values]>([
    ['of other names', 'query A { ride { id } }', {}, 'query B { ride { id } }', {}],
    ['with other spaces, commas and comments', '{ride{id to{id}}}', {}, '{ ride {\n # its id\n id, to { id } } }', {}],
    [
      'of other names of variables',
      'query ($a: ID!) { thing(id: $a) { id } }',
      { a: '1' },
      'query ($b: ID!) { thing(id: $b) { id } }',
      { b: '1' },
    ],
    [
      'whose variables are declared in another order',
      'query ($a: ID, $b: Int!) { ride(id: $a, first: $b) { id } }',
      { a: '1', b: 2 },
      'query ($b: Int!, $a: ID) { ride(first: $b, id: $a) { id } }',
      { b: 2, a: '1' },
    ],
    [
      'with a literal, or with a variable',
      '{ thing(id: "1") { id } }',
      {},
      'query ($id: ID!) { thing(id: $id) { id } }',
      { id: '1' },
    ],
    ['with an id that is a number, or a text', '{ thing(id: 1) { id } }', {}, '{ thing(id: "1") { id } }', {}],
    ['with a text in blocks', '{ ride { name(in: """nl""") } }', {}, '{ ride { name(in: "nl") } }', {}],
    [
      'with null, or with a variable that is null',
      '{ ride(id: null) { id } }',
      {},
      'query ($v: ID) { ride(id: $v) { id } }',
      { v: null },
    ],
    [
      'with a whole input',
      '{ things(filter: { side: LEFT, least: 1.5, inner: { ids: [1, "b"] }, day: "2026-11-30" }) { id } }',
      {},
      'query ($f: Filter) { things(filter: $f) { id } }',
      { f: { day: '2026-11-30', inner: { ids: ['1', 'b'] }, least: 1.5, side: 'LEFT' } },
    ],
    ['with a part of an input', '{ things(filter: { side: LEFT }) { id } }', {}, '{ things(filter: { side: LEFT }) { id } }', {}],
    [
      'with a list, or with its only item',
      '{ things(filters: { side: LEFT }) { id } }',
      {},
      '{ things(filters: [{ side: LEFT }]) { id } }',
      {},
    ],
    [
      'with the field of an input from a variable',
      'query ($s: Side) { things(filter: { side: $s, least: 2 }) { id } }',
      { s: 'LEFT' },
      'query ($t: Side, $l: Float) { things(filter: { least: $l, side: $t }) { id } }',
      { t: 'LEFT', l: 2 },
    ],
    [
      'with a named fragment, or what is in it',
      '{ ride { ...F } } fragment F on Ride { id ...G } fragment G on Thing { name }',
      {},
      '{ ride { id name } }',
      {},
    ],
    [
      'with a fragment on an interface',
      '{ thing(id: 1) { ...F } } fragment F on Ride { id }',
      {},
      '{ thing(id: 1) { ... on Ride { id } } }',
      {},
    ],
    ['with an alias that is the name', '{ ride { id: id } }', {}, '{ ride { id } }', {}],
    [
      'with another default, for what is not sent',
      'query ($n: Int = 1) { ride { name(of: $n) } }',
      {},
      'query ($m: Int = 2) { ride { name(of: $m) } }',
      { m: 1 },
    ],
    [
      'with another default where null may not be',
      'query ($n: Int = 1) { ride(first: $n) { id } }',
      { n: 7 },
      'query ($n: Int = 2) { ride(first: $n) { id } }',
      { n: 7 },
    ],
    [
      'with another default of a list',
      'query ($i: [ID!]! = ["a"]) { things(filter: { ids: $i }) { id } }',
      {},
      'query ($i: [ID!]! = ["b", "c"]) { things(filter: { ids: $i }) { id } }',
      { i: ['a'] },
    ],
    [
      'with one of several',
      '{ things(only: { id: 1 }) { id } }',
      {},
      'query ($o: Only) { things(only: $o) { id } }',
      { o: { id: '1' } },
    ],
    [
      'about a type of the schema',
      '{ __type(name: "A") { name } }',
      {},
      'query ($n: String!) { __type(name: $n) { name } }',
      { n: 'A' },
    ],
  ])('%s', (_name, one, ofOne, other, ofOther) => {
    const [a, b] = [canonical(one), canonical(other)]
    expect(a.text).toBe(b.text)
    expect(a.valuesOf(ofOne)).toEqual(b.valuesOf(ofOther))
  })

  it.each([
    ['{ thing(id: "1") { id } }', '{ thing(id: "2") { id } }'],
    ['{ a: thing(id: 1) { id } b: thing(id: 2) { id } }', '{ a: thing(id: 2) { id } b: thing(id: 1) { id } }'],
    ['{ things(filter: { side: LEFT }) { id } }', '{ things(filter: { sides: [RIGHT], must: 5 }) { id } }'],
    ['{ things(filters: []) { id } }', '{ things(filters: [{ side: LEFT }, { side: RIGHT }]) { id } }'],
    ['{ numbers(float: 1) }', '{ numbers(float: 2.5) }'],
    ['{ numbers(day: "2026-11-30") }', '{ numbers(day: "2026-12-01") }'],
    ['mutation { make(name: "a") { id } }', 'mutation { make(name: "b") { id } }'],
    ['query ($i: ID!) { thing(id: $i) { name(of: 1) } }', 'query ($i: ID!) { thing(id: $i) { name(of: 2) } }'],
  ])('and have their own values: %s, %s', (one, other) => {
    const [a, b] = [canonical(one), canonical(other)]
    expect(a.text).toBe(b.text)
    expect(a.valuesOf({ i: '1' })).not.toEqual(b.valuesOf({ i: '1' }))
  })
})

describe('operations have plans of their own', () => {
  it.each([
    ['that ask for other fields', '{ ride { id } }', '{ ride { name } }'],
    ['in another order', '{ ride { id name } }', '{ ride { name id } }'],
    ['under other names', '{ ride { id } }', '{ a: ride { id } }'],
    ['of another kind', 'mutation { make(name: "a") { id } }', '{ ride { id } }'],
    ['with an argument, or without', '{ ride { name } }', '{ ride { name(of: 1) } }'],
    ['with null, or with nothing', '{ ride { id } }', '{ ride(id: null) { id } }'],
    [
      'with the same argument twice, or with two',
      '{ a: thing(id: 1) { id } b: thing(id: 1) { id } }',
      '{ a: thing(id: 1) { id } b: thing(id: 2) { id } }',
    ],
    [
      'with a variable twice, or with two',
      'query ($a: ID!) { a: thing(id: $a) { id } b: thing(id: $a) { id } }',
      'query ($a: ID!, $b: ID!) { a: thing(id: $a) { id } b: thing(id: $b) { id } }',
    ],
    [
      'with a variable that may be null, or not',
      'query ($a: Int) { ride { name(of: $a) } }',
      'query ($a: Int!) { ride { name(of: $a) } }',
    ],
    ['with a default, or without', 'query ($a: Int) { ride { name(of: $a) } }', 'query ($a: Int = 1) { ride { name(of: $a) } }'],
    [
      'with a default that is null',
      'query ($a: Int = null) { ride { name(of: $a) } }',
      'query ($a: Int = 1) { ride { name(of: $a) } }',
    ],
    [
      'with other conditions',
      'query ($a: Boolean!) { ride { id name @skip(if: $a) } }',
      'query ($a: Boolean!) { ride { id name @include(if: $a) } }',
    ],
    ['with another literal in a condition', '{ ride { id name @skip(if: true) } }', '{ ride { id name @skip(if: false) } }'],
    [
      'with a condition that is a literal',
      '{ ride { id name @skip(if: true) } }',
      'query ($a: Boolean!) { ride { id name @skip(if: $a) } }',
    ],
    [
      'with a condition on a fragment',
      'query ($a: Boolean!) { ride { id ... @skip(if: $a) { name } } }',
      'query ($a: Boolean!) { ride { ... @skip(if: $a) { id name } } }',
    ],
    ['on other types', '{ thing(id: 1) { ... on Ride { id } } }', '{ thing(id: 1) { ... on Shoe { id } } }'],
    ['on an interface, or on one of its types', '{ thing(id: 1) { id } }', '{ thing(id: 1) { ... on Ride { id } } }'],
    ['with a literal of a scalar that only that knows', '{ numbers(day: 1.5) }', '{ numbers(day: 2.5) }'],
    ['with lists and objects of such a scalar', '{ numbers(day: { a: [1] }) }', '{ numbers(day: { a: [2] }) }'],
    ['with -0, which JSON has not', '{ numbers(float: -0.0) }', '{ numbers(float: 0.0) }'],
    ['with a number beyond all', '{ numbers(float: 1e999) }', '{ numbers(float: 1e99) }'],
    [
      'with a default of such a scalar',
      'query ($d: Day = "a") { numbers(day: $d) }',
      'query ($d: Day = "b") { numbers(day: $d) }',
    ],
    ['with other directives', 'query @trace(as: "a") { ride { id } }', 'query @trace(as: "b") { ride { id } }'],
    ['with other directives of a field', '{ ride @trace { id } }', '{ ride { id } }'],
    [
      'with a default of an input',
      'query ($f: Filter = { least: 1 }) { things(filter: $f) { id } }',
      'query ($f: Filter = { least: 2 }) { things(filter: $f) { id } }',
    ],
  ])('%s', (_name, one, other) => {
    expect(canonical(one).text).not.toBe(canonical(other).text)
  })
})

describe('the canonical form', () => {
  it('gives one name to equal literals at one place, so that equal fields stay equal', () => {
    const { text, valuesOf } = canonical(
      '{ a: things(filter: { side: LEFT, ids: [1] }) { id } a: things(filter: { ids: ["1"], side: LEFT }) { id } }'.replace(
        '["1"]',
        '[1]',
      ),
    )
    expect(text).toBe('query($given_0:Filter){a:things(filter:$given_0){id} a:things(filter:$given_0){id}}')
    expect(valuesOf({})).toEqual({ given_0: { ids: ['1'], side: 'LEFT' } })
  })

  it('says which variables decide about plans, by both names', () => {
    const { conditions } = canonical(
      'query ($id: ID!, $a: Boolean!, $b: Boolean = true) { thing(id: $id) { id @skip(if: $b) ...F } } fragment F on Thing { name @include(if: $a) }',
    )
    expect(conditions).toEqual([
      { own: 'b', name: 'given_1' },
      { own: 'a', name: 'given_2' },
    ])
  })

  it('sends a default where a variable is not sent, null where null is sent, and nothing that an object only inherits', () => {
    const { valuesOf } = canonical('query ($n: Int = 1, $toString: String) { ride { name(of: $n, in: $toString) } }')
    expect(valuesOf({})).toStrictEqual({ given_1: 1 })
    expect(valuesOf({ n: null, toString: 'a' })).toStrictEqual({ given_0: 'a', given_1: null })
  })

  it('knows its variables in the words of the client', () => {
    const { inWordsOfClient } = canonical('query ($mine: ID) { ride(id: $mine) { name(in: "nl") } }')
    const message = 'Variable "$given_0" got invalid value "x"; given_1 is none, and given_7 nor given_12.'
    expect(inWordsOfClient(message)).toBe('Variable "$mine" got invalid value "x"; in is none, and given_7 nor given_12.')
    expect(inWordsOfClient('Not found.')).toBe('Not found.')
  })

  it('leaves what a variable may not say', () => {
    const { text, valuesOf } = canonical(
      'query ($v: Day) { numbers(day: { a: [1, $v, "x"], b: LEFT }, grid: [1, [2, null], null]) }',
    )
    expect(text).toBe('query($given_0:Day,$given_1:[[Int]]){numbers(day:{a:[1,$given_0,"x"],b:LEFT},grid:$given_1)}')
    expect(valuesOf({ v: 1 })).toEqual({ given_0: 1, given_1: [[1], [2, null], null] })
  })

  it('refuses fragments that double too often', () => {
    const fragments = Array.from(
      { length: 30 },
      (_, at) => `fragment F${at} on Ride { to { ...${at === 29 ? '{ id }' : `G${at}`} } }`,
    )
    const doubled = Array.from(
      { length: 29 },
      (_, at) => `fragment G${at} on Ride { a: to { ...F${at + 1} } b: to { ...F${at + 1} } }`,
    )
    const document = parse(`{ ride { ...F0 } } ${[...fragments, ...doubled].join(' ')}`)
    const operation = getOperationAST(document)
    if (operation == null) throw new Error('there is no operation')
    try {
      canonicalOf(schema, operation, fragmentsOf(document))
      expect.fail('it was not refused')
    } catch (error) {
      expect((error as GraphQLError).extensions).toEqual({ code: 'QUERY_TOO_COMPLEX', limit: 50_000 })
    }
  })
})
