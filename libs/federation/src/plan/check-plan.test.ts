import type { FetchNode, PlanNode } from '@graphql-hive/router-query-planner'
import { parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { rootNamesOf, subgraphPartsOf } from '../schema/subgraph-parts.ts'
import { openWorld } from '../testing/world.ts'
import { planChecker } from './check-plan.ts'
import { fetchesOf } from './fetches.ts'

const { supergraphSdl } = openWorld({
  rides: {
    sdl: `type Query { rides: [Ride] best: Ride @provides(fields: "club { town }") thing: Thing found: Found }
      interface Thing { id: ID! name: String } union Found = Ride | Club
      type Ride implements Thing @key(fields: "id") @key(fields: "code", resolvable: false) { id: ID! code: String! name: String club: Club watts: Int @shareable }
      type Club implements Thing @key(fields: "id") { id: ID! name: String @shareable town: String @external }`,
  },
  clubs: {
    sdl: `type Query { club: Club } type Club @key(fields: "id") { id: ID! name: String @shareable town: String @shareable street: String @override(from: "old") wheel: String @override(from: "old", label: "percent(20)") }
      type Ride @key(fields: "code") { code: String! watts: Int @external heat: Int @requires(fields: "watts") }`,
  },
  old: {
    sdl: 'type Query { gone: Club } type Club @key(fields: "id") { id: ID! street: String wheel: String } type Ride @key(fields: "code") { code: String! watts: Int @shareable }',
  },
})
const supergraph = parse(supergraphSdl)
const flawOf = planChecker(subgraphPartsOf(supergraph), rootNamesOf(supergraph))

const at = (percentage: number) => ({ labels: new Set<string>(), percentage })
const check = (node: PlanNode, percentage = 50): string | null => flawOf(fetchesOf({ kind: 'QueryPlan', node }), at(percentage))
const fetch = (serviceName: string, operation: string): FetchNode => ({ kind: 'Fetch', serviceName, operation })
const entities = (serviceName: string, type: string, told: readonly string[], selection: string): PlanNode => ({
  kind: 'Flatten',
  path: [{ Field: 'rides' }, '@'],
  node: {
    ...fetch(
      serviceName,
      `query($representations: [_Any!]!) { _entities(representations: $representations) { ... on ${type} ${selection} } }`,
    ),
    requires: [{ kind: 'InlineFragment', typeCondition: type, selections: told.map((name) => ({ kind: 'Field', name })) }],
  },
})

describe('a plan', () => {
  it.each<[string, PlanNode]>([
    ['asks for what a subgraph has', fetch('rides', '{ rides { id name club { id name } } __typename }')],
    ['asks for what is provided on the way', fetch('rides', '{ best { club { id town } } }')],
    ['asks through an interface', fetch('rides', '{ thing { name ... on Club { id } } }')],
    ['asks through a union', fetch('rides', '{ found { __typename ... on Ride { watts } ...F } } fragment F on Thing { name }')],
    ['tells a key', entities('clubs', 'Club', ['__typename', 'id'], '{ street name }')],
    ['tells what is required', entities('clubs', 'Ride', ['__typename', 'code', 'watts'], '{ heat }')],
  ])('is good that %s', (_name, node) => {
    expect(check(node)).toBeNull()
  })

  it.each<[string, PlanNode, string]>([
    ['asks a subgraph that is not there', fetch('nobody', '{ rides { id } }'), 'there is no subgraph nobody'],
    [
      'asks for a type that the subgraph does not know',
      fetch('old', '{ gone { ... on Thing { id } } }'),
      'old has no type Thing',
    ],
    ['asks for a field that the subgraph does not have', fetch('old', '{ gone { name } }'), 'old has no field Club.name'],
    ['asks for a field of another root', fetch('rides', '{ club { id } }'), 'rides has no field Query.club'],
    [
      'asks on another way for what is provided on one',
      fetch('rides', '{ rides { club { town } } }'),
      'rides does not resolve Club.town there',
    ],
    ['asks for what another one has taken over', entities('old', 'Club', ['id'], '{ street }'), 'old has no field Club.street'],
    [
      'tells a key that the subgraph does not resolve',
      entities('rides', 'Ride', ['code'], '{ watts }'),
      'rides is told no key of Ride that it resolves',
    ],
    [
      'tells no key',
      entities('clubs', 'Club', ['__typename', 'name'], '{ street }'),
      'clubs is told no key of Club that it resolves',
    ],
    [
      'does not tell what is required',
      entities('clubs', 'Ride', ['code'], '{ heat }'),
      'clubs is not told Ride.watts, which Ride.heat requires',
    ],
    ['asks for what nothing can be', fetch('rides', '{ rides { ... on Club { id } } }'), 'in rides, a Ride is never a Club'],
    [
      'asks for fields of two shapes under one key',
      fetch('rides', '{ found { ... on Ride { id } ... on Club { id: name } } }'),
      'rides is asked for ID! and String as one id',
    ],
    [
      'asks for them in entities',
      entities('clubs', 'Club', ['id'], '{ id } ... on Ride { id: heat }'),
      'clubs is asked for ID! and Int as one id',
    ],
    [
      'asks for them below an object, some in a fragment',
      fetch('rides', '{ best { club { id } ...F } } fragment F on Ride { club { id: name } }'),
      'rides is asked for ID! and String as one id',
    ],
    [
      'asks for entities of nothing',
      fetch('clubs', '{ _entities(representations: []) { ... on Club { id } } }'),
      'entities of nothing are asked for',
    ],
    ['asks nobody', { kind: 'Sequence', nodes: [{ kind: 'Parallel', nodes: [] }] }, 'the plan is empty'],
  ])('is refused that %s', (_name, node, flaw) => {
    expect(check(node)).toBe(flaw)
    expect(
      check({
        kind: 'Sequence',
        nodes: [fetch('rides', '{ rides { id } }'), { kind: 'Condition', condition: 'a', elseClause: node }],
      }),
    ).toBe(flaw === 'the plan is empty' ? null : flaw)
  })

  it('is refused that is empty', () => {
    expect(flawOf(fetchesOf({ kind: 'QueryPlan' }), at(0))).toBe('the plan is empty')
  })

  it.each([
    ['clubs', 10, null],
    ['clubs', 30, 'clubs does not resolve Club.wheel there'],
    ['old', 10, 'old does not resolve Club.wheel there'],
    ['old', 30, null],
  ])('asks %s for what is taken over by 20 of 100 requests, in that of the number %d', (subgraph, percentage, flaw) => {
    expect(check(entities(subgraph, 'Club', ['id'], '{ wheel }'), percentage)).toBe(flaw)
  })

  it('is refused that tells of a type which the subgraph does not know, unless it says of which it is there', () => {
    const fetched = (rewrites: FetchNode['inputRewrites']): PlanNode => ({
      ...fetch('clubs', '{ _entities(representations: []) { ... on Club { name } } }'),
      requires: [{ kind: 'InlineFragment', typeCondition: 'Thing', selections: [{ kind: 'Field', name: 'id' }] }],
      ...(rewrites === undefined ? {} : { inputRewrites: rewrites }),
    })
    expect(check(fetched(undefined))).toBe('clubs is told of a Thing, which it does not know')
    expect(check(fetched([{ ValueSetter: { path: [{ Key: '__typename' }], setValueTo: 'Club' } }]))).toBeNull()
  })

  it('tells each alias of a batch its own keys', () => {
    const operation =
      '{ a: _entities(representations: $x) { ... on Club { street } } b: _entities(representations: $y) { ... on Ride { heat } } }'
    const batch = (ofRide: readonly string[]): PlanNode => ({
      kind: 'BatchFetch',
      serviceName: 'clubs',
      operation,
      entityBatch: {
        aliases: [
          { alias: 'a', names: ['id'], type: 'Club' },
          { alias: 'b', names: ofRide, type: 'Ride' },
        ].map(({ alias, names, type }) => ({
          alias,
          representationsVariableName: alias,
          paths: [],
          requires: [{ kind: 'InlineFragment', typeCondition: type, selections: names.map((name) => ({ kind: 'Field', name })) }],
        })),
      },
    })
    expect(check(batch(['code', 'watts']))).toBeNull()
    expect(check(batch(['code']))).toBe('clubs is not told Ride.watts, which Ride.heat requires')
  })
})
