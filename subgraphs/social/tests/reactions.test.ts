import { newId, publicRoutesOf } from '@gruppetto/graph'
import { callRoute } from '@gruppetto/testing'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
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
  REPLY,
  UNCOMMENT,
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

const CLOSE = 'mutation ($id: ID!, $closed: Boolean!) { closeComments(subjectId: $id, closed: $closed) { id commentCount } }'

describe('closed comments', () => {
  it('are for the owner alone, of an activity and of a post, until they are opened', async () => {
    const [ana, ben] = (await world.athletes('Ana', 'Ben')) as [Person, Person]
    const ride = await world.activity(ana)
    const post = (await ana.ask(POST, { text: 'Done' })).createPost.id
    const hidden = await world.activity(ana, { visibility: 'FOLLOWERS' })
    await world.settle()
    const { addComment: first } = await ben.ask(COMMENT, { id: ride, text: 'Nice' })
    expect(await ben.codes(CLOSE, { id: ride, closed: true })).toEqual(['FORBIDDEN'])
    expect(await ben.codes(CLOSE, { id: hidden, closed: true })).toEqual(['NOT_FOUND'])
    expect(await world.stranger.codes(CLOSE, { id: ride, closed: true })).toEqual(['UNAUTHENTICATED'])
    const isClosed = async (type: string, id: string) => {
      const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on ${type} { commentsClosed } } }`
      return (await ben.ask(query, { r: [{ __typename: type, id }] }))._entities[0].commentsClosed
    }
    for (const [type, id] of [
      ['Activity', ride],
      ['Post', post],
    ] as const) {
      expect(await isClosed(type, id)).toBe(false)
      for (const _twice of [1, 2]) expect((await ana.ask(CLOSE, { id, closed: true })).closeComments.id).toBe(id)
      expect(await isClosed(type, id)).toBe(true)
      expect(await ben.codes(COMMENT, { id, text: 'More' })).toEqual(['CONFLICT'])
      await ana.ask(COMMENT, { id, text: 'That is all' })
    }
    // Answers are comments; what is there stays, and its author may still mend it.
    expect(await ben.codes(REPLY, { id: ride, to: first.id, text: 'Really' })).toEqual(['CONFLICT'])
    expect(await ben.codes('mutation ($id: ID!) { editComment(id: $id, text: "Very nice") { id } }', { id: first.id })).toEqual(
      [],
    )
    for (const _twice of [1, 2]) await ana.ask(CLOSE, { id: ride, closed: false })
    expect([await isClosed('Activity', ride), await ben.codes(COMMENT, { id: ride, text: 'Again' })]).toEqual([false, []])
    await ana.ask('mutation ($id: ID!) { deletePost(id: $id) }', { id: post })
    await world.settle()
    expect(
      await world.subgraph.opened.database.connection.collection('closed_comments').countDocuments({ ownerId: ana.id }),
    ).toBe(0)
  })
})

describe('kudos', () => {
  it('decide the activity of a year with the most, as the viewer sees them', async () => {
    const [ana, ben, cleo] = (await world.athletes('Ana', 'Ben', 'Cleo')) as [Person, Person, Person]
    const [one, two, secret] = [await world.activity(ana), await world.activity(ana), await world.activity(ana)]
    const activityIds = [one, two, secret]
    const most = async (viewer: Person): Promise<string | undefined> => {
      const refs = [{ __typename: 'YearInReview', ref: `${ana.id}:2026`, activityIds }]
      return (await viewer.ask(ENTITIES('... on YearInReview { mostKudos { id } }'), { refs }))._entities[0].mostKudos?.id
    }
    expect(await most(ana)).toBeUndefined()
    for (const who of [ben, cleo]) await who.ask(KUDOS, { id: two })
    await ben.ask(KUDOS, { id: one })
    expect(await most(ana)).toBe(two)
    for (const who of [ben, cleo]) await who.ask(UNKUDOS, { id: two })
    expect(await most(ana)).toBe(one)
  })

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

  it('that are sent again with the same key are one, also at once, and of each author', async () => {
    const [ana, ben] = (await world.athletes('Ana', 'Ben')) as [Person, Person]
    const ride = await world.activity(ana)
    const SEND = 'mutation ($id: ID!, $key: String) { addComment(input: { subjectId: $id, text: "Once", sendKey: $key }) { id } }'
    const send = async (who: Person, key: string | null) => (await who.ask(SEND, { id: ride, key })).addComment.id
    const [first, again] = await Promise.all([send(ben, 'k1'), send(ben, 'k1')])
    expect(again).toBe(first)
    expect(await send(ben, 'k1')).toBe(first)
    const others = [await send(ben, 'k2'), await send(ana, 'k1'), await send(ben, null), await send(ben, null)]
    expect(new Set([first, ...others]).size).toBe(5)
    expect((await ofRide(ana, ride)).commentCount).toBe(5)
    expect(await ben.codes(SEND, { id: ride, key: 'x'.repeat(65) })).toEqual(['BAD_USER_INPUT'])
    expect(await ben.codes(SEND, { id: ride, key: '' })).toEqual(['BAD_USER_INPUT'])
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

  it('mention athletes by a handle that was given up, until it leads to nobody any more', async () => {
    const ana = await world.athlete('Ana')
    const inDays = (days: number) => world.runtime.now() + days * 86_400_000
    const eve = await world.athlete('Eve', {
      formerHandles: [
        { handle: 'eve_before', untilMs: inDays(1) },
        { handle: 'eve_long_ago', untilMs: inDays(-1) },
      ],
    })
    // Whoever has a handle comes before whoever gave it up.
    const next = await world.athlete('Next', { handle: 'eve_long_ago' })
    await world.settle()
    const { createPost } = await ana.ask(POST, { text: 'With @Eve_Before, @eve_long_ago and @eve_never' })
    expect(createPost.mentions).toEqual([{ id: eve.id }, { id: next.id }])
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

describe('replies', () => {
  const THREADS = ENTITIES(`... on Activity { commentCount comments(first: 50) { totalCount edges { node {
    id text author { id } kudosCount viewerHasGivenKudos deletedBy replyTo { id }
    replies { totalCount edges { node { id text author { id } replyTo { id } kudosCount } } } } } } }`)
  const threads = async (viewer: Person, ride: string): Promise<Answer> =>
    (await viewer.ask(THREADS, { refs: [{ __typename: 'Activity', id: ride }] }))._entities[0]
  const comment = async (who: Person, id: string, text: string): Promise<string> =>
    (await who.ask(COMMENT, { id, text })).addComment.id
  const reply = async (who: Person, id: string, to: string, text: string): Promise<string> =>
    (await who.ask(REPLY, { id, to, text })).addComment.id
  const noticesFor = async (who: Person) => {
    await world.settle()
    return noticesOf(await who.ask(NOTIFICATIONS))
  }

  it('stand one level deep, count, and notify whom they answer and the owner, once each', async () => {
    const [ana, ben, cleo] = (await world.athletes('Ana', 'Ben', 'Cleo')) as [Person, Person, Person]
    const ride = await world.activity(ana)
    const hints: string[] = []
    const listening = world.runtime.live.subscribe('comment', ride, ({ id }) => void hints.push(id ?? ''))
    const first = await comment(ben, ride, 'Strong!')
    const answer = await reply(cleo, ride, first, 'Very')
    const { addComment } = await ben.ask(REPLY, { id: ride, to: answer, text: 'Indeed' })
    expect(addComment.replyTo).toEqual({ id: first })
    const seen = await threads(ana, ride)
    expect(seen).toMatchObject({ commentCount: 3, comments: { totalCount: 1, edges: [{ node: { id: first, replyTo: null } }] } })
    expect(seen.comments.edges[0].node.replies).toMatchObject({
      totalCount: 2,
      edges: [{ node: { id: answer, replyTo: { id: first } } }, { node: { id: addComment.id, text: 'Indeed' } }],
    })
    expect((await noticesFor(ben)).map(({ kind, actors }) => [kind, actors[0].id])).toEqual([['COMMENT', cleo.id]])
    expect((await noticesFor(cleo)).map(({ text }) => text)).toEqual(['Ben replied to your comment on Morning Ride'])
    expect((await noticesFor(ana)).map(({ actorCount }) => actorCount)).toEqual([2])
    expect(hints).toEqual([first, answer, addComment.id])
    listening.unsubscribe()
    const other = await world.activity(ana)
    await world.settle()
    expect(await ben.codes(REPLY, { id: other, to: first, text: 'No' })).toEqual(['NOT_FOUND'])
    expect(await ben.codes(REPLY, { id: ride, to: newId('Comment'), text: 'No' })).toEqual(['NOT_FOUND'])
  })

  it('keep the place of a deleted comment until the last of them is deleted', async () => {
    const [ana, ben, cleo] = (await world.athletes('Ana', 'Ben', 'Cleo')) as [Person, Person, Person]
    const ride = await world.activity(ana)
    const first = await comment(ben, ride, `Strong, @${cleo.name.toLowerCase()}`)
    const answers = [await reply(cleo, ride, first, 'One'), await reply(ana, ride, first, 'Two')]
    await cleo.ask(KUDOS, { id: first })
    expect((await ben.ask(UNCOMMENT, { id: first })).deleteComment).toEqual({ id: ride, commentCount: 2 })
    const place = { id: first, text: '', author: null, deletedBy: 'AUTHOR', kudosCount: 0, viewerHasGivenKudos: false }
    expect(await threads(ana, ride)).toMatchObject({
      commentCount: 2,
      comments: { totalCount: 0, edges: [{ node: { ...place, replies: { totalCount: 2 } } }] },
    })
    for (const who of [ben, cleo, ana]) {
      expect(await who.codes(REPLY, { id: ride, to: first, text: 'No' })).toEqual(['NOT_FOUND'])
      expect(await who.codes(KUDOS, { id: first })).toEqual(['NOT_FOUND'])
      expect(await who.codes(UNCOMMENT, { id: first })).toEqual(['NOT_FOUND'])
    }
    expect(await ben.codes('mutation ($id: ID!) { editComment(id: $id, text: "Back") { id } }', { id: first })).toEqual([
      'NOT_FOUND',
    ])
    await ana.ask(UNCOMMENT, { id: answers[0] })
    expect((await threads(cleo, ride)).comments.edges).toHaveLength(1)
    await ana.ask(UNCOMMENT, { id: answers[1] })
    expect(await threads(cleo, ride)).toMatchObject({ commentCount: 0, comments: { totalCount: 0, edges: [] } })
    expect(await noticesFor(ben)).toEqual([])
  })

  it('win or lose against a deletion at the same moment, but are never left without a place', async () => {
    const [ana, ben] = (await world.athletes('Ana', 'Ben')) as [Person, Person]
    const ride = await world.activity(ana)
    for (let times = 0; times < 4; times += 1) {
      const first = await comment(ben, ride, 'First')
      const [codes] = await Promise.all([
        ana.codes(REPLY, { id: ride, to: first, text: 'Answer' }),
        ben.ask(UNCOMMENT, { id: first }),
      ])
      const { edges } = (await threads(ana, ride)).comments
      if (codes.length > 0) expect([codes, edges]).toEqual([['NOT_FOUND'], []])
      else {
        const [{ node }] = edges
        expect(node).toMatchObject({ deletedBy: 'AUTHOR', replies: { totalCount: 1 } })
        await Promise.all(node.replies.edges.map((edge: Answer) => ana.ask(UNCOMMENT, { id: edge.node.id })))
        expect((await threads(ana, ride)).comments.edges).toEqual([])
      }
    }
  })

  it('do not depend on the author of a comment that was deleted just before, and do not answer its place', async () => {
    const [ana, ben, cleo] = (await world.athletes('Ana', 'Ben', 'Cleo')) as [Person, Person, Person]
    const ride = await world.activity(ana)
    const rows = world.subgraph.opened.database.connection.collection('comments')
    const commands = Object.getPrototypeOf(world.subgraph.opened.database.connection.db?.collection('comments'))
    const original = commands.findOneAndUpdate
    for (const answersPlace of [true, false]) {
      const first = await comment(ben, ride, 'First')
      const answer = await reply(ana, ride, first, 'Answer')
      await world.settle()
      const spy = vi.spyOn(commands, 'findOneAndUpdate').mockImplementation(async function (this: Answer, ...parameters) {
        spy.mockRestore()
        await ben.ask(UNCOMMENT, { id: first })
        return original.apply(this, parameters)
      })
      const codes = await cleo.codes(REPLY, { id: ride, to: answersPlace ? first : answer, text: 'Me too' })
      expect(codes).toEqual(answersPlace ? ['NOT_FOUND'] : [])
      const replies = await rows.find({ replyToId: first }).toArray()
      expect(replies.map(({ replyToAuthorId }) => replyToAuthorId)).toEqual(answersPlace ? [null] : [null, null])
    }
  })

  it('get kudos as comments do, which go with the comment', async () => {
    const [ana, ben, cleo] = (await world.athletes('Ana', 'Ben', 'Cleo')) as [Person, Person, Person]
    const ride = await world.activity(ana)
    const first = await comment(ben, ride, 'Strong!')
    const answer = await reply(cleo, ride, first, 'Very')
    expect((await ana.ask(KUDOS, { id: first })).giveKudos).toMatchObject({ __typename: 'Activity', id: ride, kudosCount: 0 })
    await Promise.all([cleo.ask(KUDOS, { id: first }), cleo.ask(KUDOS, { id: first }), ana.ask(KUDOS, { id: answer })])
    expect(await ben.codes(KUDOS, { id: first })).toEqual(['BAD_USER_INPUT'])
    const [{ node }] = (await threads(ana, ride)).comments.edges
    expect(node).toMatchObject({ kudosCount: 2, viewerHasGivenKudos: true, replies: { edges: [{ node: { kudosCount: 1 } }] } })
    expect((await noticesFor(ben)).find(({ kind }) => kind === 'KUDOS')).toMatchObject({
      actorCount: 2,
      comment: { id: first },
      text: expect.stringMatching(/gave kudos to your comment$/),
    })
    expect((await cleo.ask(UNKUDOS, { id: first })).takeBackKudos.id).toBe(ride)
    expect((await noticesFor(ben)).find(({ kind }) => kind === 'KUDOS')).toMatchObject({ actorCount: 1, comment: { id: first } })
    await cleo.ask(BLOCK, { id: ben.id })
    await ben.ask(UNCOMMENT, { id: first })
    expect((await noticesFor(ben)).filter(({ kind }) => kind === 'KUDOS')).toEqual([])
    const rows = world.subgraph.opened.database.connection.db?.collection('kudos')
    expect(await rows?.countDocuments({ subjectId: first })).toBe(0)
  })

  it('are hidden with a comment whose author is hidden, and counts follow', async () => {
    const [ana, ben, cleo, dina] = (await world.athletes('Ana', 'Ben', 'Cleo', 'Dina')) as [Person, Person, Person, Person]
    const ride = await world.activity(ana)
    const first = await comment(ben, ride, 'Strong!')
    const answer = await reply(cleo, ride, first, 'Very')
    await comment(cleo, ride, 'Alone')
    await dina.ask(BLOCK, { id: ben.id })
    for (const viewer of [dina]) {
      expect(await threads(viewer, ride)).toMatchObject({
        commentCount: 1,
        comments: { totalCount: 1, edges: [{ node: { text: 'Alone' } }] },
      })
      expect((await viewer.ask(`{ comment(id: "${answer}") { id } }`)).comment).toBeNull()
      expect(await viewer.codes(REPLY, { id: ride, to: answer, text: 'No' })).toEqual(['NOT_FOUND'])
      expect(await viewer.codes(KUDOS, { id: answer })).toEqual(['NOT_FOUND'])
    }
    expect(await threads(ana, ride)).toMatchObject({ commentCount: 3, comments: { totalCount: 2 } })
  })

  it('are read with a number of commands that does not grow with them', async () => {
    const [ana, ben, cleo] = (await world.athletes('Ana', 'Ben', 'Cleo')) as [Person, Person, Person]
    const ride = await world.activity(ana)
    const grow = async (threadCount: number) => {
      for (let index = 0; index < threadCount; index += 1) {
        const first = await comment(index % 2 === 0 ? ben : cleo, ride, `with @nobody ${index}`)
        await reply(ana, ride, first, 'Thanks')
      }
      await world.settle()
    }
    await grow(2)
    const few = await world.commands(() => threads(ana, ride))
    await grow(8)
    const many = await world.commands(() => threads(ana, ride))
    expect(many.toSorted()).toEqual(few.toSorted())
    expect(many.length).toBeLessThanOrEqual(18)
  })
})

describe('moderation of comments', () => {
  it('is done by staff on anything, and says so', async () => {
    const [ana, ben, cleo] = (await world.athletes('Ana', 'Ben', 'Cleo')) as [Person, Person, Person]
    const staff = world.asCaller({ kind: 'athlete', athleteId: cleo.id, sessionId: 'ses', roles: ['STAFF'], address: null })
    const ride = await world.activity(ana, { visibility: 'FOLLOWERS' })
    await ben.ask(FOLLOW, { id: ana.id })
    const { addComment } = await ben.ask(COMMENT, { id: ride, text: 'Bad words' })
    await ana.ask(REPLY, { id: ride, to: addComment.id, text: 'Please not' })
    expect(await cleo.codes(UNCOMMENT, { id: addComment.id })).toEqual(['NOT_FOUND'])
    expect((await staff.ask(UNCOMMENT, { id: addComment.id })).deleteComment).toBeNull()
    expect((await ben.ask(`{ comment(id: "${addComment.id}") { text deletedBy } }`)).comment).toEqual({
      text: '',
      deletedBy: 'MODERATOR',
    })
  })
})

describe('an edit', () => {
  const EDIT = 'mutation ($id: ID!, $text: String!) { editComment(id: $id, text: $text) { mentions { id } } }'
  const mentionsOf = async (who: Person) => {
    await world.settle()
    return noticesOf(await who.ask(NOTIFICATIONS)).filter(({ kind }) => kind === 'MENTION')
  }

  it('notifies those whom the text now mentions, and takes back the notices of the others', async () => {
    const [ana] = (await world.athletes('Ana')) as [Person]
    const ben = await world.athlete('Ben', { handle: 'ben_edits' })
    const cleo = await world.athlete('Cleo', { handle: 'cleo_edits' })
    const ride = await world.activity(ana)
    await world.settle()
    const { addComment } = await ana.ask(COMMENT, { id: ride, text: 'With @ben_edits' })
    expect(await mentionsOf(ben)).toHaveLength(1)
    await ben.ask('mutation ($ids: [ID!]) { markNotificationsRead(ids: $ids) { id } }', { ids: [(await mentionsOf(ben))[0].id] })
    const edited = await ana.ask(EDIT, { id: addComment.id, text: 'With @cleo_edits and `@ben_edits`' })
    expect(edited.editComment.mentions).toEqual([{ id: cleo.id }])
    expect(await mentionsOf(ben)).toEqual([])
    expect(await mentionsOf(cleo)).toMatchObject([{ comment: { id: addComment.id } }])
    await ana.ask(EDIT, { id: addComment.id, text: 'With @cleo_edits again' })
    expect(await mentionsOf(cleo)).toHaveLength(1)
    const { createPost } = await ana.ask(POST, { text: 'Who comes?' })
    const post = 'mutation ($id: ID!, $text: String!) { editPost(id: $id, text: $text) { id } }'
    await ana.ask(post, { id: createPost.id, text: 'Come, @ben_edits' })
    expect(await mentionsOf(ben)).toMatchObject([{ post: { id: createPost.id } }])
    await ana.ask(post, { id: createPost.id, text: 'Come' })
    expect(await mentionsOf(ben)).toEqual([])
  })

  it('and what is mentioned in the past, are cut by a block for everybody', async () => {
    const [ana, cleo] = (await world.athletes('Ana', 'Cleo')) as [Person, Person]
    const ben = await world.athlete('Ben', { handle: 'ben_cut' })
    const ride = await world.activity(ana)
    await world.settle()
    const { addComment } = await ana.ask(COMMENT, { id: ride, text: 'With @ben_cut' })
    await ben.ask(BLOCK, { id: ana.id })
    expect((await cleo.ask(`{ comment(id: "${addComment.id}") { mentions { id } } }`)).comment.mentions).toEqual([])
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
    await world.runtime.objects.write(`photos/${ana.id}/${second}/large.webp`, Buffer.from('a picture'))
    const opens = async (url: string): Promise<number> => {
      const { pathname, search } = new URL(url)
      return (await callRoute([publicRoutesOf(world.subgraph)], `${pathname}${search}`)).statusCode
    }
    const { _entities } = await ben.ask(
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Post { photos { url } } } }',
      {
        r: [{ __typename: 'Post', id: createPost.id }],
      },
    )
    const bens = _entities[0].photos[0].url
    expect(await opens(bens)).toBe(200)
    await ana.ask('mutation ($id: ID!) { block(athleteId: $id) { id } }', { id: ben.id })
    expect([await opens(bens), await opens(createPost.photos[0].url)]).toEqual([404, 200])
    await ana.ask('mutation ($id: ID!) { deletePost(id: $id) }', { id: createPost.id })
    await world.settle()
    expect(world.eventsOf('photos.carried').map(({ photoIds }) => photoIds)).toEqual([[second, first], []])
  })
})
