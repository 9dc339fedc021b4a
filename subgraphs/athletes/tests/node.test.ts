import { newId } from '@gruppetto/graph'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorld, type Someone, type World } from './world.ts'

const NODE = 'query ($id: ID!) { node(id: $id) { __typename ... on Athlete { id } ... on Activity { ref } ... on Club { ref } } }'
const NODES = 'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename ... on Athlete { id } ... on Post { ref } } }'

let world: World
let someone: Someone
beforeAll(async () => {
  world = await openWorld()
  someone = await world.signUp()
})
afterAll(() => world.close())

describe('node', () => {
  it('returns an athlete', async () => {
    expect((await world.ask(NODE, { id: someone.id })).data.node).toEqual({ __typename: 'Athlete', id: someone.id })
  })

  it.each([
    'Activity',
    'Upload',
    'LiveSession',
    'Post',
    'Comment',
    'Notification',
    'Club',
    'ClubEvent',
    'Challenge',
    'Brand',
    'Product',
  ] as const)('returns a reference to a %s', async (type) => {
    const id = newId(type)
    const query = `query ($id: ID!) { node(id: $id) { __typename ... on ${type} { ref } } }`
    expect((await world.ask(query, { id })).data.node).toEqual({ __typename: type, ref: id })
  })

  it.each([
    '',
    'x',
    'act_',
    'act_zzz',
    'ath_01h455vb4pex5vsknk084sn02q',
    'x'.repeat(5000),
    'act_01h455vb4pex5vsknk084sn02q ',
    '$where',
  ])('is null for %s', async (id) => expect((await world.ask(NODE, { id })).data).toEqual({ node: null }))

  it('is null for ids of types that are no nodes', async () => {
    for (const id of [someone.sessionId, newId('FeedItem'), newId('ApiKey')]) {
      expect((await world.ask(NODE, { id })).data).toEqual({ node: null })
    }
  })
})

describe('nodes', () => {
  it('returns the order of the ids, with nulls and duplicates', async () => {
    const post = newId('Post')
    const athlete = { __typename: 'Athlete', id: someone.id }
    const ids = [post, someone.id, 'nothing', someone.id, newId('Athlete'), post]
    const ref = { __typename: 'Post', ref: post }
    expect((await world.ask(NODES, { ids })).data.nodes).toEqual([ref, athlete, null, athlete, null, ref])
  })

  it('accepts no ids, and a hundred at most', async () => {
    expect((await world.ask(NODES, { ids: [] })).data.nodes).toEqual([])
    expect((await world.ask(NODES, { ids: Array(100).fill('x') })).data.nodes).toHaveLength(100)
    expect((await world.ask(NODES, { ids: Array(101).fill('x') })).codes).toEqual(['BAD_USER_INPUT'])
  })
})
