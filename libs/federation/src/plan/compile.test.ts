import type { PlanNode } from '@graphql-hive/router-query-planner'
import { parse } from 'graphql'
import { expect, it } from 'vitest'
import { VALUES } from '../notation.ts'
import { PossibleTypes } from '../schema/possible-types.ts'
import { planCompiler } from './compile.ts'
import type { Ask, Run } from './run.ts'

const possibleTypes = new PossibleTypes(
  parse(`interface Gear { id: ID! } type Shoe implements Gear { id: ID! } type Bike implements Gear { id: ID! }
    type Rider { id: ID! } type Query { things: [Gear] }`),
)

/** Runs one fetch of entities for the things, and returns what the subgraph is told of them. */
const toldBy = async (things: readonly object[], fetch: Partial<Extract<PlanNode, { kind: 'Fetch' }>>): Promise<unknown[]> => {
  const told: unknown[] = []
  const ask: Ask<null> = async (_run, _operation, _sent, representations, take) => {
    const entities = representations.flatMap(({ texts }) => texts.map((text): unknown => JSON.parse(text)))
    told.push(...entities)
    take({ data: { _entities: entities.map(() => ({ stars: 1 })) } })
  }
  const node: PlanNode = {
    kind: 'Flatten',
    path: [{ Field: 'things' }, '@'],
    node: {
      kind: 'Fetch',
      serviceName: 'stars',
      operationKind: 'query',
      operation: 'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Gear { stars } } }',
      ...fetch,
    },
  }
  const run: Run<null> = {
    sent: {},
    values: {},
    context: null,
    signal: null,
    tree: { things },
    errors: [],
    losses: [],
    absent: new Set(),
    entities: 0,
    bytes: 0,
    event: null,
  }
  await planCompiler<null>(possibleTypes, VALUES, ask).compile({ kind: 'QueryPlan', node }).run(run)
  return told
}

const key = [
  { kind: 'Field' as const, name: '__typename', selections: [] },
  { kind: 'Field' as const, name: 'id', selections: [] },
]

it('tells a subgraph that knows an interface alone of no other type, also where the plan rewrites one of its types', async () => {
  const things = [
    { __typename: 'Shoe', id: 's1' },
    { __typename: 'Bike', id: 'b1' },
    { __typename: 'Rider', id: 'r1' },
  ]
  const told = await toldBy(things, {
    requires: [{ kind: 'InlineFragment', typeCondition: 'Bike', selections: key }],
    inputRewrites: [{ ValueSetter: { path: [{ TypenameEquals: ['Bike'] }, { Key: '__typename' }], setValueTo: 'Gear' } }],
  })
  expect(told).toEqual([
    { __typename: 'Gear', id: 's1' },
    { __typename: 'Gear', id: 'b1' },
  ])
})

it('tells a subgraph of the types alone that its fetch is about', async () => {
  const things = [
    { __typename: 'Shoe', id: 's1' },
    { __typename: 'Bike', id: 'b1' },
  ]
  const requires = [{ kind: 'InlineFragment' as const, typeCondition: 'Bike', selections: key }]
  expect(await toldBy(things, { requires })).toEqual([{ __typename: 'Bike', id: 'b1' }])
})
