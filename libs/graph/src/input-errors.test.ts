import { buildSchema, execute, parse } from 'graphql'
import { expect, it } from 'vitest'
import { notFound } from './errors.ts'
import { withFieldPaths } from './input-errors.ts'
import { scalarResolvers } from './scalars.ts'

const schema = buildSchema(
  'scalar EmailAddress input In { email: EmailAddress! tags: [EmailAddress!] } type Query { a(input: In, mail: EmailAddress): Int n(count: Int! = 2): Int }',
)
Object.assign(schema.getType('EmailAddress') ?? {}, {
  parseValue: scalarResolvers.EmailAddress?.parseValue,
  parseLiteral: scalarResolvers.EmailAddress?.parseLiteral,
})

const fieldsOf = async (query: string, variableValues: Record<string, unknown> = {}) => {
  const document = parse(query)
  const { errors = [] } = await execute({ schema, document, variableValues })
  return errors.map((error) => withFieldPaths(error, document).extensions)
}

const refused = (path: string) => [
  {
    code: 'BAD_USER_INPUT',
    fields: [
      {
        path,
        message: expect.stringMatching(/^EmailAddress must be an e-mail address/),
        rule: 'WRONG_FORMAT',
        format: 'EmailAddress',
      },
    ],
  },
]

it('gives the path of a refused value in names of the schema, not of the variables', async () => {
  const whole = 'query ($x: In) { a(input: $x) }'
  expect(await fieldsOf(whole, { x: { email: 'no; "at" nobody' } })).toEqual(refused('input.email'))
  expect(await fieldsOf(whole, { x: { email: 'a@b.c', tags: ['a@b.c', 'no'] } })).toEqual(refused('input.tags.1'))
  expect(await fieldsOf('query ($x: EmailAddress!) { a(input: { email: $x }) }', { x: 'no' })).toEqual(refused('input.email'))
  expect(await fieldsOf('query ($x: EmailAddress) { a(mail: $x) }', { x: 'no' })).toEqual(refused('mail'))
})

it('gives the path of a value that is missing or null', async () => {
  const of = (path: string, message: string) => [{ code: 'BAD_USER_INPUT', fields: [{ path, message, rule: 'REQUIRED' }] }]
  expect(await fieldsOf('query ($x: Int!) { n(count: $x) }')).toEqual(of('count', 'is required'))
  expect(await fieldsOf('query ($x: Int!) { n(count: $x) }', { x: null })).toEqual(of('count', 'must not be null'))
  expect(await fieldsOf('query ($x: Int = 1) { n(count: $x) }', { x: null })).toEqual(of('count', 'must not be null'))
  expect(await fieldsOf('query ($x: Int) { n(count: $x) }', { x: null })).toEqual(of('count', 'must not be null'))
  expect(await fieldsOf('query ($x: Int) { n(count: $x) }')).toEqual([])
  expect(await fieldsOf('query ($x: Boolean = true) { n @include(if: $x) }', { x: null })).toEqual(of('if', 'must not be null'))
})

it('gives the argument of a refused literal', async () => {
  const [extensions] = await fieldsOf('{ a(input: { email: "no" }) }')
  expect(extensions).toEqual({
    code: 'BAD_USER_INPUT',
    fields: [{ path: 'input', message: 'has a value that is not valid', rule: 'INVALID' }],
  })
})

it('returns other errors unchanged', () => {
  const error = notFound('This club')
  expect(withFieldPaths(error, parse('{ a }'))).toBe(error)
})
