import {
  buildSchema,
  execute,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  parse,
} from 'graphql'
import { describe, expect, it } from 'vitest'
import { openOurs } from '../testing/engines.ts'
import { differenceOf } from '../testing/fuzz/compare.ts'
import { answerMerged, clientSchemaOf } from '../testing/fuzz/merged.ts'
import { operationFor } from '../testing/fuzz/operations.ts'
import { planOfWorld } from '../testing/fuzz/plan-of-world.ts'
import { hashOf, randomOf } from '../testing/fuzz/random.ts'
import { worldOf } from '../testing/fuzz/run.ts'
import { isHard } from '../testing/fuzz/subgraphs.ts'
import type { RunSubgraph } from '../testing/world.ts'
import { compileDocument } from './compile-document.ts'

const runCompiled: RunSubgraph = ({ rootValue, contextValue, variableValues, fieldResolver, typeResolver, ...args }) =>
  compileDocument({ ...args, fieldResolver: fieldResolver ?? undefined, typeResolver: typeResolver ?? undefined })({
    variables: variableValues ?? {},
    context: contextValue,
    root: rootValue,
  })

const pathOf = ({ path }: GraphQLResolveInfo): string => {
  const keys: (string | number)[] = []
  for (let place: GraphQLResolveInfo['path'] | undefined = path; place !== undefined; place = place.prev) keys.push(place.key)
  return keys.reverse().join('.')
}

/** Some fields answer later, some after others, and some fail later. */
const later =
  (resolve: GraphQLFieldResolver<unknown, unknown>): GraphQLFieldResolver<unknown, unknown> =>
  async (source, args, context, info) => {
    for (let ticks = hashOf(pathOf(info)) % 5; ticks > 0; ticks -= 1) await null
    return resolve(source, args, context, info)
  }
const sometimesLater: RunSubgraph = ({ fieldResolver, ...args }) => {
  const resolve = fieldResolver ?? (() => undefined)
  const slow = later(resolve)
  return runCompiled({
    ...args,
    fieldResolver: (source, given, context, info) =>
      (hashOf(pathOf(info)) % 3 === 0 ? slow : resolve)(source, given, context, info),
  })
}

describe('random operations', () => {
  it('are answered as graphql-js answers them', { timeout: 900_000 }, async () => {
    let ran = 0
    let withErrors = 0
    for (let seed = 1; seed <= 15; seed += 1) {
      const plan = planOfWorld(seed)
      const world = worldOf(plan, { steps: 0, percentage: 0 })
      if (world === null) continue
      const schema = clientSchemaOf(world.supergraphSdl)
      for (let index = 0; index < 50; index += 1) {
        const asked = operationFor(randomOf(hashOf(`${seed} operation ${index}`)), schema)
        const right = await answerMerged(plan, schema, asked, { steps: 0, percentage: 0 })
        const answer = await answerMerged(plan, schema, asked, { steps: 0, percentage: 0 }, runCompiled)
        expect(answer, asked.query).toEqual(right)
        expect(JSON.stringify(answer.data)).toBe(JSON.stringify(right.data))
        // graphql-js leaves some failures of slow fields to nobody, so it is asked for the quick ones alone.
        if (right.data === undefined) continue
        const slow = await answerMerged(plan, schema, asked, { steps: 0, percentage: 0 }, sometimesLater)
        expect(differenceOf(slow, right, true), asked.query).toBeNull()
        ran += 1
        if (right.errors !== undefined) withErrors += 1
      }
    }
    expect(ran).toBeGreaterThan(150)
    expect(withErrors).toBeGreaterThan(5)
  })

  it('have entities that subgraphs answer as graphql-js does', async () => {
    let entities = 0
    const both: RunSubgraph = async (args) => {
      const right = await execute(args)
      // A second time, a mutation would be another one.
      if (args.document.definitions.some((node) => node.kind === 'OperationDefinition' && node.operation === 'mutation'))
        return right
      const answer = await runCompiled(args)
      expect(JSON.parse(JSON.stringify(answer))).toEqual(JSON.parse(JSON.stringify(right)))
      if (Array.isArray(right.data?._entities)) entities += right.data._entities.length
      return answer
    }
    for (let seed = 1; seed <= 15; seed += 1) {
      const plan = planOfWorld(seed)
      if (isHard(plan)) continue
      const world = worldOf(plan, { steps: 0, percentage: 0 }, both)
      if (world === null) continue
      const engine = await openOurs(world)
      for (let index = 0; index < 20; index += 1) {
        await engine.execute(operationFor(randomOf(hashOf(`${seed} operation ${index}`)), engine.schema))
      }
      await engine.close()
    }
    expect(entities).toBeGreaterThan(30)
  })
})

