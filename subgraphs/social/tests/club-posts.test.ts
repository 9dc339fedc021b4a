import type { EventData } from '@gruppetto/events'
import { newId } from '@gruppetto/graph'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answer, BLOCK, FOLLOW, openWorld, type Person, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld({ toldAtOnce: 4, largestToldClub: 8 })
})
afterAll(() => world?.close())

type Membership = EventData<'club.membership-changed'>
let revision = 1

const setMembership = (clubId: string, who: Person, change: Partial<Membership> = {}) => {
  const at = world.runtime.now()
  revision += 1
  return world.emit('club.membership-changed', {
    ...{ clubId, athleteId: who.id, revision, status: 'ACTIVE', role: 'MEMBER', mutedUntilMs: null, byId: null, sinceMs: at, at },
    ...change,
  })
}

const newClub = async (access: EventData<'club.changed'>['access'], members: readonly Person[], clubId = newId('Club')) => {
  const facts = { clubId, slug: clubId, name: 'Early Birds', access, dissolved: false }
  await world.emit('club.changed', { ...facts, revision: 1, at: world.runtime.now() })
  await Promise.all(members.map((who) => setMembership(clubId, who)))
  await world.settle()
  return clubId
}

/** Athletes of whom there is nothing but their ids. */
const nobodies = (count: number): readonly Person[] => Array.from({ length: count }, () => ({ id: newId('Athlete') }) as Person)

const POST = 'mutation ($clubId: ID, $text: String!) { createPost(input: { clubId: $clubId, text: $text }) { id club { id } } }'
const EDIT = 'mutation ($id: ID!) { editPost(id: $id, text: "Edited") { id } }'
const DELETE = 'mutation ($id: ID!) { deletePost(id: $id) }'
const COMMENT = 'mutation ($id: ID!) { addComment(input: { subjectId: $id, text: "Yes" }) { id } }'
const POSTS =
  'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Club { posts { edges { node { id text club { id } } } } } } }'
const FEED = `query ($filter: FeedFilter) { viewer { feed(first: 20, filter: $filter) {
  edges { node { id ... on PostFeedItem { post { id } } } } } } }`
const INBOX = '{ viewer { notifications(first: 20) { edges { node { kind text post { id } club { id } } } } } }'
const POSTS_OF = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Athlete { posts { edges { node { id } } } } } }'

const write = async (who: Person, clubId: string, text = 'Seven at the bridge'): Promise<string> => {
  const { createPost } = await who.ask(POST, { clubId, text })
  await world.settle()
  return createPost.id
}
const postsIn = async (clubId: string, viewer: Person): Promise<readonly string[] | null> => {
  const { _entities } = await viewer.ask(POSTS, { r: [{ __typename: 'Club', id: clubId }] })
  return _entities[0].posts?.edges.map(({ node }: Answer) => node.id) ?? null
}
const feedOf = async (viewer: Person, filter: Answer = {}): Promise<readonly string[]> =>
  (await viewer.ask(FEED, { filter })).viewer.feed.edges.map(({ node }: Answer) => node.post?.id)
const inboxOf = async (who: Person): Promise<readonly Answer[]> =>
  (await who.ask(INBOX)).viewer.notifications.edges.map(({ node }: Answer) => node)

