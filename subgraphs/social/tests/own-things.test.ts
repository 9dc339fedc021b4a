import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type Answer,
  BLOCK,
  COMMENT,
  ENTITIES,
  FOLLOW,
  KUDOS,
  NOTIFICATIONS,
  noticesOf,
  openWorld,
  type Person,
  POST,
  UNBLOCK,
  UNFOLLOW,
  UNKUDOS,
  type World,
} from './world.ts'

const DELETE = 'mutation ($id: ID!) { deleteComment(id: $id) { id commentCount } }'
const UNDER = `kudosCount commentCount kudos { totalCount edges { node { id } } }
  comments { totalCount edges { node { id text } } } last: comments(last: 5) { edges { node { id } } }`
const REACTIONS = ENTITIES(`... on Activity { id ${UNDER} } ... on Post { id ${UNDER} } ... on Comment { id text }`)

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const entity = async (viewer: Person, __typename: string, id: string, key: 'id' | 'ref' = 'id'): Promise<Answer> =>
  (await viewer.ask(REACTIONS, { refs: [{ __typename, [key]: id }] }))._entities[0]
const notices = async (person: Person): Promise<readonly Answer[]> => noticesOf(await person.ask(NOTIFICATIONS))

/** Makes a ride and a post of Ana, each with a comment and kudos of Foe and of Ben. */
const scene = async () => {
  const [ana, foe, ben, cleo] = (await world.athletes('Ana', 'Foe', 'Ben', 'Cleo')) as [Person, Person, Person, Person]
  const ride = await world.activity(ana)
  const post: string = (await ana.ask(POST, { text: 'A post' })).createPost.id
  const insults: string[] = []
  const praise: string[] = []
  for (const id of [ride, post]) {
    insults.push((await foe.ask(COMMENT, { id, text: 'An insult' })).addComment.id)
    praise.push((await ben.ask(COMMENT, { id, text: 'Praise' })).addComment.id)
    await foe.ask(KUDOS, { id })
    await ben.ask(KUDOS, { id })
  }
  return { ana, foe, ben, cleo, ride, post, insults, praise }
}
type Scene = Awaited<ReturnType<typeof scene>>

const expectHidden = async ({ ana, foe, ben, cleo, ride, post, insults, praise }: Scene): Promise<void> => {
  for (const viewer of [ana, ben, cleo, world.stranger]) {
    for (const [index, [type, id]] of (
      [
        ['Activity', ride],
        ['Post', post],
      ] as const
    ).entries()) {
      const nodes = [{ node: { id: praise[index], text: 'Praise' } }]
      expect(await entity(viewer, type, id), viewer.name).toMatchObject({
        kudosCount: 1,
        commentCount: 1,
        kudos: { totalCount: 1, edges: [{ node: { id: ben.id } }] },
        comments: { totalCount: 1, edges: nodes },
        last: { edges: [{ node: { id: praise[index] } }] },
      })
    }
    for (const insult of insults) {
      expect((await viewer.ask(`{ comment(id: "${insult}") { id } }`)).comment).toBeNull()
      for (const key of ['id', 'ref'] as const) expect(await entity(viewer, 'Comment', insult, key)).toBeNull()
    }
  }
  expect(await entity(foe, 'Activity', ride)).toBeNull()
}

describe('nobody sees what the owner may not see on an own activity or post', () => {
  it.each(['the author', 'the owner'])('when %s blocks', async (who) => {
    const all = await scene()
    const [blocker, blocked] = who === 'the owner' ? [all.ana, all.foe] : [all.foe, all.ana]
    await blocker.ask(BLOCK, { id: blocked.id })
    await expectHidden(all)
    // When a reader blocks another athlete too, both are hidden.
    await all.cleo.ask(BLOCK, { id: all.ben.id })
    expect(await entity(all.cleo, 'Activity', all.ride)).toMatchObject({ kudosCount: 0, commentCount: 0 })
    await all.cleo.ask(UNBLOCK, { id: all.ben.id })
    // When the block is undone, the owner and all others see it again.
    await blocker.ask(UNBLOCK, { id: blocked.id })
    for (const viewer of [all.ana, all.cleo]) {
      expect(await entity(viewer, 'Activity', all.ride)).toMatchObject({ kudosCount: 2, commentCount: 2 })
    }
  })

  it('when the comment and the block are made at the same moment', async () => {
    const [ana, foe, cleo] = (await world.athletes('Ana', 'Foe', 'Cleo')) as [Person, Person, Person]
    const ride = await world.activity(ana)
    await world.settle()
    await Promise.all([
      ...Array.from({ length: 5 }, () => foe.codes(COMMENT, { id: ride, text: 'An insult' })),
      foe.codes(KUDOS, { id: ride }),
      foe.ask(BLOCK, { id: ana.id }),
    ])
    await world.settle()
    for (const viewer of [ana, cleo, world.stranger]) {
      expect(await entity(viewer, 'Activity', ride)).toMatchObject({ kudosCount: 0, commentCount: 0, comments: { edges: [] } })
    }
    expect(await notices(ana)).toEqual([])
  })

  it('on a page with activities of several owners, each by its own owner', async () => {
    const [ana, bea, foe, cleo] = (await world.athletes('Ana', 'Bea', 'Foe', 'Cleo')) as [Person, Person, Person, Person]
    const rides = [await world.activity(ana), await world.activity(bea), await world.activity(ana)]
    for (const id of rides) {
      await foe.ask(KUDOS, { id })
      await foe.ask(COMMENT, { id, text: 'Hm' })
    }
    await foe.ask(BLOCK, { id: ana.id })
    const refs = rides.map((id) => ({ __typename: 'Activity', id }))
    const { _entities } = await cleo.ask(REACTIONS, { refs })
    expect(_entities.map((seen: Answer) => [seen.kudosCount, seen.commentCount, seen.comments.edges.length])).toEqual([
      [0, 0, 0],
      [1, 1, 1],
      [0, 0, 0],
    ])
  })
})

