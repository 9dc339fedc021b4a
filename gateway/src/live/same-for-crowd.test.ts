import { fragmentsOf } from '@gruppetto/federation'
import { buildSchema, getOperationAST, getVariableValues, parse, validate } from 'graphql'
import { describe, expect, it } from 'vitest'
import { directivesOf } from '../schema/directives.ts'
import { makeEventQuery } from './event-query.ts'
import { isSameForCrowd, sameForCrowdOf } from './same-for-crowd.ts'
import { liveFields } from './topics.ts'

const sdl = `
  directive @sameForCrowd(argument: String, values: [String!]) on FIELD_DEFINITION
  type Query { challenge(id: ID!): Challenge }
  interface Named { name: String! }
  enum Scope { EVERYONE FOLLOWING }
  input Filter { scope: Scope = EVERYONE, since: Int }
  type Challenge implements Named {
    name: String! @sameForCrowd
    own: String
    board(scope: Scope = EVERYONE): Board! @sameForCrowd(argument: "scope", values: ["EVERYONE"])
    other(filter: Filter): Board! @sameForCrowd(argument: "filter.scope", values: ["EVERYONE"])
    none(scope: Scope): Board! @sameForCrowd(argument: "scope", values: [])
    closed: Board!
  }
  type Board { rows: Int! @sameForCrowd mine: Int! }
  type Subscription { challengeLeaderboardChanged(challengeId: ID!): Challenge! }
`
const schema = buildSchema(sdl)
const same = sameForCrowdOf(directivesOf(sdl))

const isSame = (selection: string, declared = '', variables: Record<string, unknown> = {}, more = ''): boolean => {
  const document = parse(
    `subscription ($id: ID!${declared}) { challengeLeaderboardChanged(challengeId: $id) { ${selection} } } ${more}`,
  )
  expect(validate(schema, document)).toEqual([])
  const operation = getOperationAST(document)
  const eventQuery = operation ? makeEventQuery(operation, fragmentsOf(document)) : null
  if (!operation || eventQuery === null) throw new Error('no event query')
  const { coerced, errors } = getVariableValues(schema, operation.variableDefinitions ?? [], { id: 'chl_1', ...variables })
  if (errors !== undefined) throw new AggregateError(errors)
  return isSameForCrowd(schema, same, eventQuery)(coerced)
}

describe('isSameForCrowd', () => {
  it('holds where every field declares it, at any depth', () => {
    expect(isSame('name')).toBe(true)
    expect(isSame('__typename a: name board { rows b: rows __typename }')).toBe(true)
    expect(isSame('... on Challenge { ...F }', '', {}, 'fragment F on Challenge { board { rows } }')).toBe(true)
  })

  it.each([
    ['own'],
    ['name own'],
    ['board { mine }'],
    ['closed { rows }'],
    ['... on Challenge { own }'],
    ['... on Named { name }'],
  ])('does not hold for %s', (selection) => {
    expect(isSame(selection)).toBe(false)
  })

  it('does not hold where a fragment has a field that does not', () => {
    expect(isSame('name ...F', '', {}, 'fragment F on Challenge { own }')).toBe(false)
    expect(isSame('name ...F', '', {}, 'fragment F on Named { ...G } fragment G on Named { name }')).toBe(false)
  })

  it('does not hold for a field that is skipped, since the next may include it', () => {
    expect(isSame('name own @skip(if: true)')).toBe(false)
  })

  it('looks at the argument that a field names, wherever its value stands', () => {
    expect(isSame('board(scope: EVERYONE) { rows }')).toBe(true)
    expect(isSame('board(scope: FOLLOWING) { rows }')).toBe(false)
    expect(isSame('board(scope: null) { rows }')).toBe(false)
    expect(isSame('none { rows }')).toBe(false)
    expect(isSame('a: board { rows } b: board(scope: FOLLOWING) { rows }')).toBe(false)
    const declared = ', $scope: Scope'
    expect(isSame('board(scope: $scope) { rows }', declared)).toBe(true)
    expect(isSame('board(scope: $scope) { rows }', declared, { scope: 'EVERYONE' })).toBe(true)
    expect(isSame('board(scope: $scope) { rows }', declared, { scope: 'FOLLOWING' })).toBe(false)
    expect(isSame('board(scope: $scope) { rows }', declared, { scope: null })).toBe(false)
  })

  it('looks into the input that an argument is', () => {
    expect(isSame('other(filter: { since: 1 }) { rows }')).toBe(true)
    expect(isSame('other(filter: { scope: FOLLOWING }) { rows }')).toBe(false)
    expect(isSame('other { rows }')).toBe(false)
    expect(isSame('other(filter: $filter) { rows }', ', $filter: Filter', { filter: {} })).toBe(true)
    expect(isSame('other(filter: $filter) { rows }', ', $filter: Filter', { filter: { scope: 'FOLLOWING' } })).toBe(false)
  })

  it('refuses a directive that says nothing sensible', () => {
    expect(() => sameForCrowdOf(directivesOf(sdl.replace('argument: "scope", values: []', 'argument: 7')))).toThrow()
  })
})

describe('the contract', () => {
  it('has declared fields for what may be watched by a crowd, and a state of one subject for each of them', async () => {
    const { readFile } = await import('node:fs/promises')
    const supergraph = await readFile(new URL('../../../schema/supergraph.graphql', import.meta.url), 'utf8')
    const types = sameForCrowdOf(directivesOf(supergraph))
    expect([...types.keys()]).toEqual(expect.arrayContaining(['Challenge', 'LiveSession', 'Athlete', 'PageInfo']))
    for (const live of Object.values(liveFields)) {
      if (live.crowdOf === undefined) continue
      expect([live.isEvent, live.query.kind, live.key]).toEqual([false, 'by-argument', { argument: expect.any(String) }])
    }
  })
})
