import { buildSchema, getOperationAST, getVariableValues, parse } from 'graphql'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { compileVariables } from './variables.ts'

const schema = buildSchema('type Query { a: Int } input Place { x: Float! } enum Side { LEFT RIGHT } scalar Anything')

const VALUES = [
  ...[null, undefined, true, false, 0, -0, 1, -1, 1.5, 2 ** 31 - 1, 2 ** 31, -(2 ** 31), -(2 ** 31) - 1, 1e300, Number.NaN],
  ...[Number.POSITIVE_INFINITY, '', '1', 'LEFT', 'a\u0000é', [], [1], ['a'], {}, { x: 1 }, { x: 'a' }, 10n, Symbol.iterator],
]
const TYPES = ['Int', 'Float', 'String', 'Boolean', 'ID', 'Place', 'Side', 'Anything', 'Nothing', 'Query', '__proto__']

const OPERATIONS = TYPES.flatMap((type) =>
  [type, `${type}!`, `[${type}!]`, `${type} = null`, `${type} = 1`, `${type}! = "a"`].map(
    (text) => `query ($v: ${text}, $w: Int) { a }`,
  ),
)

// Both make errors by the ten thousand, and nobody asks where: finding that out takes four times as long as all else.
const { stackTraceLimit } = Error
beforeAll(() => {
  Error.stackTraceLimit = 0
})
afterAll(() => {
  Error.stackTraceLimit = stackTraceLimit
})

it.each(OPERATIONS)('gives what graphql-js gives: %s', (text) => {
  const definitions = getOperationAST(parse(text))?.variableDefinitions
  const sent = [{}, { w: 'a' }, { w: 2, x: 3 }, ...VALUES.flatMap((v) => [{ v }, { v, w: 1 }, { v, w: 'a' }])]
  for (const options of [undefined, { maxErrors: 1 }]) {
    const own = sent.map(compileVariables(schema, definitions, options))
    const theirs = sent.map((variables) => getVariableValues(schema, definitions ?? [], variables, options))
    expect(own.map(({ coerced }) => coerced)).toStrictEqual(theirs.map(({ coerced }) => coerced))
    expect(own.map(({ errors }) => errors?.map(String))).toStrictEqual(theirs.map(({ errors }) => errors?.map(String)))
  }
})

it('reads no variable that an object only inherits', () => {
  const definitions = getOperationAST(parse('query ($toString: String) { a }'))?.variableDefinitions
  expect(compileVariables(schema, definitions)({})).toStrictEqual({ coerced: {} })
})