describe('owners', () => {
  it('can block an athlete who has blocked them, and delete the comments', async () => {
    const { ana, foe, cleo, ride, insults } = await scene()
    await foe.ask(BLOCK, { id: ana.id })
    for (const insult of insults) {
      expect(await cleo.codes(DELETE, { id: insult })).toEqual(['NOT_FOUND'])
      expect((await ana.ask(DELETE, { id: insult })).deleteComment).toMatchObject({ commentCount: 1 })
      expect(await ana.codes(DELETE, { id: insult })).toEqual(['NOT_FOUND'])
    }
    await ana.ask(BLOCK, { id: foe.id })
    await ana.ask(BLOCK, { id: foe.id })
    await foe.ask(UNBLOCK, { id: ana.id })
    expect(await entity(foe, 'Activity', ride)).toBeNull()
    expect(await foe.codes(FOLLOW, { id: ana.id })).toEqual(['NOT_FOUND'])
    const { viewer } = await ana.ask('{ viewer { blockedAthletes { totalCount edges { node { id } } } } }')
    expect(viewer.blockedAthletes).toEqual({ totalCount: 1, edges: [{ node: { id: foe.id } }] })
    await ana.ask(UNBLOCK, { id: foe.id })
    expect(await entity(foe, 'Activity', ride)).toMatchObject({ kudosCount: 2, commentCount: 1 })
  })
})

describe('an athlete can delete own comments and take back own kudos', () => {
  const HIDING: readonly [string, (owner: Person, foe: Person, state: Answer) => Promise<unknown>][] = [
    ['the owner blocks', (owner, foe) => owner.ask(BLOCK, { id: foe.id })],
    ['the author blocks the owner', (owner, foe) => foe.ask(BLOCK, { id: owner.id })],
    [
      'the activity is hidden',
      (_owner, _foe, state) => world.emit('activity.changed', { ...state, revision: 2, visibility: 'ONLY_ME' }),
    ],
    [
      'only followers may see the activity',
      (_owner, _foe, state) => world.emit('activity.changed', { ...state, revision: 2, visibility: 'FOLLOWERS' }),
    ],
    ['the account turns private', (owner) => world.account(owner.id, { isPrivate: true })],
    ['the account is closed', (owner) => world.account(owner.id, { deleted: true })],
  ]
  it.each(HIDING)('when %s', async (_how, hide) => {
    const [ana, foe, cleo] = (await world.athletes('Ana', 'Foe', 'Cleo')) as [Person, Person, Person]
    const state = world.activityState(ana)
    await world.emit('activity.measured', state)
    const id = state.activityId
    const { addComment } = await foe.ask(COMMENT, { id, text: 'Sorry for this' })
    await foe.ask(KUDOS, { id })
    await world.settle()
    await hide(ana, foe, state)
    await world.settle()
    expect(await entity(foe, 'Activity', id)).toBeNull()
    // The answers reveal nothing of the hidden activity.
    expect(await cleo.codes(UNKUDOS, { id: 'act_nonsense' })).toEqual(['NOT_FOUND'])
    expect(await foe.ask(UNKUDOS, { id })).toEqual({ takeBackKudos: null })
    expect(await foe.codes(UNKUDOS, { id })).toEqual(['NOT_FOUND'])
    expect(await foe.ask(DELETE, { id: addComment.id })).toEqual({ deleteComment: null })
    expect(await foe.codes(DELETE, { id: addComment.id })).toEqual(['NOT_FOUND'])
    await world.settle()
    expect(world.eventsOf('kudos.taken-back').filter((event) => event.subjectId === id)).toHaveLength(1)
    expect(world.eventsOf('comment.deleted').filter((event) => event.subjectId === id)).toHaveLength(1)
    if ((await ana.ask(REACTIONS, { refs: [{ __typename: 'Activity', id }] }))._entities[0] !== null)
      expect(await entity(ana, 'Activity', id)).toMatchObject({ kudosCount: 0, commentCount: 0 })
    expect(await notices(ana)).toEqual([])
  })

  it('and follows a closed account no more, until it comes back', async () => {
    const [ana, gone] = (await world.athletes('Ana', 'Gone')) as [Person, Person]
    await ana.ask(FOLLOW, { id: gone.id })
    await world.account(gone.id, { deleted: true })
    await world.settle()
    expect(await ana.codes(UNFOLLOW, { id: gone.id })).toEqual(['NOT_FOUND'])
    await world.account(gone.id, { deleted: false })
    await world.settle()
    expect(await ana.ask(UNFOLLOW, { id: gone.id })).toMatchObject({ unfollow: { id: gone.id } })
    expect(await ana.codes(UNFOLLOW, { id: gone.id })).toEqual([])
  })
})

