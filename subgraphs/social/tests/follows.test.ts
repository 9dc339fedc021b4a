import { newId } from '@gruppetto/graph'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type Answer,
  BLOCK,
  COMMENT,
  ENTITIES,
  FEED,
  FOLLOW,
  KUDOS,
  MUTE,
  NOTIFICATIONS,
  noticesOf,
  openWorld,
  type Person,
  POST,
  REMOVE,
  RESPOND,
  subjectsOf,
  UNBLOCK,
  UNFOLLOW,
  type World,
} from './world.ts'

const LISTS = ENTITIES(`... on Athlete { id viewerFollow followerCount followingCount
  followers(first: 50) { totalCount edges { node { id } } } following(first: 50) { totalCount edges { node { id } } } }`)

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const lists = async (viewer: Person, athlete: Person): Promise<Answer> => {
  const { _entities } = await viewer.ask(LISTS, { refs: [{ __typename: 'Athlete', id: athlete.id }] })
  return _entities[0]
}
const ids = (connection: Answer): readonly string[] => connection.edges.map((edge: Answer) => edge.node.id)

describe('follow', () => {
  it('follows at once, counts, lists the newest first, and changes nothing when repeated', async () => {
    const [ana, ben, cleo] = (await world.athletes('Ana', 'Ben', 'Cleo')) as [Person, Person, Person]
    expect((await ben.ask(FOLLOW, { id: ana.id })).follow).toEqual({ id: ana.id, viewerFollow: 'FOLLOWING' })
    await cleo.ask(FOLLOW, { id: ana.id })
    await Promise.all([ben.ask(FOLLOW, { id: ana.id }), cleo.ask(FOLLOW, { id: ana.id }), cleo.ask(FOLLOW, { id: ana.id })])
    const seen = await lists(world.stranger, ana)
    expect(seen).toMatchObject({ followerCount: 2, followingCount: 0, viewerFollow: null })
    expect(ids(seen.followers)).toEqual([cleo.id, ben.id])
    expect(seen.followers.totalCount).toBe(2)
    expect(ids((await lists(ana, ben)).following)).toEqual([ana.id])
    await world.settle()
    expect(world.eventsOf('follow.changed').filter((event) => event.followeeId === ana.id)).toHaveLength(2)
  })

  it('pages followers to the end without repeating one', async () => {
    const [star, ...fans] = await world.athletes('Star', 'Fana', 'Fanb', 'Fanc', 'Fand', 'Fane')
    for (const fan of fans) await fan.ask(FOLLOW, { id: star?.id })
    const query = ENTITIES(
      '... on Athlete { followers(first: 2, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } } }',
    ).replace('$refs: [_Any!]!', '$refs: [_Any!]!, $after: String')
    const seen: string[] = []
    let after: string | null = null
    for (let pages = 0; pages < 4; pages += 1) {
      const answer: Answer = await world.stranger.ask(query, { refs: [{ __typename: 'Athlete', id: star?.id }], after })
      const { followers } = answer._entities[0]
      seen.push(...ids(followers))
      after = followers.pageInfo.endCursor
      if (!followers.pageInfo.hasNextPage) break
    }
    expect(seen).toEqual(fans.map((fan) => fan.id).toReversed())
  })

  it('refuses the viewer, an unknown athlete, and a viewer who is not signed in', async () => {
    const [ana] = (await world.athletes('Ana')) as [Person]
    expect(await ana.codes(FOLLOW, { id: ana.id })).toEqual(['BAD_USER_INPUT'])
    expect(await ana.codes(BLOCK, { id: ana.id })).toEqual(['BAD_USER_INPUT'])
    expect(await ana.codes(FOLLOW, { id: 'ath_00000000000000000000000000' })).toEqual(['NOT_FOUND'])
    expect(await ana.codes(FOLLOW, { id: 'nonsense' })).toEqual(['NOT_FOUND'])
    expect(await world.stranger.codes(FOLLOW, { id: ana.id })).toEqual(['UNAUTHENTICATED'])
    const partner = world.asCaller({ kind: 'partner', keyId: 'key', brandId: 'brand', scopes: [], address: null })
    expect(await partner.codes('{ viewer { id } }')).toEqual(['FORBIDDEN'])
  })

  it('waits a moment for an account that has just signed up', async () => {
    const [ana] = (await world.athletes('Ana')) as [Person]
    const young = await world.athlete('Young')
    expect((await ana.ask(FOLLOW, { id: young.id })).follow.viewerFollow).toBe('FOLLOWING')
  })

  it('raises the revision when the viewer unfollows and follows again', async () => {
    const [ana, ben] = (await world.athletes('Ana', 'Ben')) as [Person, Person]
    await ana.ask(FOLLOW, { id: ben.id })
    expect((await ana.ask(UNFOLLOW, { id: ben.id })).unfollow.viewerFollow).toBe('NOT_FOLLOWING')
    await ana.ask(UNFOLLOW, { id: ben.id })
    await ana.ask(FOLLOW, { id: ben.id })
    await world.settle()
    const events = world.eventsOf('follow.changed').filter((event) => event.followeeId === ben.id)
    expect(events.map((event) => event.revision).sort()).toEqual([1, 2, 3])
    expect((await lists(ana, ben)).followerCount).toBe(1)
  })
})

