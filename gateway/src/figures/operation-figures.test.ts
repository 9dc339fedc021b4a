import { fragmentsOf } from '@gruppetto/federation'
import { scrape, switchMetricsOn } from '@gruppetto/runtime'
import { buildSchema, getOperationAST, parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import type { PreparedOperation } from '../operations/operations.ts'
import type { Graph } from '../schema/graph.ts'
import { fieldsOf } from './field-uses.ts'
import { openOperationFigures, outcomeOf } from './operation-figures.ts'

const schema = buildSchema(`
  interface Node { id: ID! }
  type Athlete implements Node { id: ID! handle: String! friend: Athlete }
  type Viewer { athlete: Athlete! feed: [Node!]! }
  type Query { viewer: Viewer node: Node }
`)

const operationOf = (text: string, documentHash = 'hash'): PreparedOperation => {
  const document = parse(text)
  const operation = getOperationAST(document)
  if (operation === null || operation === undefined) throw new Error('no operation')
  return { document, documentHash, fragments: fragmentsOf(document), operation, operationName: null, rootFields: [], cost: 1 }
}

describe('the fields of an operation', () => {
  it('are found in fragments and under interfaces, each once, and without introspection', () => {
    const operation = operationOf(`
      query { __typename __schema { types { name } } viewer { athlete { ...A friend { ...A } } feed { id ... on Athlete { handle } } } }
      fragment A on Athlete { handle friend { id ...B } }
      fragment B on Athlete { __typename }
    `)
    expect([...fieldsOf(schema, operation)].toSorted()).toEqual([
      'Athlete.friend',
      'Athlete.handle',
      'Athlete.id',
      'Node.id',
      'Query.viewer',
      'Viewer.athlete',
      'Viewer.feed',
    ])
  })
})

describe('the outcome of an operation', () => {
  it.each([
    [null, 'ok'],
    [[], 'ok'],
    [['NOT_FOUND', 'RATE_LIMITED'], 'refused'],
    [['NOT_FOUND', 'SERVICE_UNAVAILABLE'], 'failed'],
    [['INTERNAL_SERVER_ERROR'], 'failed'],
    [[undefined], 'failed'],
  ])('with errors %j is %s', (codes, outcome) => {
    const errors = codes?.map((code) => ({ message: '', ...(code === undefined ? {} : { extensions: { code } }) }))
    expect(outcomeOf(errors === undefined ? null : { errors })).toBe(outcome)
  })
})

describe('the figures of operations', () => {
  const options = {
    graphs: { current: () => ({ supergraph: { schema } }) as Graph },
    registered: { publicationOf: (hash: string) => (hash === 'registered' ? 'web 1' : null) },
    names: new Set(['Known']),
  }

  it('are not there where metrics are off', () => {
    expect(openOperationFigures(options)).toBeNull()
  })

  it('name what is registered or known, and nothing that a client makes up', async () => {
    const off = await switchMetricsOn()
    const figures = openOperationFigures(options)
    if (figures === null) throw new Error('metrics are on')
    const now = performance.now()
    figures.answered(operationOf('query Known { viewer { feed { id } } }'), now, null)
    figures.answered(operationOf('query Web { node { id } }', 'registered'), now, {})
    for (let at = 0; at < 50; at += 1) figures.answered(operationOf(`query Made${at} { node { id } }`), now, {})
    figures.answered(null, now, { errors: [{ message: '', extensions: { code: 'GRAPHQL_PARSE_FAILED' } }] })
    const text = await scrape()
    const valuesOf = (name: string) =>
      text.split('\n').filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `))
    expect(valuesOf('gruppetto_operations_total').toSorted()).toEqual([
      'gruppetto_operations_total{operation="Known",kind="query",outcome="ok"} 1',
      'gruppetto_operations_total{operation="Web",kind="query",outcome="ok"} 1',
      'gruppetto_operations_total{operation="other",kind="query",outcome="ok"} 50',
      'gruppetto_operations_total{operation="other",kind="unknown",outcome="refused"} 1',
    ])
    expect(valuesOf('gruppetto_feed_operation_seconds_count')).toEqual(['gruppetto_feed_operation_seconds_count 1'])
    expect(valuesOf('gruppetto_field_uses_total').toSorted()).toEqual([
      'gruppetto_field_uses_total{field="Node.id"} 52',
      'gruppetto_field_uses_total{field="Query.node"} 51',
      'gruppetto_field_uses_total{field="Query.viewer"} 1',
      'gruppetto_field_uses_total{field="Viewer.feed"} 1',
    ])
    figures.close()
    off()
  })

  it('give no more than three hundred names their own values', async () => {
    const off = await switchMetricsOn()
    const figures = openOperationFigures(options)
    for (let at = 0; at < 400; at += 1) figures?.subscribed(operationOf(`query Web${at} { node { id } }`, 'registered'))
    const lines = (await scrape()).split('\n').filter((line) => line.startsWith('gruppetto_operations_total{'))
    expect(lines).toHaveLength(301)
    expect(lines).toContain('gruppetto_operations_total{operation="other",kind="subscription",outcome="ok"} 100')
    figures?.close()
    off()
  })
})
