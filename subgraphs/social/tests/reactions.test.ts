import { newId } from '@gruppetto/graph'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type Answer,
  BLOCK,
  COMMENT,
  ENTITIES,
  FOLLOW,
  KUDOS,
  openWorld,
  type Person,
  POST,
  UNKUDOS,
  type World,
} from './world.ts'

const REACTIONS = ENTITIES(`... on Activity { id kudosCount viewerHasGivenKudos commentCount
  kudos { totalCount edges { node { id } } } comments { totalCount edges { node { id text author { id } } } } }
  ... on Post { id text author { id } mentions { id } kudosCount commentCount }
  ... on Comment { id text author { id } }`)

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const entity = async (viewer: Person, __typename: string, id: string, key: 'id' | 'ref' = 'id'): Promise<Answer> =>
  (await viewer.ask(REACTIONS, { refs: [{ __typename, [key]: id }] }))._entities[0]
const ofRide = (viewer: Person, id: string) => entity(viewer, 'Activity', id)

describe('kudos', () => {
  it('are given once, counted, taken back', async () => {
    const [ana, ben, cleo] = (await world.athletes('Ana', 'Ben', 'Cleo')) as [Person, Person, Person]
    // There is no settle here: a mutation waits for a new activity.
    const ride = await world.activity(ana)
    expect((await ben.ask(KUDOS, { id: ride })).giveKudos).toEqual({
      __typename: 'Activity',
      id: ride,
      kudosCount: 1,
      viewerHasGivenKudos: true,
    })
    await Promise.all([ben.ask(KUDOS, { id: ride }), ben.ask(KUDOS, { id: ride }), cleo.ask(KUDOS, { id: ride })])
    const seen = await ofRide(ana, ride)
    expect(seen).toMatchObject({ kudosCount: 2, viewerHasGivenKudos: false, kudos: { totalCount: 2 } })
    expect(seen.kudos.edges.map((edge: Answer) => edge.node.id)).toEqual([cleo.id, ben.id])
    await world.settle()
    expect(world.eventsOf('kudos.given').filter((event) => event.subjectId === ride)).toHaveLength(2)
    await ben.ask(UNKUDOS, { id: ride })
    expect((await ben.ask(UNKUDOS, { id: ride })).takeBackKudos).toMatchObject({ kudosCount: 1, viewerHasGivenKudos: false })
    await world.settle()
    expect(world.eventsOf('kudos.taken-back').filter((event) => event.subjectId === ride)).toHaveLength(1)
    expect(await ana.codes(KUDOS, { id: ride })).toEqual(['BAD_USER_INPUT'])
    expect(await world.stranger.codes(KUDOS, { id: ride })).toEqual(['UNAUTHENTICATED'])
  })

  it('and comments need a subject that the viewer may see', async () => {
    const [ana, ben] = (await world.athletes('Ana', 'Ben')) as [Person, Person]
    const hidden = await world.activity(ana, { visibility: 'ONLY_ME' })
    const forFollowers = await world.activity(ana, { visibility: 'FOLLOWERS' })
    await world.settle()
    for (const id of [hidden, forFollowers, newId('Post'), 'act_nonsense', '']) {
      expect(await ben.codes(KUDOS, { id })).toEqual(['NOT_FOUND'])
      expect(await ben.codes(COMMENT, { id, text: 'Hi' })).toEqual(['NOT_FOUND'])
      expect(await ben.codes(UNKUDOS, { id })).toEqual(['NOT_FOUND'])
    }
    await ben.ask(FOLLOW, { id: ana.id })
    expect((await ben.ask(KUDOS, { id: forFollowers })).giveKudos.kudosCount).toBe(1)
    expect(await ofRide(world.stranger, forFollowers)).toBeNull()
    expect(await ofRide(ben, hidden)).toBeNull()
    expect(await ofRide(ana, hidden)).toMatchObject({ id: hidden })
  })
})