describe('a compiled document', () => {
  const schema = buildSchema(`
    type Query { one: Thing, things(first: Int = 2): [Thing!], must: Thing! }
    type Mutation { step(name: String!): String, fail: String! }
    type Thing { id: ID!, name(shout: Boolean = false): String, size: Int, parts: [Thing], kind: Kind, boom: String!, list: [String!] }
    enum Kind { SMALL LARGE }
  `)
  const run = (query: string, root: unknown, variables: Record<string, unknown> = {}) =>
    compileDocument({ schema, document: parse(query) })({ variables, context: { by: 'context' }, root })
  const runBoth = async (query: string, root: () => unknown, variables: Record<string, unknown> = {}) => {
    const document = parse(query)
    const right = await execute({
      schema,
      document,
      rootValue: root(),
      variableValues: variables,
      contextValue: { by: 'context' },
    })
    const answer = await run(query, root(), variables)
    expect(JSON.parse(JSON.stringify(answer))).toEqual(JSON.parse(JSON.stringify(right)))
    return answer
  }

  it('calls properties that are functions, with arguments, context and the place', async () => {
    const root = () => ({
      things: ({ first }: { first: number }, context: unknown, info: GraphQLResolveInfo) =>
        Array.from({ length: first }, (_, index) => ({
          id: index,
          name: (args: object) => JSON.stringify([args, context, info.fieldName, pathOf(info), info.operation.name?.value]),
        })),
    })
    const { data } = await runBoth('query Q($n: Int) { things(first: $n) { id n: name(shout: true) name } }', root, { n: 3 })
    expect(data?.things).toHaveLength(3)
  })

  it('refuses variables of the wrong type before anything runs', async () => {
    let calls = 0
    const answer = await runBoth('query ($n: Int!) { things(first: $n) { id } }', () => ({ things: () => (calls += 1) }), {
      n: 'x',
    })
    expect(answer.data).toBeUndefined()
    expect(calls).toBe(0)
  })

  it.each<[string, () => Record<string, unknown>]>([
    ['an error that is returned', () => ({ name: new Error('returned') })],
    [
      'an error that is thrown',
      () => ({
        name: () => {
          throw new GraphQLError('thrown', { extensions: { code: 'X' } })
        },
      }),
    ],
    ['a promise that is rejected', () => ({ name: () => Promise.reject(new Error('rejected')) })],
    ['something that is no error', () => ({ name: () => Promise.reject('text') })],
    ['a number that is none', () => ({ size: 'many' })],
    ['a list that is none', () => ({ parts: 'abc' })],
    [
      'items that fail',
      () => ({ parts: [{ id: 1 }, new Error('item'), Promise.reject(new Error('later')), null, { id: null }] }),
    ],
    ['leaves of a list that fail', () => ({ list: ['a', Promise.resolve('b'), null] })],
    ['a value that the enum does not have', () => ({ kind: 'HUGE' })],
    ['what may not be null and is', () => ({ boom: null })],
    [
      'what may not be null and fails later, beside others',
      () => ({ boom: () => Promise.reject(new Error('boom')), name: async () => 'n', size: Promise.resolve(3) }),
    ],
    ['a set as a list', () => ({ list: new Set(['a', 'b']) })],
  ])('tells %s as graphql-js does', async (_what, thing) => {
    const query =
      '{ one { ...T boom } things { ...T } must { ...T boom } } fragment T on Thing { id name size kind list parts { id name } }'
    const whole = () => ({ id: 'a', boom: 'b', ...thing() })
    await runBoth(query, () => ({ one: whole(), things: [whole(), whole()], must: { id: 'm', boom: 'b' } }))
    await runBoth(query, () => ({ one: null, things: Promise.resolve([whole()]), must: async () => whole() }))
  })

  it.each([
    ['plain', 'query ($yes: Boolean!) { things { id boom } must { boom } }'],
    ['with conditions', 'query ($yes: Boolean!) { things @include(if: $yes) { id boom @skip(if: false) } must { boom } }'],
    ['with introspection', 'query ($yes: Boolean!) { __schema { types { name } } things { id boom } must { boom } }'],
    ['under the name of the prototype', 'query ($yes: Boolean!) { __proto__: things { id boom } must { boom } }'],
  ])('leaves no failure to nobody, of several in a list, %s', async (_what, query) => {
    const unhandled: unknown[] = []
    const note = (error: unknown) => unhandled.push(error)
    process.on('unhandledRejection', note)
    try {
      const later = async () => {
        throw new Error('later')
      }
      const now = () => {
        throw new Error('now')
      }
      const root = {
        things: [
          { id: 'a', boom: later },
          { id: 'b', boom: now },
        ],
        must: { id: 'c', boom: later },
      }
      const { data, errors } = await run(query, root, { yes: true })
      expect([data, errors?.length]).toEqual([null, 2])
      await new Promise((resolve) => setImmediate(resolve))
      expect(unhandled).toEqual([])
    } finally {
      process.off('unhandledRejection', note)
    }
  })

  it('runs the fields of a mutation in order, and none behind one that may not fail', async () => {
    const log: string[] = []
    const root = {
      step: async ({ name }: { name: string }) => {
        await null
        log.push(name)
        return name
      },
      fail: async () => {
        throw new Error('failed')
      },
    }
    expect(await run('mutation { a: step(name: "1") b: step(name: "2") }', root)).toEqual({ data: { a: '1', b: '2' } })
    const { data, errors } = await run('mutation { a: step(name: "3") fail b: step(name: "4") }', root)
    expect([data, errors?.map(({ path }) => path)]).toEqual([null, [['fail']]])
    expect(log).toEqual(['1', '2', '3'])
  })

  it.each([
    ['introspection', '{ __schema { queryType { name } } __type(name: "Thing") { name } one { __typename } }'],
    ['conditions of variables', 'query ($yes: Boolean!) { one @include(if: $yes) { id } must @skip(if: $yes) { id } }'],
    ['conditions', '{ one @include(if: true) { id @skip(if: true) name } }'],
    [
      'conditions in fragments',
      'query ($yes: Boolean!, $no: Boolean = false) { one { ...T @include(if: $yes) ...T @include(if: $no) id @skip(if: $yes) @include(if: $no) } must { ... @include(if: $no) { name } id } } fragment T on Thing { parts @skip(if: $no) { id name } name @include(if: $no) name @skip(if: $no) }',
    ],
    [
      'introspection with all that it has',
      '{ __schema { types { kind name fields(includeDeprecated: true) { name args { name defaultValue type { ofType { name } } } } enumValues { name } } directives { name locations } } }',
    ],
    ['a type that is not there', '{ __type(name: "Nothing") { name } one { parts { __typename } } }'],
    ['a key that is the prototype', '{ __proto__: one { id } }'],
    ['several operations and no name', 'query A { one { id } } query B { one { id } }'],
  ])('has %s as graphql-js has it', async (_what, query) => {
    await runBoth(query, () => ({ one: { id: 1, name: 'n' }, must: { id: 2 } }), { yes: true })
  })

  it('runs the same document with other values of its conditions', async () => {
    const once = compileDocument({
      schema,
      document: parse('query ($a: Boolean!, $b: Boolean!) { one @include(if: $a) { id } must @skip(if: $b) { id } }'),
    })
    const root = { one: { id: 1 }, must: { id: 2 } }
    const dataOf = async (a: boolean, b: boolean) => (await once({ variables: { a, b }, context: null, root })).data
    for (const a of [true, false, true]) {
      expect(await dataOf(a, false)).toEqual({ ...(a ? { one: { id: '1' } } : {}), must: { id: '2' } })
      expect(await dataOf(a, true)).toEqual(a ? { one: { id: '1' } } : {})
    }
  })

  it('refuses null in a condition, and calls nobody', async () => {
    let calls = 0
    const answer = await run(
      'query ($a: Boolean = true) { one @include(if: $a) { id } }',
      { one: () => (calls += 1) },
      { a: null },
    )
    expect(answer.data).toBeUndefined()
    expect(answer.errors?.map(({ message }) => message)).toEqual([expect.stringContaining('$a')])
    expect(calls).toBe(0)
  })

  it.each([
    ['at once', (value: { kind: string }, kind: string) => value.kind === kind],
    ['later', async (value: { kind: string }, kind: string) => value.kind === kind],
  ])('asks types what is of them (%s), as graphql-js does', async (_when, isOf) => {
    const typed = buildSchema('type Query { any: [Any] one: One } union Any = One | Two type One { a: Int } type Two { b: Int }')
    for (const name of ['One', 'Two']) {
      const type = typed.getType(name) as GraphQLObjectType
      type.isTypeOf = (value) => isOf(value as { kind: string }, name)
    }
    const document = parse('{ any { __typename ... on One { a } ... on Two { b } } one { a } }')
    const root = { any: [{ kind: 'One', a: 1 }, { kind: 'Two', b: 2 }, { kind: 'Three' }], one: { kind: 'Two', a: 1 } }
    const right = await execute({ schema: typed, document, rootValue: root })
    const answer = await compileDocument({ schema: typed, document })({ variables: {}, context: null, root })
    expect(JSON.parse(JSON.stringify(answer.data))).toEqual({
      any: [{ __typename: 'One', a: 1 }, { __typename: 'Two', b: 2 }, null],
      one: null,
    })
    expect(answer.data).toEqual(right.data)
    expect(answer.errors?.map(({ path }) => path)).toEqual(right.errors?.map(({ path }) => path))
  })

  it('gives two requests arguments of their own', async () => {
    const seen: unknown[] = []
    const once = compileDocument({ schema, document: parse('query ($n: Int) { things(first: $n) { id } }') })
    const root = {
      things: (args: unknown) => {
        seen.push(args)
        return []
      },
    }
    await once({ variables: { n: 1 }, context: null, root })
    await once({ variables: { n: 2 }, context: null, root })
    expect(seen).toEqual([{ first: 1 }, { first: 2 }])
  })
})