describe('what a profile hides', () => {
  const FEED_POSTS = '{ viewer { feed { edges { node { id ... on PostFeedItem { post { id text } } } } } } }'
  const HIDDEN = [
    ['ONLY_ME', false, { follower: false, stranger: false }],
    ['FOLLOWERS', false, { follower: true, stranger: false }],
    ['EVERYONE', true, { follower: true, stranger: false }],
    ['ONLY_ME', true, { follower: false, stranger: false }],
    ['EVERYONE', false, { follower: true, stranger: true }],
  ] as const
  it.each(HIDDEN)('%s, private: %s, hides its posts in every query', async (profileVisibility, isPrivate, sees) => {
    const [owner, follower, stranger] = (await world.athletes('Owner', 'Fan', 'Late')) as [Person, Person, Person]
    const mia = await world.athlete('Mia')
    await world.settle()
    await follower.ask(FOLLOW, { id: owner.id })
    const before: string = (await owner.ask(POST, { text: 'Before' })).createPost.id
    const { addComment } = await owner.ask(COMMENT, { id: before, text: 'More' })
    await world.settle()
    await world.account(owner.id, { isPrivate, profileVisibility })
    await world.settle()
    const after: string = (await owner.ask(POST, { text: 'After' })).createPost.id
    await world.settle()
    const item = (id: string) => `feed_${id.split('_')[1]}`
    const POSTS = ENTITIES('... on Post { id } ... on Comment { id } ... on Athlete { posts { edges { node { id } } } }')
    const refs = [
      ...[before, after].flatMap((id) => [
        { __typename: 'Post', id },
        { __typename: 'Post', ref: id },
      ]),
      { __typename: 'Comment', id: addComment.id },
    ]
    for (const [viewer, may] of [
      [owner, true],
      [follower, sees.follower],
      [stranger, sees.stranger],
      [mia, sees.stranger],
    ] as const) {
      const { _entities } = await viewer.ask(POSTS, { refs })
      expect(
        _entities.map((one: Answer) => one !== null),
        viewer.name,
      ).toEqual(refs.map(() => may))
      const [athlete] = (await viewer.ask(POSTS, { refs: [{ __typename: 'Athlete', id: owner.id }] }))._entities
      expect(athlete.posts?.edges.length ?? 0).toBe(may ? 2 : 0)
      for (const id of [before, after]) {
        expect((await viewer.ask(`{ feedItem(id: "${item(id)}") { id } }`)).feedItem !== null).toBe(may)
        expect(await viewer.codes(KUDOS, { id })).toEqual(viewer === owner ? ['BAD_USER_INPUT'] : may ? [] : ['NOT_FOUND'])
        expect(await viewer.codes(COMMENT, { id, text: 'Hi' })).toEqual(may ? [] : ['NOT_FOUND'])
      }
    }
    const feed = (await follower.ask(FEED_POSTS)).viewer.feed.edges
    expect(feed).toHaveLength(sees.follower ? 2 : 0)
  })

  it('hides a mention from the mentioned athlete', async () => {
    const [mia] = (await world.athletes('Mia')) as [Person]
    const shut = await world.athlete('Shut', { profileVisibility: 'ONLY_ME' })
    const known = await world.athlete('Known', { handle: 'known_one' })
    await world.settle()
    await mia.ask(FOLLOW, { id: shut.id })
    const { createPost } = await shut.ask(POST, { text: 'To @known_one' })
    await shut.ask(COMMENT, { id: createPost.id, text: 'And @known_one again' })
    await world.settle()
    expect(await notices(known)).toEqual([])
    expect((await mia.ask(FEED_POSTS)).viewer.feed.edges).toEqual([])
  })
})
