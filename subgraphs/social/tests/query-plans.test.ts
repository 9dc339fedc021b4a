import { afterAll, beforeAll, expect, it } from 'vitest'
import { findsOf, hasIndexFor } from './finds.ts'
import { FEED, FOLLOW, openWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const LISTS = `query ($refs: [_Any!]!, $after: String) { _entities(representations: $refs) { ... on Athlete {
  followerCount followingCount viewerFollow
  followers(first: 2, after: $after) { pageInfo { endCursor } edges { node { id } } }
  following(first: 2) { edges { node { id } } } } } }`

it('every read of a list, a count or a relation of the follow graph, and of a feed, follows an index', async () => {
  const [ana, ben, ...others] = await world.athletes('Ana', 'Ben', 'Chloe', 'Dara', 'Emil', 'Fay')
  if (ana === undefined || ben === undefined) throw new Error('nobody')
  for (const other of [ben, ...others]) await other.ask(FOLLOW, { id: ana.id })
  for (const other of others) await ana.ask(FOLLOW, { id: other.id })
  await world.settle()
  const refs = [{ __typename: 'Athlete', id: ana.id }]
  const finds = await findsOf(world, async () => {
    const { _entities: seen } = await ben.ask(LISTS, { refs })
    expect(seen[0].followers.edges).toHaveLength(2)
    await ben.ask(LISTS, { refs, after: seen[0].followers.pageInfo.endCursor })
    await ana.ask(FEED, {})
  })
  expect(finds.map(({ collection }) => collection)).toEqual(expect.arrayContaining(['follows', 'followings', 'feed_items']))
  // What a server of MongoDB's kind says of its plans for so few rows is its own affair: the fields decide.
  for (const find of finds) expect([await hasIndexFor(world, find), find]).toEqual([true, find])
  const unserved = { collection: 'follows', filter: { revision: 1 }, options: {} }
  expect(await hasIndexFor(world, unserved)).toBe(false)
})
