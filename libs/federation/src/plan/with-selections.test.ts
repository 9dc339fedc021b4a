import type { PlanNode } from '@graphql-hive/router-query-planner'
import { parse, print } from 'graphql'
import { describe, expect, it } from 'vitest'
import { rootNamesOf, subgraphPartsOf } from '../schema/subgraph-parts.ts'
import { openWorld } from '../testing/world.ts'
import { fetchesOf } from './fetches.ts'
import { selectionAdder } from './with-selections.ts'

const { supergraphSdl } = openWorld({
  rides: {
    sdl: `type Query { best: Ride found: Found thing: Thing } enum Level { LOW } scalar Json
      interface Thing { id: ID! } union Found = Ride | Club
      type Ride implements Thing @key(fields: "id") { id: ID! club: Club level: Level more: Json }
      type Club implements Thing @key(fields: "id") { id: ID! rides(first: Int): [[Ride]] }`,
  },
})
const supergraph = parse(supergraphSdl)
const completed = selectionAdder(subgraphPartsOf(supergraph), rootNamesOf(supergraph))

/** Returns what the fetches of a plan ask for once it is completed. */
const askedBy = (node: PlanNode): string[] =>
  fetchesOf(completed({ kind: 'QueryPlan', node })).map(({ document }) => print(document))
const fetch = (operation: string, serviceName = 'rides'): PlanNode => ({ kind: 'Fetch', serviceName, operation })

describe('a field of objects without a selection', () => {
  it.each([
    ['of a root', '{ best }', '{ best { __typename } }'],
    ['of an object', '{ best { id club } }', '{ best { id club { __typename } } }'],
    ['of a union', '{ best { id } found }', '{ best { id } found { __typename } }'],
    ['of an interface', '{ x: thing }', '{ x: thing { __typename } }'],
    ['with arguments, in lists', '{ best { club { rides(first: 3) } } }', '{ best { club { rides(first: 3) { __typename } } } }'],
    ['below a union', '{ found { ... on Club { rides } } }', '{ found { ... on Club { rides { __typename } } } }'],
    [
      'in a fragment',
      '{ best { ...F } } fragment F on Ride { ... { club } }',
      '{ best { ...F } } fragment F on Ride { ... { club { __typename } } }',
    ],
    [
      'of entities',
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Club { rides } } }',
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Club { rides { __typename } } } }',
    ],
  ])('gets one: %s', (_name, operation, complete) => {
    const expected = [print(parse(complete))]
    expect(askedBy(fetch(operation))).toEqual(expected)
    const below: PlanNode = { kind: 'Flatten', path: [{ Field: 'best' }], node: fetch(operation) }
    expect(askedBy({ kind: 'Sequence', nodes: [{ kind: 'Parallel', nodes: [below] }] })).toEqual(expected)
    expect(askedBy({ kind: 'Condition', condition: 'a', ifClause: below })).toEqual(expected)
  })

  it.each([
    ['scalars and enums', fetch('{ best { id level more __typename } }')],
    ['what has one', fetch('{ best { club { id } } found { __typename } }')],
    ['what the subgraph does not know', fetch('{ worst }')],
    ['a subgraph that is not there', fetch('{ best }', 'nobody')],
  ])('is none of %s', (_name, node) => {
    expect(completed({ kind: 'QueryPlan', node })).toEqual({ kind: 'QueryPlan', node })
  })

  it('is in no empty plan', () => {
    expect(completed({ kind: 'QueryPlan' })).toEqual({ kind: 'QueryPlan' })
  })
})
