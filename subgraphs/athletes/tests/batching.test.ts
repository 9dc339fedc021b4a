import { commandsOf } from '@gruppetto/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWorld, type Someone, type World } from './world.ts'

let world: World
let people: Someone[]
beforeAll(async () => {
  world = await openWorld()
  people = []
  for (let batch = 0; batch < 10; batch += 1)
    people.push(...(await Promise.all(Array.from({ length: 5 }, () => world.signUpVerified()))))
  // Workers read accounts too, for a while after a sign-up.
  await world.settle()
})
afterAll(() => world.close())

const readsOf = async (query: string, variables: Record<string, unknown>): Promise<{ answer: unknown; reads: string[] }> => {
  let answer: unknown
  const reads = await commandsOf(world.subgraph.opened.database, async () => {
    answer = (await world.ask(query, variables, people[0]?.caller)).data
  })
  return { answer, reads: reads.toSorted() }
}

const FOUR = ['accounts.find', 'relations_blocks.find', 'relations_entitlements.find', 'relations_follows.find']
const FIELDS = 'id handle bio joinedAt isPrivate isPremium'

it('fifty references cost four reads', async () => {
  const r = people.map(({ id }) => ({ __typename: 'Athlete', id }))
  const many = await readsOf(`query ($r: [_Any!]!) { _entities(representations: $r) { ... on Athlete { ${FIELDS} } } }`, { r })
  expect(many.answer).toMatchObject({ _entities: people.map(({ id }) => ({ id })) })
  expect(many.reads).toEqual(FOUR)
})

it('a hundred nodes, each twice, cost four reads', async () => {
  const ids = people.flatMap(({ id }) => [id, id])
  const many = await readsOf(`query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Athlete { ${FIELDS} } } }`, { ids })
  expect(many.answer).toEqual({ nodes: ids.map((id) => expect.objectContaining({ id })) })
  expect(many.reads).toEqual(FOUR)
})

it('a page of search costs one read of handles and four others', async () => {
  const query = `query ($q: String!) { searchAthletes(query: $q, first: 40) { edges { node { ${FIELDS} } } } }`
  const many = await readsOf(query, { q: 'rider_' })
  expect(many.answer).toMatchObject({ searchAthletes: { edges: { length: 40 } } })
  expect(many.reads).toEqual([...FOUR, 'handles.find'].toSorted())
})

it('the fields of the viewer cost one read of the account', async () => {
  const own = await readsOf('{ viewer { email units timeZone persona roles privacy { profile } athlete { id bio city } } }', {})
  expect(own.reads).toEqual(['accounts.find'])
})