describe('comments', () => {
  it('are added, edited, deleted by their author or the owner', async () => {
    const [ana, ben, cleo] = (await world.athletes('Ana', 'Ben', 'Cleo')) as [Person, Person, Person]
    const ride = await world.activity(ana)
    const { addComment } = await ben.ask(COMMENT, { id: ride, text: '  Strong!  ' })
    expect(addComment.text).toBe('Strong!')
    const EDIT = 'mutation ($id: ID!, $text: String!) { editComment(id: $id, text: $text) { text editedAt } }'
    const DELETE = 'mutation ($id: ID!) { deleteComment(id: $id) { id commentCount } }'
    const edited = await ben.ask(EDIT, { id: addComment.id, text: 'Very strong!' })
    expect(edited.editComment).toMatchObject({ text: 'Very strong!', editedAt: expect.any(String) })
    expect(await ana.codes(EDIT, { id: addComment.id, text: 'No' })).toEqual(['FORBIDDEN'])
    expect(await cleo.codes(DELETE, { id: addComment.id })).toEqual(['FORBIDDEN'])
    expect((await cleo.ask(`{ comment(id: "${addComment.id}") { text subject { id } } }`)).comment).toEqual({
      text: 'Very strong!',
      subject: { id: ride },
    })
    expect((await ana.ask(DELETE, { id: addComment.id })).deleteComment).toEqual({ id: ride, commentCount: 0 })
    expect(await ana.codes(DELETE, { id: addComment.id })).toEqual(['NOT_FOUND'])
    expect(await ben.codes(COMMENT, { id: ride, text: ' \n ' })).toEqual(['BAD_USER_INPUT'])
    expect(await ben.codes(COMMENT, { id: ride, text: 'x'.repeat(1001) })).toEqual(['BAD_USER_INPUT'])
    expect((await ben.ask(COMMENT, { id: ride, text: '🚴'.repeat(1000) })).addComment.id).toMatch(/^cmt_/)
  })

  it('page forward and backward, oldest first', async () => {
    const [ana, ben] = (await world.athletes('Ana', 'Ben')) as [Person, Person]
    const ride = await world.activity(ana)
    const texts = ['1', '2', '3', '4', '5']
    for (const text of texts) await ben.ask(COMMENT, { id: ride, text })
    const page = async (args: string): Promise<Answer> =>
      (
        await ana.ask(
          ENTITIES(`... on Activity { comments(${args}) { totalCount edges { node { text } }
            pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`),
          { refs: [{ __typename: 'Activity', id: ride }] },
        )
      )._entities[0].comments
    const textsOf = (connection: Answer) => connection.edges.map((edge: Answer) => edge.node.text)
    const head = await page('first: 2')
    expect(textsOf(head)).toEqual(['1', '2'])
    expect(head).toMatchObject({ totalCount: 5, pageInfo: { hasNextPage: true, hasPreviousPage: false } })
    const next = await page(`first: 10, after: "${head.pageInfo.endCursor}"`)
    expect(textsOf(next)).toEqual(['3', '4', '5'])
    expect(next.pageInfo.hasNextPage).toBe(false)
    const tail = await page('last: 2')
    expect(textsOf(tail)).toEqual(['4', '5'])
    expect(tail.pageInfo).toMatchObject({ hasPreviousPage: true, hasNextPage: false })
    expect(textsOf(await page(`last: 10, before: "${tail.pageInfo.startCursor}"`))).toEqual(['1', '2', '3'])
    expect(
      await ana.codes(ENTITIES('... on Activity { comments(first: 101) { totalCount } }'), {
        refs: [{ __typename: 'Activity', id: ride }],
      }),
    ).toEqual(['BAD_USER_INPUT'])
  })

  it('mention athletes by handle, unless one blocks the other', async () => {
    const [ana, ben] = (await world.athletes('Ana', 'Ben')) as [Person, Person]
    const dot = await world.athlete('Dot', { handle: 'dot.dash' })
    const foe = await world.athlete('Foe', { handle: 'the_foe' })
    await world.settle()
    await foe.ask(BLOCK, { id: ben.id })
    const ride = await world.activity(ana)
    const text = 'With @Dot.Dash and @the_foe, mail me@dot.dash; nobody is @nobody_here. Thanks @DOT.DASH.'
    const { addComment } = await ben.ask(COMMENT, { id: ride, text })
    expect(addComment.mentions).toEqual([{ id: dot.id }])
    // A mentioned athlete who is hidden later becomes null.
    await dot.ask(BLOCK, { id: ana.id })
    const seen = await ana.ask(`{ comment(id: "${addComment.id}") { text mentions { id } } }`)
    expect(seen.comment).toEqual({ text, mentions: [null] })
  })

  it('and kudos of blocked athletes are left out of lists and counts', async () => {
    const [ana, ben, cleo] = (await world.athletes('Ana', 'Ben', 'Cleo')) as [Person, Person, Person]
    const ride = await world.activity(ana)
    await ben.ask(KUDOS, { id: ride })
    await cleo.ask(KUDOS, { id: ride })
    const { addComment } = await ben.ask(COMMENT, { id: ride, text: 'From Ben' })
    await cleo.ask(COMMENT, { id: ride, text: 'From Cleo' })
    await ben.ask(BLOCK, { id: cleo.id })
    expect(await ofRide(ana, ride)).toMatchObject({ kudosCount: 2, commentCount: 2 })
    const seen = await ofRide(cleo, ride)
    expect(seen).toMatchObject({ kudosCount: 1, commentCount: 1, kudos: { totalCount: 1 }, comments: { totalCount: 1 } })
    expect(seen.comments.edges.map((edge: Answer) => edge.node.text)).toEqual(['From Cleo'])
    expect((await cleo.ask(`{ comment(id: "${addComment.id}") { id } }`)).comment).toBeNull()
    for (const key of ['id', 'ref'] as const) expect(await entity(cleo, 'Comment', addComment.id, key)).toBeNull()
    // A block by the owner hides the whole activity.
    await ana.ask(BLOCK, { id: cleo.id })
    expect(await ofRide(cleo, ride)).toBeNull()
    expect(await cleo.codes(KUDOS, { id: ride })).toEqual(['NOT_FOUND'])
    // And the blocker does not see the activities of the blocked athlete.
    const other = await world.activity(cleo)
    await world.settle()
    expect(await ofRide(ana, other)).toBeNull()
  })

  it('and kudos are deleted with the activity', async () => {
    const [ana, ben] = (await world.athletes('Ana', 'Ben')) as [Person, Person]
    const state = world.activityState(ana)
    await world.emit('activity.measured', state)
    await ben.ask(KUDOS, { id: state.activityId })
    const { addComment } = await ben.ask(COMMENT, { id: state.activityId, text: 'Hi' })
    await world.emit('activity.changed', { ...state, revision: 2, deleted: true })
    await world.settle()
    expect(await ofRide(ana, state.activityId)).toBeNull()
    expect((await ben.ask(`{ comment(id: "${addComment.id}") { id } }`)).comment).toBeNull()
    expect(await ben.codes(KUDOS, { id: state.activityId })).toEqual(['NOT_FOUND'])
  })
})

