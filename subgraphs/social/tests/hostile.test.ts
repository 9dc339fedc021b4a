import { encodeCursor, newId, viewerRootId } from '@gruppetto/graph'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type Answer,
  BLOCK,
  COMMENT,
  ENTITIES,
  FEED,
  FOLLOW,
  KUDOS,
  NOTIFICATIONS,
  openWorld,
  type Person,
  POST,
  UNFOLLOW,
  type World,
} from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

it('events about things that do not exist change nothing and do not become dead letters', async () => {
  const [ana] = (await world.athletes('Ana')) as [Person]
  const [at, nobody] = [world.runtime.now() - 60_000, newId('Athlete')]
  const about = { subjectId: newId('Activity'), subjectOwnerId: ana.id }
  await world.emit('kudos.given', { ...about, athleteId: nobody, at })
  await world.emit('kudos.taken-back', { ...about, athleteId: nobody, at })
  await world.emit('comment.added', { ...about, commentId: newId('Comment'), authorId: nobody, mentionedIds: [ana.id], at })
  await world.emit('comment.deleted', { ...about, commentId: newId('Comment'), authorId: nobody, at })
  await world.emit('post.created', { postId: newId('Post'), authorId: nobody, mentionedIds: [ana.id], at })
  await world.emit('post.deleted', { postId: newId('Post'), authorId: nobody, at })
  await world.emit('feed.item-recorded', { feedItemId: 'feed_nothing', athleteId: nobody, kind: 'POST', at })
  await world.emit('follow.changed', {
    followerId: nobody,
    followeeId: ana.id,
    revision: 7,
    state: 'FOLLOWING',
    cause: 'FOLLOWED',
    at,
  })
  await world.emit('block.changed', { blockerId: nobody, blockedId: ana.id, revision: 7, blocked: true, at })
  await world.settle()
  const answer = await ana.ask(NOTIFICATIONS)
  expect(answer.viewer).toMatchObject({ unreadNotificationCount: 0, notifications: { edges: [] } })
  const dead = await world.runtime.bus.manager.streams.info(world.runtime.bus.names.dead)
  expect(dead.state.messages).toBe(0)
})

it('an older follow event that arrives after the follow has ended does not notify', async () => {
  const [ana, ben] = (await world.athletes('Ana', 'Ben')) as [Person, Person]
  await ben.ask(FOLLOW, { id: ana.id })
  await ben.ask(UNFOLLOW, { id: ana.id })
  await world.settle()
  const followed = world.eventsOf('follow.changed').find((event) => event.followerId === ben.id && event.cause === 'FOLLOWED')
  if (followed === undefined) throw new Error('no event')
  await world.emit('follow.changed', followed)
  await world.settle()
  expect((await ana.ask(NOTIFICATIONS)).viewer.notifications.edges).toEqual([])
})

it('counts all who follow one athlete at the same moment', async () => {
  const [star, ...fans] = await world.athletes('Star', 'Fana', 'Fanb', 'Fanc', 'Fand', 'Fane', 'Fanf', 'Fang', 'Fanh')
  await Promise.all(fans.map((fan) => fan.ask(FOLLOW, { id: star?.id })))
  const query = ENTITIES('... on Athlete { followerCount followers(first: 100) { totalCount edges { node { id } } } }')
  const seen = (await world.stranger.ask(query, { refs: [{ __typename: 'Athlete', id: star?.id }] }))._entities[0]
  expect(seen).toMatchObject({ followerCount: fans.length, followers: { totalCount: fans.length } })
  expect(seen.followers.edges).toHaveLength(fans.length)
})

it('refuses invalid pages and cursors that this API did not issue', async () => {
  const [ana] = (await world.athletes('Ana')) as [Person]
  for (const variables of [
    { first: -1 },
    { first: 101 },
    { after: 'nonsense' },
    { after: 'WyJhIiwiYiJd' },
    { after: encodeCursor([1e300, 'x']) },
  ]) {
    expect(await ana.codes(FEED, variables)).toEqual(['BAD_USER_INPUT'])
    expect(await ana.codes(NOTIFICATIONS, variables)).toEqual(['BAD_USER_INPUT'])
  }
  expect((await ana.ask(FEED, { first: 0 })).viewer.feed.edges).toEqual([])
})

