import { compileDocument } from '@gruppetto/federation/execution'
import { buildSchema, execute, parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import type { Caller } from './identity.ts'
import { guardPartner } from './partner-guard.ts'

const schema = guardPartner(
  buildSchema(
    'type Query { board: Board secret: String } type Board { title: String people: [Person] } type Person { name: String }',
  ),
  ['Query.board', 'Board.title'],
)
const root = { board: () => ({ title: 'Winter', people: [{ name: 'Ana' }] }), secret: () => 'told' }
const ask = async (query: string, caller: Caller) => {
  const document = parse(query)
  const answer = await execute({ schema, document, rootValue: root, contextValue: { caller } })
  // Subgraphs run their documents compiled, where a field without a resolver is not called unless it is guarded.
  const compiled = await compileDocument({ schema, document })({ variables: {}, context: { caller }, root })
  expect(JSON.parse(JSON.stringify(compiled))).toEqual(JSON.parse(JSON.stringify(answer)))
  return answer
}

const partner: Caller = { kind: 'partner', keyId: 'key_1', brandId: 'brand_1', scopes: [], address: null }

it('allows an API key the listed fields only, not those beside or below them', async () => {
  expect(await ask('{ board { title } }', partner)).toEqual({ data: { board: { title: 'Winter' } } })
  const { data, errors } = await ask('{ secret board { title people { name } } }', partner)
  expect(data).toEqual({ secret: null, board: { title: 'Winter', people: null } })
  expect(errors?.map((error) => error.extensions.code)).toEqual(['FORBIDDEN', 'FORBIDDEN'])
})

it('refuses an API key what another caller has got from the same compiled document', async () => {
  const run = compileDocument({ schema, document: parse('{ board { people { name } } }') })
  const send = async (caller: Caller) => (await run({ variables: {}, context: { caller }, root })).errors?.map(({ path }) => path)
  const anonymous: Caller = { kind: 'anonymous', address: null }
  expect([await send(anonymous), await send(partner), await send(anonymous)]).toEqual([
    undefined,
    [['board', 'people']],
    undefined,
  ])
})

it('does not restrict other callers', async () => {
  const { errors, data } = await ask('{ secret board { people { name } } }', { kind: 'anonymous', address: null })
  expect(errors).toBeUndefined()
  expect(data).toEqual({ secret: 'told', board: { people: [{ name: 'Ana' }] } })
})

describe('a field that needs scopes', () => {
  const runs: string[] = []
  const campaign = guardPartner(
    buildSchema(
      'type Query { partner: Partner } type Partner { leaderboard: String! name: String } type Mutation { sponsorChallenge: String revokeApiKey: String createBrand: String }',
    ),
    ['Query.partner', 'Partner.*', 'Mutation.*'],
  )
  const run = (name: string) => () => {
    runs.push(name)
    return name
  }
  const rootValue = {
    partner: () => ({ leaderboard: 'first', name: 'Fernweh' }),
    sponsorChallenge: run('sponsorChallenge'),
    revokeApiKey: run('revokeApiKey'),
    createBrand: run('createBrand'),
  }
  const send = async (query: string, scopes: string[], variableValues = {}) => {
    const caller: Caller = { ...partner, kind: 'partner', scopes }
    const { data, errors = [] } = await execute({
      schema: campaign,
      document: parse(query),
      rootValue,
      contextValue: { caller },
      variableValues,
    })
    return { data, missing: errors.map(({ extensions }) => extensions.missingScopes) }
  }

  it('is open to a key that has them, under any name', async () => {
    expect(
      await send('{ partner { a: leaderboard ...F } } fragment F on Partner { b: leaderboard }', ['LEADERBOARD_READ']),
    ).toEqual({
      data: { partner: { a: 'first', b: 'first' } },
      missing: [],
    })
    expect((await send('mutation { m: sponsorChallenge }', ['CAMPAIGN_WRITE'])).data).toEqual({ m: 'sponsorChallenge' })
  })

  it('is refused with all scopes that the operation lacks, also behind aliases, fragments and directives', async () => {
    runs.length = 0
    const both = ['CAMPAIGN_WRITE', 'KEYS_MANAGE']
    expect(await send('mutation { a: sponsorChallenge ...F } fragment F on Mutation { b: revokeApiKey }', [])).toEqual({
      data: { a: null, b: null },
      missing: [both, both],
    })
    expect((await send('mutation { ... on Mutation { sponsorChallenge } revokeApiKey }', ['KEYS_MANAGE'])).missing).toEqual([
      ['CAMPAIGN_WRITE'],
    ])
    const skipped = 'mutation ($no: Boolean!) { sponsorChallenge revokeApiKey @skip(if: $no) }'
    expect((await send(skipped, [], { no: true })).missing).toEqual([['CAMPAIGN_WRITE']])
    expect((await send('{ partner { name leaderboard } }', ['KEYS_MANAGE'])).missing).toEqual([['LEADERBOARD_READ']])
    expect(runs).toEqual(['revokeApiKey'])
  })

  it('does not open a mutation that is not in the table, not even to a list that names it', async () => {
    const { data, missing } = await send('mutation { createBrand }', ['CAMPAIGN_WRITE', 'KEYS_MANAGE'])
    expect(data).toEqual({ createBrand: null })
    expect(missing).toEqual([undefined])
  })
})