describe('posts', () => {
  const EDIT = 'mutation ($id: ID!, $text: String!) { editPost(id: $id, text: $text) { text editedAt } }'
  const DELETE = 'mutation ($id: ID!) { deletePost(id: $id) }'
  const POSTS = ENTITIES(
    '... on Athlete { posts(first: 2) { edges { node { id text author { id } } } pageInfo { hasNextPage } } }',
  )

  it('are written, edited, reacted to and deleted', async () => {
    const [ana, ben] = (await world.athletes('Ana', 'Ben')) as [Person, Person]
    const { createPost } = await ana.ask(POST, { text: 'Who rides tomorrow?' })
    expect((await ben.ask(KUDOS, { id: createPost.id })).giveKudos).toMatchObject({ __typename: 'Post', kudosCount: 1 })
    await ben.ask(COMMENT, { id: createPost.id, text: 'I do' })
    expect(await entity(ana, 'Post', createPost.id, 'ref')).toMatchObject({ kudosCount: 1, commentCount: 1 })
    expect((await ana.ask(EDIT, { id: createPost.id, text: 'Who rides on Sunday?' })).editPost.editedAt).not.toBeNull()
    expect(await ben.codes(EDIT, { id: createPost.id, text: 'No' })).toEqual(['FORBIDDEN'])
    expect(await ben.codes(DELETE, { id: createPost.id })).toEqual(['FORBIDDEN'])
    expect(await ana.codes(POST, { text: 'x'.repeat(2001) })).toEqual(['BAD_USER_INPUT'])
    expect(await ana.ask(DELETE, { id: createPost.id })).toEqual({ deletePost: true })
    expect(await ana.codes(DELETE, { id: createPost.id })).toEqual(['NOT_FOUND'])
    expect(await entity(ana, 'Post', createPost.id)).toBeNull()
    await world.settle()
    expect(world.eventsOf('post.deleted').map((event) => event.postId)).toContain(createPost.id)
  })

  it('of a private account are visible to its followers, and those of a hidden profile to nobody else', async () => {
    const [ana] = (await world.athletes('Ana')) as [Person]
    const shy = await world.athlete('Shy', { isPrivate: true })
    const shut = await world.athlete('Shut', { profileVisibility: 'ONLY_ME' })
    await world.settle()
    for (const who of [shy, shut]) await who.ask(POST, { text: 'For my people' })
    const posts = async (viewer: Person, owner: Person): Promise<Answer> =>
      (await viewer.ask(POSTS, { refs: [{ __typename: 'Athlete', id: owner.id }] }))._entities[0].posts
    expect((await posts(ana, shy)).edges).toEqual([])
    expect((await posts(shy, shy)).edges).toHaveLength(1)
    expect(await posts(ana, shut)).toBeNull()
  })
})

describe('photos of a post', () => {
  const CREATE = `mutation ($text: String!, $photoIds: [ID!]) { createPost(input: { text: $text, photoIds: $photoIds }) {
    id text photos { id url } } }`

  it('need no words, are the own ones, and go with the post', async () => {
    const [ana, ben] = (await world.athletes('Ana', 'Ben')) as [Person, Person]
    const [first, second, foreign] = [await world.photo(ana), await world.photo(ana), await world.photo(ben)]
    await world.settle()
    const create = (photoIds: readonly string[]) => ana.ask(CREATE, { text: ' ', photoIds })
    for (const id of [foreign, newId('Photo')])
      await expect(create([first, id])).rejects.toThrow('there is no such photo of yours')
    await expect(create(Array.from({ length: 11 }, () => newId('Photo')))).rejects.toThrow('at most 10')
    await expect(create([])).rejects.toThrow('must not be empty')
    const { createPost } = await create([second, first])
    expect(createPost).toMatchObject({ text: '', photos: [{ id: second, url: expect.stringContaining(second) }, { id: first }] })
    await ana.ask('mutation ($id: ID!) { editPost(id: $id, text: "") { id } }', { id: createPost.id })
    await ana.ask('mutation ($id: ID!) { deletePost(id: $id) }', { id: createPost.id })
    await world.settle()
    expect(world.eventsOf('photos.carried').map(({ photoIds }) => photoIds)).toEqual([[second, first], []])
  })
})