describe('a post in a club', () => {
  it('is for those who see what is in the club, on every road', async () => {
    const [ana, ben, cleo, dara] = (await world.athletes('Ana', 'Ben', 'Cleo', 'Dara')) as [Person, Person, Person, Person]
    const clubId = await newClub('SECRET', [ana, ben])
    await setMembership(clubId, dara, { status: 'INVITED', byId: ana.id })
    // Cleo follows the author, and is not in the club.
    await cleo.ask(FOLLOW, { id: ana.id })
    const id = await write(ana, clubId)
    expect(await postsIn(clubId, ben)).toEqual([id])
    expect(await feedOf(ben)).toEqual([id])
    expect(await feedOf(ben, { clubId })).toEqual([id])
    expect(await feedOf(ana)).toEqual([id])
    await ben.ask(COMMENT, { id })
    for (const outsider of [cleo, dara]) {
      expect(await postsIn(clubId, outsider)).toBeNull()
      expect(await feedOf(outsider)).toEqual([])
      expect(await outsider.codes(COMMENT, { id })).toEqual(['NOT_FOUND'])
      expect(await outsider.codes(POST, { clubId, text: 'Me too' })).toEqual(['NOT_FOUND'])
      const node = await outsider.ask('query ($r: [_Any!]!) { _entities(representations: $r) { ... on Post { text } } }', {
        r: [{ __typename: 'Post', id }],
      })
      expect(node._entities).toEqual([null])
    }
    const ofAna = { r: [{ __typename: 'Athlete', id: ana.id }] }
    expect((await ben.ask(POSTS_OF, ofAna))._entities[0].posts.edges).toEqual([])

    await setMembership(clubId, ben, { status: 'NONE' })
    await world.settle()
    expect(await postsIn(clubId, ben)).toBeNull()
    expect(await feedOf(ben)).toEqual([])
    expect((await inboxOf(ben)).find(({ kind }) => kind === 'CLUB_POST')).toMatchObject({ post: null, club: null })
  })

  it('of an OPEN club is read by everybody, and written by members alone', async () => {
    const [ana, ben, cleo] = (await world.athletes('Ana', 'Ben', 'Cleo')) as [Person, Person, Person]
    const clubId = await newClub('OPEN', [ana])
    const id = await write(ana, clubId)
    await cleo.ask(BLOCK, { id: ana.id })
    await world.settle()
    expect(await postsIn(clubId, ben)).toEqual([id])
    expect(await feedOf(ben)).toEqual([])
    expect(await postsIn(clubId, cleo)).toEqual([])
    expect(await ben.codes(COMMENT, { id })).toEqual(['FORBIDDEN'])
    expect(await ben.codes(POST, { clubId, text: 'Me too' })).toEqual(['FORBIDDEN'])
  })

  it('is gone with its club', async () => {
    const [ana] = (await world.athletes('Ana')) as [Person]
    const clubId = await newClub('OPEN', [ana])
    await write(ana, clubId)
    await world.emit('club.changed', {
      ...{ clubId, slug: clubId, name: 'Early Birds', access: 'OPEN', dissolved: true, revision: 2 },
      at: world.runtime.now(),
    })
    await world.settle()
    expect(await postsIn(clubId, ana)).toBeNull()
    expect(await feedOf(ana)).toEqual([])
    expect(await ana.codes(FEED, { filter: { clubId } })).toEqual(['NOT_FOUND'])
    expect(await ana.codes(POST, { clubId, text: 'Anybody here?' })).toEqual(['NOT_FOUND'])
  })

  it('is hidden from its author too when the author is banned, who may still delete it', async () => {
    const [ana, ben, cleo] = (await world.athletes('Ana', 'Ben', 'Cleo')) as [Person, Person, Person]
    const clubId = await newClub('SECRET', [ana, ben])
    const id = await write(ana, clubId)
    await setMembership(clubId, ana, { status: 'BANNED', byId: ben.id })
    await world.settle()
    await ben.ask(COMMENT, { id })
    await world.settle()
    const read =
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Post { comments(first: 5) { edges { node { text } } } } } }'
    const representation = { r: [{ __typename: 'Post', id }] }
    expect((await ben.ask(read, representation))._entities[0].comments.edges).toHaveLength(1)
    expect((await ana.ask(read, representation))._entities).toEqual([null])
    expect(await inboxOf(ana)).toEqual([])
    expect(await ana.codes(EDIT, { id })).toEqual(['NOT_FOUND'])
    for (const other of [ben, cleo])
      expect(await other.codes(DELETE, { id })).toEqual([other === ben ? 'FORBIDDEN' : 'NOT_FOUND'])
    await ana.ask(DELETE, { id })
    expect(await postsIn(clubId, ben)).toEqual([])
  })

  it('is neither written, edited nor commented on by a muted member, who reads it', async () => {
    const [ana, ben] = (await world.athletes('Ana', 'Ben')) as [Person, Person]
    const clubId = await newClub('ON_REQUEST', [ana, ben])
    const id = await write(ana, clubId)
    const own = await write(ben, clubId)
    await setMembership(clubId, ben, { mutedUntilMs: world.runtime.now() + 60_000, byId: ana.id, sinceMs: 1 })
    await world.settle()
    expect(await postsIn(clubId, ben)).toEqual([own, id])
    expect(await ben.codes(COMMENT, { id })).toEqual(['FORBIDDEN'])
    expect(await ben.codes(POST, { clubId, text: 'But' })).toEqual(['FORBIDDEN'])
    expect(await ben.codes(EDIT, { id: own })).toEqual(['FORBIDDEN'])
    await world.pass(61_000)
    await ben.ask(COMMENT, { id })
  })

  it('is announced to all members but its author, page by page, once', async () => {
    const [ana, ben] = (await world.athletes('Ana', 'Ben')) as [Person, Person]
    const clubId = await newClub('ON_REQUEST', [ana, ben, ...nobodies(4)])
    const first = await write(ana, clubId)
    const announced = world.recorded.filter(({ data }) => 'athleteIds' in data && data.postId === first)
    expect(announced.map(({ data }) => 'athleteIds' in data && data.athleteIds.length).sort()).toEqual([2, 4])
    const second = await write(ana, clubId, 'Eight, sorry')
    expect(await inboxOf(ben)).toEqual([
      { kind: 'CLUB_POST', text: 'Ana wrote in Early Birds', post: { id: second }, club: { id: clubId } },
    ])
    expect(await inboxOf(ana)).toEqual([])
  })

  it('is told to nobody but whom it mentions in a club that is too large for that', async () => {
    const [ana, cleo] = (await world.athletes('Ana', 'Cleo')) as [Person, Person]
    const ben = await world.athlete('Ben', { handle: 'ben_of_many' })
    const clubId = await newClub('ON_REQUEST', [ana, ben, cleo, ...nobodies(6)])
    const id = await write(ana, clubId, 'Seven? @ben_of_many')
    expect(await inboxOf(ben)).toMatchObject([{ kind: 'MENTION', post: { id } }])
    expect(await inboxOf(cleo)).toEqual([])
    expect(await feedOf(cleo)).toEqual([id])
  })
})