describe('no query shows what is hidden', () => {
  const FIELDS = `... on Athlete { id followerCount followingCount followers { edges { node { id } } } following { edges { node { id } } }
      posts { edges { node { id } } } }
    ... on Activity { id kudosCount comments { edges { node { id } } } }
    ... on Post { id text } ... on Comment { id text } ... on Notification { id text } ... on Viewer { id }`

  const hiddenWorld = async () => {
    const [owner, viewer, third] = (await world.athletes('Owner', 'Viewer', 'Third')) as [Person, Person, Person]
    await viewer.ask(FOLLOW, { id: owner.id })
    await third.ask(FOLLOW, { id: owner.id })
    const ride = await world.activity(owner)
    const { createPost } = await owner.ask(POST, { text: 'A post' })
    await world.settle()
    const { addComment } = await owner.ask(COMMENT, { id: ride, text: 'A comment' })
    const thirdRide = await world.activity(third)
    await owner.ask(FOLLOW, { id: third.id })
    const onThird = (await owner.ask(COMMENT, { id: thirdRide, text: 'Elsewhere' })).addComment
    await owner.ask(KUDOS, { id: thirdRide })
    await third.ask(KUDOS, { id: ride })
    await world.settle()
    return { owner, viewer, third, ride, post: createPost.id, comment: addComment.id, thirdRide, onThird: onThird.id }
  }
  const readHidden = async (viewer: Person, hidden: Awaited<ReturnType<typeof hiddenWorld>>): Promise<Answer> => {
    const notificationId = (await hidden.owner.ask(NOTIFICATIONS)).viewer.notifications.edges[0].node.id
    const refs = [
      { __typename: 'Activity', id: hidden.ride },
      ...(['id', 'ref'] as const).flatMap((key) => [
        { __typename: 'Post', [key]: hidden.post },
        { __typename: 'Comment', [key]: hidden.comment },
        { __typename: 'Comment', [key]: hidden.onThird },
        { __typename: 'Notification', [key]: notificationId },
      ]),
      { __typename: 'Viewer', id: viewerRootId(hidden.owner.id) },
    ]
    const item = (id: string) => `feed_${id.split('_')[1]}`
    const { _entities, ...roots } = await viewer.ask(
      `query ($refs: [_Any!]!) { _entities(representations: $refs) { __typename ${FIELDS} }
        ride: feedItem(id: "${item(hidden.ride)}") { id } post: feedItem(id: "${item(hidden.post)}") { id }
        notification(id: "${notificationId}") { id } comment(id: "${hidden.comment}") { id } elsewhere: comment(id: "${hidden.onThird}") { id } }`,
      { refs },
    )
    return [..._entities, ...Object.values(roots)]
  }

  it.each(['the owner', 'the viewer'] as const)('when %s blocks', async (who) => {
    const hidden = await hiddenWorld()
    const { owner, viewer, third } = hidden
    const [blocker, blocked] = who === 'the owner' ? [owner, viewer] : [viewer, owner]
    await blocker.ask(BLOCK, { id: blocked.id })
    expect((await readHidden(viewer, hidden)).filter((answer: Answer) => answer !== null)).toEqual([])
    expect((await viewer.ask(FEED)).viewer.feed.edges).toEqual([])
    const seen = await viewer.ask(ENTITIES(FIELDS), {
      refs: [
        { __typename: 'Athlete', id: owner.id },
        { __typename: 'Athlete', id: third.id },
        { __typename: 'Activity', id: hidden.thirdRide },
      ],
    })
    const [card, thirdSeen, rideSeen] = seen._entities
    const nothing = { followerCount: null, followingCount: null, followers: null, following: null, posts: null }
    expect(card).toEqual(who === 'the owner' ? null : { __typename: 'Athlete', id: owner.id, ...nothing })
    expect(thirdSeen).toMatchObject({ followerCount: 0, followingCount: 0, followers: { edges: [] }, following: { edges: [] } })
    expect(rideSeen).toMatchObject({ kudosCount: 0, comments: { edges: [] } })
    for (const mutation of [KUDOS, COMMENT]) {
      for (const id of [hidden.ride, hidden.post]) expect(await viewer.codes(mutation, { id, text: 'Hi' })).toEqual(['NOT_FOUND'])
    }
  })

  it('when the account turns private, except to its followers', async () => {
    const hidden = await hiddenWorld()
    const [stranger] = (await world.athletes('Late')) as [Person]
    const visible = await readHidden(stranger, hidden)
    expect(visible.filter((answer: Answer) => answer !== null).length).toBeGreaterThan(6)
    await world.account(hidden.owner.id, { isPrivate: true, profileVisibility: 'FOLLOWERS' })
    await world.settle()
    // The comment on the public ride of another athlete stays visible.
    const left = (await readHidden(stranger, hidden)).filter((answer: Answer) => answer !== null)
    expect(new Set(left.map((answer: Answer) => answer.id))).toEqual(new Set([hidden.onThird]))
    expect((await hidden.viewer.ask(FEED)).viewer.feed.edges).toHaveLength(2)
  })
})
