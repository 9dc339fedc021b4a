import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { ANONYMOUS } from '@gruppetto/graph'
import { buildSchema } from 'graphql'
import { expect, it } from 'vitest'
import { loadGatewayConfig } from '../config.ts'
import { openOperations } from './operations.ts'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

const open = () =>
  openOperations({
    schema: buildSchema('type Query { name: String nest: Query }'),
    declaredCosts: new Map(),
    limits: loadGatewayConfig({}),
  })

it('says where a refused document is wrong, each time', () => {
  const operations = open()
  for (const _ of [1, 2]) {
    const { errors } = operations.prepare('{ name\n  nest { naem } }')
    expect(errors.map((error) => error.toJSON())).toEqual([
      {
        message: 'Cannot query field "naem" on type "Query". Did you mean "name"?',
        locations: [{ line: 2, column: 10 }],
        extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
      },
    ])
    expect(operations.prepare('{ name').errors.map((error) => error.toJSON())).toEqual([
      {
        message: 'Syntax Error: Expected Name, found <EOF>.',
        locations: [{ line: 1, column: 7 }],
        extensions: { code: 'GRAPHQL_PARSE_FAILED' },
      },
    ])
    expect(() => operations.admit(operations.prepare('{ name'), null, {}, ANONYMOUS)).toThrow(AggregateError)
  }
})

it('refuses aliases that are kept for introspection, but for those that Relay adds', () => {
  const operations = open()
  const problems = (document: string) => operations.prepare(document).errors.map(({ message }) => message)
  expect(problems('{ nest { __isNest: __typename } __typename: __typename }')).toEqual([])
  for (const [alias, field] of [
    ['__isNest', 'name'],
    ['__proto__', '__typename'],
    ['__is', '__typename'],
    ['__a', 'name'],
  ]) {
    expect(problems(`{ ${alias}: ${field} }`)).toEqual([`The alias ${alias} begins with two underscores.`])
  }
})

it('keeps of refused documents little more than what is wrong with them', () => {
  const operations = open()
  const heapOf = (from: number, to: number): number => {
    collect()
    const before = process.memoryUsage().heapUsed
    for (let at = from; at < to; at += 1) operations.prepare(`{ none${at} nest { nest { ${'name '.repeat(100)} } } }`)
    collect()
    return (process.memoryUsage().heapUsed - before) / (to - from)
  }
  heapOf(0, 50)
  // With its stack an error keeps the parsed document and the validation of it, more than 100 kB.
  expect(heapOf(50, 350)).toBeLessThan(8_000)
})
