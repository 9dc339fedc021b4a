import { buildSchema, graphql } from 'graphql'
import { expect, it } from 'vitest'
import { forgetReadsAfterMutations, withLoaders } from './forget-reads.ts'

it('a mutation renews the loaders before its payload and the next mutation read, also after an error', async () => {
  const schema = forgetReadsAfterMutations(
    buildSchema('type Query { reads: Int! } type Mutation { change(fail: Boolean!): Result } type Result { reads: Int! }'),
  )
  let made = 0
  const context = withLoaders({ name: 'context' }, () => {
    made += 1
    return { set: made }
  })
  const change = ({ fail }: { fail: boolean }, { loaders }: typeof context) => {
    if (fail) throw new Error(`failed with set ${loaders.set}`)
    return { reads: (_: unknown, { loaders: renewed }: typeof context) => renewed.set }
  }
  const source = 'mutation { a: change(fail: false) { reads } b: change(fail: true) { reads } c: change(fail: false) { reads } }'
  const { data, errors } = await graphql({ schema, source, rootValue: { change }, contextValue: context })
  expect(data).toEqual({ a: { reads: 2 }, b: null, c: { reads: 4 } })
  expect(errors?.map(({ message }) => message)).toEqual(['failed with set 2'])
  expect(context.name).toBe('context')
})
