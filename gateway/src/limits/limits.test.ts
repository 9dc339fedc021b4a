import type { Caller } from '@gruppetto/graph'
import { buildSchema, type GraphQLError, parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { loadGatewayConfig } from '../config.ts'
import { aliasesOf } from './aliases.ts'
import { branchesOf } from './branches.ts'
import { depthOf } from './depth.ts'
import { expansionOf } from './expansion.ts'
import { localBuckets } from './local-buckets.ts'
import { guardPartnerFields } from './partner.ts'
import { bucketsOf } from './rate.ts'
import { repeatedPairsOf } from './repeats.ts'
import { rootFieldsOf } from './root-fields.ts'
import { findLongString, guardVariables } from './strings.ts'

const cycle = 'fragment A on T { a { ...B } } fragment B on T { b { ...A } }'

describe('the measures of a document', () => {
  it('depth counts fields, also in fragments, and ends when a fragment spreads itself', () => {
    expect(depthOf(parse('{ a { b { c } } d }'))).toBe(3)
    expect(depthOf(parse('{ a { ...F ... on T { b } } } fragment F on T { c { d { e } } }'))).toBe(4)
    expect(depthOf(parse(`{ a { ...A } } ${cycle}`))).toBe(3)
    expect(depthOf(parse('{ ...Nowhere }'))).toBe(0)
    expect(depthOf(parse('{ __schema { types { fields { name } } } }'))).toBe(0)
  })

  it('aliases are counted, also in fragments', () => {
    expect(aliasesOf(parse('{ x: a y: a a { z: b } ...F } fragment F on T { q: r }'))).toBe(4)
  })

  it('root fields are those of the largest operation, also in fragments', () => {
    expect(rootFieldsOf(parse('query A { a b ...F } query B { a } fragment F on Query { c ... { d } }'))).toBe(4)
  })

  it('expanded fragments can be exponentially larger than the document', () => {
    const bomb = Array.from({ length: 30 }, (_, index) => `fragment F${index} on T { ...F${index + 1} ...F${index + 1} }`).join(
      ' ',
    )
    expect(expansionOf(parse(`{ ...F0 } ${bomb} fragment F30 on T { a }`))).toBeGreaterThan(2 ** 30)
    expect(expansionOf(parse('{ a { b } ...F } fragment F on T { c }'))).toBe(4)
    expect(expansionOf(parse(`{ ...A } ${cycle}`))).toBeLessThan(10)
  })

  it('pairs of fields with the same response name are counted', () => {
    expect(repeatedPairsOf(parse('{ a a a b }'))).toBe(3)
    expect(repeatedPairsOf(parse(`{ ${'a '.repeat(1_000)} }`))).toBe(499_500)
  })
})

describe('guardPartnerFields', () => {
  const partner: Caller = { kind: 'partner', keyId: 'k', brandId: 'b', scopes: [], address: null }
  it('allows a key to read only partner, and to run only the mutations of keys', () => {
    expect(() => guardPartnerFields(partner, 'query', ['partner', '__typename', '__schema'])).not.toThrow()
    expect(() => guardPartnerFields(partner, 'query', ['partner', 'viewer'])).toThrow(/API key/)
    expect(() => guardPartnerFields(partner, 'mutation', ['partner'])).toThrow(/API key/)
    expect(() => guardPartnerFields(partner, 'mutation', ['sponsorChallenge', '__typename', 'revokeApiKey'])).not.toThrow()
    expect(() => guardPartnerFields(partner, 'mutation', ['sponsorChallenge', 'createBrand'])).toThrow(/API key/)
    expect(() => guardPartnerFields(partner, 'mutation', ['signIn'])).toThrow(/API key/)
    expect(() => guardPartnerFields(partner, 'subscription', ['partner'])).toThrow(/API key/)
    expect(() => guardPartnerFields({ kind: 'anonymous', address: null }, 'mutation', ['signIn'])).not.toThrow()
  })
})

describe('bucketsOf', () => {
  const limits = loadGatewayConfig({})
  it('charges the caller by the cost, and the address for each attempt to sign in', () => {
    const athlete: Caller = { kind: 'athlete', athleteId: 'ath_1', sessionId: 's', roles: [], address: '1.2.3.4' }
    const asks = (rootFields: string[], cost: number) => ({ rootFields, cost })
    expect(bucketsOf(athlete, '1.2.3.4', asks(['viewer'], 99), limits)).toEqual([
      { key: 'rate:athlete:ath_1', perMinute: 1_200, cost: 1 },
    ])
    expect(bucketsOf(athlete, '1.2.3.4', asks(['viewer'], 9_999), limits)).toMatchObject([{ cost: 100 }])
    const anonymous: Caller = { kind: 'anonymous', address: '1.2.3.4' }
    expect(bucketsOf(anonymous, '1.2.3.4', asks(['signIn', 'signIn', 'plans'], 20), limits)).toEqual([
      { key: 'rate:address:1.2.3.4', perMinute: 1_200, cost: 1 },
      { key: 'rate:sign-in:1.2.3.4', perMinute: 30, cost: 2 },
    ])
  })
})

describe('localBuckets', () => {
  const open = () => {
    const clock = { nowMs: 0 }
    return { clock, buckets: localBuckets(() => clock.nowMs) }
  }
  const bucket = (cost: number) => ({ key: 'a', perMinute: 60, cost })
  it('hold one minute of tokens and fill evenly', () => {
    const { clock, buckets } = open()
    expect(buckets.take(bucket(59))).toBe(0)
    expect(buckets.wait(bucket(2))).toBe(1_000)
    expect(buckets.take(bucket(2))).toBe(1_000)
    clock.nowMs = 1_000
    expect(buckets.take(bucket(2))).toBe(0)
    clock.nowMs = 1_000_000
    expect(buckets.take(bucket(60))).toBe(0)
    expect(buckets.take(bucket(1))).toBe(1_000)
  })
  it('refund, drain at most to zero, and never hold more than one minute of tokens', () => {
    const { buckets } = open()
    expect(buckets.take(bucket(60))).toBe(0)
    buckets.refund(bucket(10))
    expect(buckets.take(bucket(10))).toBe(0)
    expect(buckets.take(bucket(61))).toBeGreaterThan(0)
    buckets.drain(bucket(5))
    expect(buckets.take(bucket(1))).toBe(1_000)
  })
})

describe('strings and branches', () => {
  const bounds = { maxStringLength: 10, maxVariableDepth: 4 }
  const long = 'x'.repeat(11)
  const fields = (work: () => unknown): unknown => {
    try {
      work()
      return null
    } catch (error) {
      return (error as GraphQLError).extensions.fields
    }
  }
  it('name the string that is too long, at any place', () => {
    expect(fields(() => guardVariables({ a: 'x'.repeat(10), b: [1, 2, null, true], c: { d: ['x'] } }, bounds))).toBe(null)
    expect(fields(() => guardVariables({ input: { device: long } }, bounds))).toMatchObject([{ path: 'input.device' }])
    expect(fields(() => guardVariables({ input: [{ tags: ['a', long] }] }, bounds))).toMatchObject([{ path: 'input[0].tags[1]' }])
    expect(fields(() => guardVariables({ [long]: {} }, bounds))).toHaveLength(1)
    expect(findLongString(parse(`{ a(input: { b: ["${long}"] }) }`), bounds)?.extensions.fields).toMatchObject([
      { path: 'input.b' },
    ])
    expect(findLongString(parse(`{ a(b: """${long}""") c(d: "x") }`), bounds)?.extensions.fields).toMatchObject([{ path: 'b' }])
    expect(findLongString(parse('{ a(b: "xxxxxxxxxx") }'), bounds)).toBe(null)
  })
  it('refuse deep nesting without recursion', () => {
    const deep = JSON.parse(`${'['.repeat(5_000)}${']'.repeat(5_000)}`) as unknown
    expect(fields(() => guardVariables({ deep }, bounds))).toHaveLength(1)
  })
  it('count the branches by type', () => {
    const schema =
      buildSchema(`interface Node { id: ID! } type A implements Node { id: ID! b: B } type B implements Node { id: ID! }
      type Query { node: Node a: A }`)
    expect(branchesOf(schema, parse('{ a { id b { id } } }'))).toBe(0)
    expect(branchesOf(schema, parse('{ node { id } }'))).toBe(2)
    expect(branchesOf(schema, parse('{ node { ... on A { b { id } } ...F } } fragment F on B { id }'))).toBe(2)
    const many = Array.from({ length: 40 }, (_, index) => `a${index}: node { ... on A { id } ... on B { id } }`).join(' ')
    expect(branchesOf(schema, parse(`{ ${many} }`))).toBe(80)
  })
})

describe('loadGatewayConfig', () => {
  it('reads the environment and names what is wrong', () => {
    expect(loadGatewayConfig({ MAX_COST: '5', RATE_PER_MINUTE_ATHLETE: '' })).toMatchObject({
      maxCost: 5,
      ratePerMinuteAthlete: 1_200,
    })
    expect(() => loadGatewayConfig({ MAX_DEPTH: 'deep', MAX_COST: '-1' })).toThrow(/MAX_DEPTH[\s\S]*MAX_COST/)
  })
})