describe('a membership', () => {
  it('is told to whom it concerns, and taken back when it no longer holds', async () => {
    const [owner, ben] = (await world.athletes('Olga', 'Ben')) as [Person, Person]
    const clubId = await newClub('SECRET', [])
    await setMembership(clubId, owner, { role: 'OWNER' })
    await setMembership(clubId, ben, { status: 'INVITED', byId: owner.id })
    await world.settle()
    expect(await inboxOf(ben)).toMatchObject([
      { kind: 'CLUB_INVITED', text: 'Olga invites you to Early Birds', club: { id: clubId } },
    ])
    await setMembership(clubId, ben, { status: 'NONE' })
    await world.settle()
    expect(await inboxOf(ben)).toEqual([])

    await setMembership(clubId, ben, { status: 'REQUESTED' })
    await world.settle()
    expect(await inboxOf(owner)).toMatchObject([{ kind: 'CLUB_JOIN_REQUESTED', text: 'Ben would like to join Early Birds' }])
    await setMembership(clubId, ben, { byId: owner.id })
    await world.settle()
    expect(await inboxOf(owner)).toEqual([])
    expect(await inboxOf(ben)).toMatchObject([{ kind: 'CLUB_JOINED', text: 'You are now a member of Early Birds' }])
    await setMembership(clubId, ben, { role: 'ADMIN', byId: owner.id, sinceMs: 1 })
    await world.settle()
    expect(await inboxOf(ben)).toHaveLength(1)
  })
})
