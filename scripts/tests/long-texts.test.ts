import { type Caller, newId, openSubgraph, subgraphSchema } from '@gruppetto/graph'
import { testRuntime } from '@gruppetto/testing'
import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
} from 'graphql'
import { describe, expect, it, vi } from 'vitest'
import { loadModule } from '../src/generated/modules.ts'

const marks = (count: number) => '\u0301\u0327'.repeat(count / 2)

type Put = (leaf: string) => unknown
/** Returns every place of a type where a client can write a string, with its path and a function that puts one there. */
const stringsOf = (type: GraphQLInputType, path: string, others: (type: GraphQLInputType) => unknown): [string, Put][] => {
  const bare = getNullableType(type)
  if (isListType(bare)) {
    return stringsOf(bare.ofType, `${path}.0`, others).map(([at, put]) => [at, (leaf) => [put(leaf)]])
  }
  if (isScalarType(bare)) return bare.name === 'String' || bare.name === 'ID' ? [[path, (leaf) => leaf]] : []
  if (!isInputObjectType(bare)) return []
  return Object.values(bare.getFields()).flatMap((field) =>
    stringsOf(field.type, `${path}.${field.name}`, others).map(([at, put]): [string, Put] => [
      at,
      (leaf) => ({ ...Object(others(bare)), [field.name]: put(leaf) }),
    ]),
  )
}

const scalars: Readonly<Record<string, unknown>> = {
  String: 'abc',
  ID: newId('Athlete'),
  Int: 5,
  Float: 5,
  Boolean: true,
  DateTime: '2026-11-22T07:30:00Z',
  Date: '2026-11-22',
  TimeZone: 'Europe/Zurich',
  EmailAddress: 'someone@example.org',
  URL: 'https://example.org/',
}

/** Returns a value of the type with only what is required. */
const valueFor = (type: GraphQLInputType): unknown => {
  const bare = getNullableType(type)
  if (isListType(bare)) return [valueFor(bare.ofType)]
  if (isEnumType(bare)) return bare.getValues()[0]?.name
  if (!isInputObjectType(bare)) return scalars[bare.name]
  return filled(Object.values(bare.getFields()))
}

const filled = (fields: readonly (GraphQLArgument | GraphQLInputField)[]): Record<string, unknown> =>
  Object.fromEntries(fields.filter(({ type }) => isNonNullType(type)).map((field) => [field.name, valueFor(field.type)]))

/** Returns each place for a string in the arguments of a schema's fields. */
const placesOf = (schema: GraphQLSchema) =>
  Object.values(schema.getTypeMap()).flatMap((type) => {
    if (!isObjectType(type) || type.name.startsWith('_')) return []
    return Object.values(type.getFields()).flatMap((field) =>
      field.args.flatMap((argument) =>
        stringsOf(argument.type, argument.name, valueFor).map(([path, put]) => ({ type, field, argument, path, put })),
      ),
    )
  })

/** Returns the work of ordering the combining marks of a text, which grows with the square of the marks on one letter. */
const workOf = (text: string): number => (text.match(/\p{M}+/gu) ?? []).reduce((sum, run) => sum + run.length ** 2, 0)

const staff: Caller = {
  kind: 'athlete',
  athleteId: newId('Athlete'),
  sessionId: newId('Session'),
  roles: ['STAFF'],
  address: null,
}

describe.each(await Promise.all(Object.values(loadModule).map((load) => load())))('$name', (module) => {
  it('refuses 200 KB of combining marks in every argument before a resolver runs', () => {
    const places = placesOf(subgraphSchema(module))
    expect(places.length).toBeGreaterThan(5)
    for (const { type, field, argument, path, put } of places) {
      const args = { ...filled(field.args), [argument.name]: put(marks(100_000)) }
      const ask = () => field.resolve?.({}, args, { caller: staff }, Object.create(null))
      const refused = { path, rule: 'TOO_LONG', message: 'is too long', max: expect.any(Number) }
      expect(ask, `${type.name}.${field.name}`).toThrow(
        expect.objectContaining({ extensions: { code: 'BAD_USER_INPUT', fields: [refused] } }),
      )
    }
  })

  it('never normalizes a long run of combining marks, however long a text may be', async () => {
    const runtime = await testRuntime()
    const subgraph = await openSubgraph(module, runtime)
    const normalize = vi.spyOn(String.prototype, 'normalize')
    try {
      const roots = placesOf(subgraph.schema).filter(({ type }) => type.name === 'Query' || type.name === 'Mutation')
      for (const { type, field, argument, path, put } of roots) {
        for (const text of [marks(70_000), `a${marks(900)}`, `${marks(28)}a`.repeat(2000)]) {
          const values: Record<string, unknown> = { ...filled(field.args), [argument.name]: put(text) }
          const given = field.args.filter(({ name }) => name in values)
          const query = `${type.name.toLowerCase()} (${given.map(({ name, type: of }) => `$${name}: ${of}`)}) {
            ${field.name}(${given.map(({ name }) => `${name}: $${name}`)}) ${isScalarType(getNullableType(field.type)) ? '' : '{ __typename }'} }`
          normalize.mockClear()
          const { errors = [] } = await subgraph.execute({ query, variables: values }, staff, null)
          const work = normalize.mock.contexts.reduce<number>((sum, context) => sum + workOf(String(context)), 0)
          expect(work, `${field.name} ${path}`).toBeLessThan(3_000_000)
          for (const { extensions } of errors) expect(extensions?.code, path).not.toBe('INTERNAL_SERVER_ERROR')
        }
      }
    } finally {
      normalize.mockRestore()
      await runtime.close()
    }
  })
})