describe('private accounts', () => {
  it('get a request, which only the owner sees and accepts', async () => {
    const [ana] = (await world.athletes('Ana')) as [Person]
    const shy = await world.athlete('Shy', { isPrivate: true, profileVisibility: 'FOLLOWERS' })
    await world.settle()
    expect((await ana.ask(FOLLOW, { id: shy.id })).follow.viewerFollow).toBe('REQUESTED')
    expect(await lists(ana, shy)).toMatchObject({ followerCount: null, followers: null, following: null })
    const requests = await shy.ask('{ viewer { followRequests { totalCount edges { node { id } } } } }')
    expect(ids(requests.viewer.followRequests)).toEqual([ana.id])
    await shy.ask(RESPOND, { id: ana.id, accept: true })
    await shy.ask(RESPOND, { id: ana.id, accept: true })
    expect(await lists(ana, shy)).toMatchObject({ followerCount: 1, viewerFollow: 'FOLLOWING' })
    expect(await shy.codes(RESPOND, { id: newId('Athlete'), accept: true })).toEqual(['NOT_FOUND'])
  })

  it('decline a request, and the follower can withdraw one', async () => {
    const [ana, ben] = (await world.athletes('Ana', 'Ben')) as [Person, Person]
    const shy = await world.athlete('Shy', { isPrivate: true })
    await world.settle()
    await ana.ask(FOLLOW, { id: shy.id })
    await ben.ask(FOLLOW, { id: shy.id })
    await shy.ask(RESPOND, { id: ana.id, accept: false })
    expect((await ben.ask(UNFOLLOW, { id: shy.id })).unfollow.viewerFollow).toBe('NOT_FOLLOWING')
    const requests = await shy.ask('{ viewer { followRequests { totalCount edges { node { id } } } } }')
    expect(requests.viewer.followRequests).toEqual({ totalCount: 0, edges: [] })
    expect(await shy.codes(RESPOND, { id: ben.id, accept: true })).toEqual(['NOT_FOUND'])
    await world.settle()
    const causes = world.eventsOf('follow.changed').filter((event) => event.followeeId === shy.id)
    expect(causes.map((event) => event.cause).sort()).toEqual(['DECLINED', 'REQUESTED', 'REQUESTED', 'UNFOLLOWED'])
  })
})

