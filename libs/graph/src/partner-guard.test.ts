import { buildSchema, execute, parse } from 'graphql'
import { expect, it } from 'vitest'
import type { Caller } from './identity.ts'
import { guardPartner } from './partner-guard.ts'

const schema = guardPartner(
  buildSchema(
    'type Query { board: Board secret: String } type Board { title: String people: [Person] } type Person { name: String }',
  ),
  ['Query.board', 'Board.title'],
)
const root = { board: () => ({ title: 'Winter', people: [{ name: 'Ana' }] }), secret: () => 'told' }
const ask = (query: string, caller: Caller) =>
  execute({ schema, document: parse(query), rootValue: root, contextValue: { caller } })

const partner: Caller = { kind: 'partner', keyId: 'key_1', brandId: 'brand_1', scopes: [], address: null }

it('allows an API key the listed fields only, not those beside or below them', async () => {
  expect(await ask('{ board { title } }', partner)).toEqual({ data: { board: { title: 'Winter' } } })
  const { data, errors } = await ask('{ secret board { title people { name } } }', partner)
  expect(data).toEqual({ secret: null, board: { title: 'Winter', people: null } })
  expect(errors?.map((error) => error.extensions.code)).toEqual(['FORBIDDEN', 'FORBIDDEN'])
})

it('does not restrict other callers', async () => {
  const { errors, data } = await ask('{ secret board { people { name } } }', { kind: 'anonymous', address: null })
  expect(errors).toBeUndefined()
  expect(data).toEqual({ secret: 'told', board: { people: [{ name: 'Ana' }] } })
})
