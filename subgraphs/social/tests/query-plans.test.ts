import { type Find, findsOf, hasIndexFor, mostRowsOf, planOf } from '@gruppetto/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { FEED, FOLLOW, NOTIFICATIONS, openWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const LISTS = `query ($refs: [_Any!]!, $after: String) { _entities(representations: $refs) { ... on Athlete {
  followerCount followingCount viewerFollow
  followers(first: 2, after: $after) { pageInfo { endCursor } edges { node { id } } }
  following(first: 2) { edges { node { id } } } } } }`
const CLUB = `query ($refs: [_Any!]!, $after: String) { _entities(representations: $refs) { ... on Club {
  posts(first: 2, after: $after) { pageInfo { endCursor } edges { node { id text kudosCount commentCount } } } } } }`
const POST_IN = 'mutation ($text: String!, $clubId: ID!) { createPost(input: { text: $text, clubId: $clubId }) { id } }'
/**
 * MongoDB finds a row by its id whatever else is asked of it, and walks an index once for each of several values or alternatives; the local database plans
 * no index for these, nor for a field that must not have a value.
 */
const isPlannedByMongo = ({ filter }: Find): boolean =>
  '_id' in filter || /\$(in|nin|or|and|ne|gte?)"/.test(JSON.stringify(filter))
/** More than any page, and what is read of it beyond what is shown. */
const MOST_ROWS = 2_000
/** Of whom each of two athletes has blocked at most so many are read. */
const MOST_BLOCKS = 20_000
/** Without a limit: an athlete's counts are sixteen rows, few comments wait for a moderator, few athletes are very followed, and kudos are counted in their index. */
const FEW = ['follower_counts', 'comments', 'followings', 'kudos']
/** Whom one athlete follows does not grow with the graph. */
const isOfOne = ({ filter }: Find): boolean => typeof filter.followerId === 'string'

const requirePlans = async (finds: readonly Find[]): Promise<void> => {
  const { database } = world.subgraph.opened
  for (const find of finds) {
    expect(await hasIndexFor(database, find), JSON.stringify(find)).toBe(true)
    const most = isOfOne(find) || FEW.includes(find.collection) ? 0 : (mostRowsOf(find) ?? Number.POSITIVE_INFINITY)
    expect(most, JSON.stringify(find)).toBeLessThanOrEqual(find.collection === 'blocks' ? MOST_BLOCKS : MOST_ROWS)
    if (!isPlannedByMongo(find)) expect(await planOf(database, find), JSON.stringify(find)).not.toContain('COLLSCAN')
  }
}

it('every read of a list, a count or a relation of the follow graph, and of a feed, follows an index', async () => {
  const { database } = world.subgraph.opened
  const [ana, ben, ...others] = await world.athletes('Ana', 'Ben', 'Chloe', 'Dara', 'Emil', 'Fay')
  if (ana === undefined || ben === undefined) throw new Error('nobody')
  for (const other of [ben, ...others]) await other.ask(FOLLOW, { id: ana.id })
  for (const other of others) await ana.ask(FOLLOW, { id: other.id })
  await world.settle()
  const refs = [{ __typename: 'Athlete', id: ana.id }]
  const finds = await findsOf(database, async () => {
    const { _entities: seen } = await ben.ask(LISTS, { refs })
    expect(seen[0].followers.edges).toHaveLength(2)
    await ben.ask(LISTS, { refs, after: seen[0].followers.pageInfo.endCursor })
    await ana.ask(FEED, {})
    await ana.ask(NOTIFICATIONS, {})
  })
  expect(finds.map(({ collection }) => collection)).toEqual(
    expect.arrayContaining(['follows', 'followings', 'feed_items', 'notifications']),
  )
  await requirePlans(finds)
  const unserved: Find = { collection: 'follows', method: 'find', filter: { revision: 1 }, sort: {}, limit: null }
  expect(await hasIndexFor(database, unserved)).toBe(false)
  expect(await planOf(database, unserved)).toContain('COLLSCAN')
  expect(mostRowsOf(unserved)).toBe(null)
})

it('every read of the posts of a club follows an index, however many posts and members there are', async () => {
  const [ana, ben] = await world.athletes('Ana', 'Ben')
  if (ana === undefined || ben === undefined) throw new Error('nobody')
  const { clubId } = await world.clubEvent([ana, ben])
  await world.settle()
  for (const text of ['One', 'Two', 'Three', 'Four']) await ana.ask(POST_IN, { text, clubId })
  await world.settle()
  const refs = [{ __typename: 'Club', id: clubId }]
  const finds = await findsOf(world.subgraph.opened.database, async () => {
    const { _entities: seen } = await ben.ask(CLUB, { refs })
    expect(seen[0].posts.edges).toHaveLength(2)
    await ben.ask(CLUB, { refs, after: seen[0].posts.pageInfo.endCursor })
  })
  expect(finds.map(({ collection }) => collection)).toEqual(expect.arrayContaining(['posts', 'kudos', 'comments']))
  await requirePlans(finds)
})