describe('block', () => {
  it('ends follows in both directions, hides both athletes, and can be undone', async () => {
    const [ana, ben, cleo] = (await world.athletes('Ana', 'Ben', 'Cleo')) as [Person, Person, Person]
    await ana.ask(FOLLOW, { id: ben.id })
    await ben.ask(FOLLOW, { id: ana.id })
    await ben.ask(FOLLOW, { id: cleo.id })
    await ana.ask(FOLLOW, { id: cleo.id })
    await ana.ask(BLOCK, { id: ben.id })
    await ana.ask(BLOCK, { id: ben.id })
    // The blocked athlete sees nothing, and the blocker sees only the card.
    expect(await lists(ben, ana)).toBeNull()
    expect(await lists(ana, ben)).toMatchObject({
      id: ben.id,
      viewerFollow: 'NOT_FOLLOWING',
      followerCount: null,
      followers: null,
    })
    expect(await ben.codes(FOLLOW, { id: ana.id })).toEqual(['NOT_FOUND'])
    expect(await ben.codes(UNFOLLOW, { id: ana.id })).toEqual(['NOT_FOUND'])
    expect(await ana.codes(FOLLOW, { id: ben.id })).toEqual(['FORBIDDEN'])
    for (const [viewer, other] of [
      [ana, ana],
      [ben, ben],
    ] as const) {
      const seen = await lists(viewer, cleo)
      expect(ids(seen.followers)).toEqual([other.id])
      expect(seen).toMatchObject({ followerCount: 1, followers: { totalCount: 1 } })
    }
    expect(await lists(cleo, cleo)).toMatchObject({ followerCount: 2 })
    const blocked = await ana.ask('{ viewer { blockedAthletes { totalCount edges { node { id } } } } }')
    expect(blocked.viewer.blockedAthletes).toEqual({ totalCount: 1, edges: [{ node: { id: ben.id } }] })
    await ana.ask(UNBLOCK, { id: ben.id })
    expect(await lists(ben, ana)).toMatchObject({ viewerFollow: 'NOT_FOLLOWING', followerCount: 0, followingCount: 1 })
    await world.settle()
    expect(world.eventsOf('block.changed').map((event) => [event.revision, event.blocked])).toEqual([
      [1, true],
      [2, false],
    ])
    const ended = world.eventsOf('follow.changed').filter((event) => event.cause === 'BLOCKED')
    expect(ended).toHaveLength(2)
  })

  it('wins over a follow that is made at the same moment', async () => {
    const [ana, ben] = (await world.athletes('Ana', 'Ben')) as [Person, Person]
    await Promise.all([ben.codes(FOLLOW, { id: ana.id }), ana.ask(BLOCK, { id: ben.id }), ben.codes(FOLLOW, { id: ana.id })])
    expect((await lists(ana, ana)).followerCount).toBe(0)
    expect(ids((await lists(ana, ana)).followers)).toEqual([])
  })
})

describe('a removed follower', () => {
  it('is not told, sees no more, and may follow or ask again', async () => {
    const [ana, ben] = (await world.athletes('Ana', 'Ben')) as [Person, Person]
    const ride = await world.activity(ana, { visibility: 'FOLLOWERS' })
    await ben.ask(FOLLOW, { id: ana.id })
    await world.settle()
    expect(subjectsOf(await ben.ask(FEED))).toEqual([ride])
    await Promise.all([ana.ask(REMOVE, { id: ben.id }), ana.ask(REMOVE, { id: ben.id })])
    expect(await lists(ana, ana)).toMatchObject({ followerCount: 0, followers: { edges: [] } })
    expect((await lists(ben, ana)).viewerFollow).toBe('NOT_FOLLOWING')
    expect(subjectsOf(await ben.ask(FEED))).toEqual([])
    await world.settle()
    expect(noticesOf(await ben.ask(NOTIFICATIONS))).toEqual([])
    expect(noticesOf(await ana.ask(NOTIFICATIONS))).toEqual([])
    expect((await ben.ask(FOLLOW, { id: ana.id })).follow.viewerFollow).toBe('FOLLOWING')
    expect(await ana.codes(REMOVE, { id: ana.id })).toEqual(['BAD_USER_INPUT'])
    expect(await ana.codes(REMOVE, { id: newId('Athlete') })).toEqual(['NOT_FOUND'])
    expect(await world.stranger.codes(REMOVE, { id: ana.id })).toEqual(['UNAUTHENTICATED'])
  })
})

