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

const runOver = (tree: Record<string, unknown>): Run<null> => ({
  sent: {},
  values: {},
  context: null,
  signal: null,
  tree,
  errors: [],
  losses: [],
  absent: new Set(),
  entities: 0,
  bytes: 0,
  event: null,
})

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
  await planCompiler<null>(possibleTypes, VALUES, ask).compile({ kind: 'QueryPlan', node }).run(runOver({ things }))
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

it('tells of no half entity without a type, which is left where who knows its key has not answered', async () => {
  const told = await toldBy([{ name: 'half' }, { __typename: 'Bike', id: 'b1', name: 'whole' }], {
    requires: [
      { kind: 'InlineFragment', typeCondition: 'Bike', selections: [...key, { kind: 'Field', name: 'name', selections: [] }] },
    ],
  })
  expect(told).toEqual([{ __typename: 'Bike', id: 'b1', name: 'whole' }])
})

it('asks once what a plan asks at two places, unless something is changed between', async () => {
  const fetch = (path: string): PlanNode => ({
    kind: 'Flatten',
    path: [{ Field: path }],
    node: {
      kind: 'Fetch',
      serviceName: 'stars',
      operationKind: 'query',
      operation:
        'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Bike { maker { name } } } }',
      requires: [{ kind: 'InlineFragment', typeCondition: 'Bike', selections: key }],
    },
  })
  const change: PlanNode = { kind: 'Fetch', serviceName: 'bikes', operationKind: 'mutation', operation: 'mutation { done }' }
  const run = async (node: PlanNode, second = 'b1') => {
    let calls = 0
    const ask: Ask<null> = async (_run, { subgraph }, _sent, _representations, take) => {
      if (subgraph === 'stars') calls += 1
      take({ data: subgraph === 'stars' ? { _entities: [{ maker: { name: `${calls}` } }] } : { done: true } })
    }
    const tree = { one: { __typename: 'Bike', id: 'b1' }, two: { __typename: 'Bike', id: second } }
    await planCompiler<null>(possibleTypes, VALUES, ask).compile({ kind: 'QueryPlan', node }).run(runOver(tree))
    return { calls, tree: tree as Record<'one' | 'two', { maker?: { name: string } }> }
  }
  const both: PlanNode = { kind: 'Parallel', nodes: [fetch('one'), fetch('two')] }
  const { calls, tree } = await run(both)
  expect([calls, tree.one.maker, tree.two.maker]).toEqual([1, { name: '1' }, { name: '1' }])
  // What is merged into one later is not in the other.
  expect(tree.one.maker).not.toBe(tree.two.maker)
  expect((await run({ kind: 'Sequence', nodes: [fetch('one'), fetch('two')] })).calls).toBe(1)
  expect((await run(both, 'b2')).calls).toBe(2)
  expect((await run({ kind: 'Sequence', nodes: [fetch('one'), change, fetch('two')] })).calls).toBe(2)
})
