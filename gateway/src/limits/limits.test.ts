import type { Caller } from '@gruppetto/graph'
import { parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { readLimits } from '../config.ts'
import { aliasesOf } from './aliases.ts'
import { depthOf } from './depth.ts'
import { expansionOf } from './expansion.ts'
import { guardPartnerFields } from './partner.ts'
import { bucketsOf } from './rate.ts'
import { repeatedPairsOf } from './repeats.ts'
import { rootFieldsOf } from './root-fields.ts'

const cycle = 'fragment A on T { a { ...B } } fragment B on T { b { ...A } }'

describe('what a document is measured by', () => {
  it('depth: fields, through fragments, whatever leads back to itself', () => {
    expect(depthOf(parse('{ a { b { c } } d }'))).toBe(3)
    expect(depthOf(parse('{ a { ...F ... on T { b } } } fragment F on T { c { d { e } } }'))).toBe(4)
    expect(depthOf(parse(`{ a { ...A } } ${cycle}`))).toBe(3)
    expect(depthOf(parse('{ ...Nowhere }'))).toBe(0)
    expect(depthOf(parse('{ __schema { types { fields { name } } } }'))).toBe(0)
  })

  it('aliases, also in fragments', () => {
    expect(aliasesOf(parse('{ x: a y: a a { z: b } ...F } fragment F on T { q: r }'))).toBe(4)
  })

  it('root fields: of the largest operation, through fragments', () => {
    expect(rootFieldsOf(parse('query A { a b ...F } query B { a } fragment F on Query { c ... { d } }'))).toBe(4)
  })

  it('what fragments stand for: exponential in what was written', () => {
    const bomb = Array.from({ length: 30 }, (_, index) => `fragment F${index} on T { ...F${index + 1} ...F${index + 1} }`).join(
      ' ',
    )
    expect(expansionOf(parse(`{ ...F0 } ${bomb} fragment F30 on T { a }`))).toBeGreaterThan(2 ** 30)
    expect(expansionOf(parse('{ a { b } ...F } fragment F on T { c }'))).toBe(4)
    expect(expansionOf(parse(`{ ...A } ${cycle}`))).toBeLessThan(10)
  })

  it('pairs of one name', () => {
    expect(repeatedPairsOf(parse('{ a a a b }'))).toBe(3)
    expect(repeatedPairsOf(parse(`{ ${'a '.repeat(1_000)} }`))).toBe(499_500)
  })
})

describe('guardPartnerFields', () => {
  const partner: Caller = { kind: 'partner', keyId: 'k', brandId: 'b', scopes: [], address: null }
  it('lets a key ask partner alone', () => {
    expect(() => guardPartnerFields(partner, 'query', ['partner', '__typename', '__schema'])).not.toThrow()
    expect(() => guardPartnerFields(partner, 'query', ['partner', 'viewer'])).toThrow(/API key/)
    expect(() => guardPartnerFields(partner, 'mutation', ['partner'])).toThrow(/API key/)
    expect(() => guardPartnerFields({ kind: 'anonymous', address: null }, 'mutation', ['signIn'])).not.toThrow()
  })
})

describe('bucketsOf', () => {
  const limits = readLimits({})
  it('draws from the caller, and from the address for each attempt to sign in', () => {
    const athlete: Caller = { kind: 'athlete', athleteId: 'ath_1', sessionId: 's', roles: [], address: '1.2.3.4' }
    expect(bucketsOf(athlete, '1.2.3.4', ['viewer'], limits)).toEqual([{ key: 'rate:athlete:ath_1', perMinute: 1_200, cost: 1 }])
    const anonymous: Caller = { kind: 'anonymous', address: '1.2.3.4' }
    expect(bucketsOf(anonymous, '1.2.3.4', ['signIn', 'signIn', 'plans'], limits)).toEqual([
      { key: 'rate:address:1.2.3.4', perMinute: 1_200, cost: 1 },
      { key: 'rate:sign-in:1.2.3.4', perMinute: 30, cost: 2 },
    ])
  })
})

describe('readLimits', () => {
  it('reads the environment and names what is wrong', () => {
    expect(readLimits({ MAX_COST: '5', RATE_PER_MINUTE_ATHLETE: '' })).toMatchObject({ maxCost: 5, ratePerMinuteAthlete: 1_200 })
    expect(() => readLimits({ MAX_DEPTH: 'deep', MAX_COST: '-1' })).toThrow(/MAX_DEPTH[\s\S]*MAX_COST/)
  })
})