describe('a mute', () => {
  const MUTED = '{ viewer { mutedAthletes { totalCount edges { node { id viewerMutedUntil } } } } }'
  const mutedOf = async (viewer: Person) => (await viewer.ask(MUTED)).viewer.mutedAthletes

  it('silences feed and notifications, on every road, until it ends by itself, and after the feed is built anew', async () => {
    const [ana, ben] = (await world.athletes('Ana', 'Ben')) as [Person, Person]
    await ana.ask(FOLLOW, { id: ben.id })
    const ride = await world.activity(ana)
    await world.settle()
    const until = new Date(world.runtime.now() + 3_600_000).toISOString()
    expect((await ana.ask(MUTE, { id: ben.id, until })).mute).toEqual({ id: ben.id, viewerMutedUntil: until })
    const { createPost } = await ben.ask(POST, { text: 'Hello' })
    await ben.ask(KUDOS, { id: ride })
    const { addComment } = await ben.ask(COMMENT, { id: ride, text: 'Strong!' })
    await world.settle()
    expect(subjectsOf(await ana.ask(FEED))).toEqual([ride])
    await world.runtime.redis.del(`feed:{${ana.id}}:items`, `feed:{${ana.id}}:state`)
    expect(subjectsOf(await ana.ask(FEED))).toEqual([ride])
    expect((await ana.ask(`{ feedItem(id: "feed_${createPost.id.slice(5)}") { id } }`)).feedItem).toBeNull()
    expect(noticesOf(await ana.ask(NOTIFICATIONS))).toEqual([])
    // What the muted athlete wrote stays readable.
    expect((await ana.ask(`{ comment(id: "${addComment.id}") { text } }`)).comment.text).toBe('Strong!')
    world.pass(3_600_001)
    expect(subjectsOf(await ana.ask(FEED))).toEqual([createPost.id, ride])
    expect(await mutedOf(ana)).toEqual({ totalCount: 0, edges: [] })
    const later = (await ben.ask(COMMENT, { id: ride, text: 'Again' })).addComment
    await world.settle()
    expect(noticesOf(await ana.ask(NOTIFICATIONS))).toMatchObject([{ kind: 'COMMENT', actorCount: 1, comment: { id: later.id } }])
  })

  it('is listed for the muter alone, and the muted never learns of it', async () => {
    const [ana, ben, cleo] = (await world.athletes('Ana', 'Ben', 'Cleo')) as [Person, Person, Person]
    expect((await ana.ask(MUTE, { id: ben.id })).mute.viewerMutedUntil).toMatch(/^9999-/)
    await ana.ask(MUTE, { id: cleo.id })
    expect((await mutedOf(ana)).edges.map((edge: Answer) => edge.node.id)).toEqual([cleo.id, ben.id])
    const asked = ENTITIES('... on Athlete { viewerMutedUntil }')
    for (const viewer of [ben, cleo, world.stranger]) {
      const refs = [ana, ben].map(({ id }) => ({ __typename: 'Athlete', id }))
      const seen = (await viewer.ask(asked, { refs }))._entities
      expect(seen.map((athlete: Answer) => athlete?.viewerMutedUntil ?? null)).toEqual([null, null])
    }
    await world.settle()
    expect(world.recorded.filter((event) => JSON.stringify(event.data).includes(ben.id))).toEqual([])
    await cleo.ask(BLOCK, { id: ana.id })
    expect(await mutedOf(ana)).toMatchObject({ totalCount: 1, edges: [{ node: { id: ben.id } }] })
    expect((await ana.ask(MUTE, { id: ben.id, muted: false })).mute.viewerMutedUntil).toBeNull()
    expect(await mutedOf(ana)).toEqual({ totalCount: 0, edges: [] })
  })

  it('refuses oneself, a past end, an end without a mute, and an athlete who cannot be seen', async () => {
    const [ana, ben] = (await world.athletes('Ana', 'Ben')) as [Person, Person]
    const past = new Date(world.runtime.now() - 1000).toISOString()
    const future = new Date(world.runtime.now() + 3_600_000).toISOString()
    expect(await ana.codes(MUTE, { id: ana.id })).toEqual(['BAD_USER_INPUT'])
    expect(await ana.codes(MUTE, { id: ben.id, until: past })).toEqual(['BAD_USER_INPUT'])
    expect(await ana.codes(MUTE, { id: ben.id, muted: false, until: future })).toEqual(['BAD_USER_INPUT'])
    expect(await ana.codes(MUTE, { id: newId('Athlete') })).toEqual(['NOT_FOUND'])
    await ben.ask(BLOCK, { id: ana.id })
    expect(await ana.codes(MUTE, { id: ben.id })).toEqual(['NOT_FOUND'])
    expect(await world.stranger.codes(MUTE, { id: ana.id })).toEqual(['UNAUTHENTICATED'])
  })
})
