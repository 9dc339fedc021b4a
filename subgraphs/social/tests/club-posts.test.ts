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

describe('a SECRET club', () => {
  // Ids of old, since what is asked of a young one may wait for its events.
  const [SECRET, UNKNOWN] = ['club_01kaq8z3m5e8n9t0v2w4x6y8z9', 'club_01kaq8z3m5e8n9t0v2w4x6y8z8'] as const
  const INSIDE = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Club { posts { edges { node { id } } }
    moderationQueue { totalCount } frequentReporters { reports } } } }`
  const referTo = (id: string) => ({ r: [{ __typename: 'Club', id }] })
  const roads: readonly [string, (who: Person, id: string) => Promise<unknown>][] = [
    ['a new post', (who, id) => who.codes(POST, { clubId: id, text: 'Hello?' })],
    ['what is in it', (who, id) => who.ask(INSIDE, referTo(id))],
    ['the feed', (who, id) => who.codes(FEED, { filter: { clubId: id } })],
    ['a report', (who, id) => who.codes('mutation ($id: ID!) { report(input: { subjectId: $id, reason: SPAM }) }', { id })],
  ]

  it.each(roads)('is to a stranger as one that there is not: %s', async (_name, ask) => {
    const [member, stranger] = (await world.athletes('Ana', 'Ben')) as [Person, Person]
    await newClub('SECRET', [member], SECRET)
    await write(member, SECRET)
    const costOf = async (id: string) => {
      let answer: unknown
      const commands = await world.commands(async () => {
        answer = await ask(stranger, id)
      })
      return { answer, commands }
    }
    expect(await costOf(SECRET)).toEqual(await costOf(UNKNOWN))
  })
})

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

describe('a challenge between clubs', () => {
  const enteredOf = async (who: Person) => (await inboxOf(who)).filter(({ kind }) => kind === 'CHALLENGE_ENTERED')
  const change = (challengeId: string, clubId: string, entered: boolean, changed: number, by: Person) =>
    world.emit('challenge.team-changed', {
      ...{ challengeId, clubId, entered, revision: changed, byId: by.id },
      at: world.runtime.now(),
    })

  it('is told to the members of a club that enters it, page by page, once, and taken back with the club', async () => {
    const people = await world.athletes('Ana', 'Ben', 'Cleo', 'Dara', 'Eli', 'Fia')
    const [ana, ben, cleo, dara, eli, outsider] = people as [Person, Person, Person, Person, Person, Person]
    const clubId = await newClub('ON_REQUEST', [ana, ben, cleo, dara, eli])
    const challengeId = newId('Challenge')
    const takesPart = { challengeId, athleteId: dara.id, revision: 1, participating: true, sharesWithBrand: false }
    await world.emit('challenge.participation-changed', { ...takesPart, at: world.runtime.now() })
    await world.settle()
    await change(challengeId, clubId, true, 2, ana)
    await world.settle()
    for (const who of [ben, cleo, eli]) {
      expect(await enteredOf(who)).toMatchObject([
        { text: expect.stringContaining('Early Birds takes part'), club: { id: clubId } },
      ])
    }
    // Who has entered it knows, and who takes part need not be asked to.
    for (const who of [ana, dara, outsider]) expect(await enteredOf(who)).toEqual([])

    await change(challengeId, clubId, false, 3, ana)
    await world.settle()
    // The first entry comes again, late and from another process.
    await change(challengeId, clubId, true, 2, ana)
    await world.settle()
    for (const who of [ben, cleo, eli]) expect(await enteredOf(who)).toEqual([])
  })
})

describe('the offer of a club', () => {
  const CLUB_KINDS = ['CLUB_OFFERED', 'CLUB_OFFER_ANSWERED']
  const kindsOf = async (who: Person) => (await inboxOf(who)).map(({ kind }) => kind).filter((kind) => CLUB_KINDS.includes(kind))
  const offer = (clubId: string, changed: number, state: Partial<EventData<'club.offer-changed'>>) =>
    world.emit('club.offer-changed', {
      ...{ clubId, revision: changed, athleteId: null, formerAthleteId: null, ownerId: null, answer: null },
      ...{ at: world.runtime.now(), ...state },
    })

  it('is told to the member until it is answered, in whatever order it is heard', async () => {
    const [owner, ben, cleo] = (await world.athletes('Olga', 'Ben', 'Cleo')) as [Person, Person, Person]
    const clubId = await newClub('SECRET', [owner, ben, cleo])
    const ownerId = owner.id
    await offer(clubId, 2, { athleteId: ben.id, ownerId })
    await world.settle()
    expect([await kindsOf(ben), await kindsOf(owner), await kindsOf(cleo)]).toEqual([['CLUB_OFFERED'], [], []])
    await offer(clubId, 4, { athleteId: null, formerAthleteId: cleo.id, ownerId, answer: 'DECLINED' })
    await offer(clubId, 3, { athleteId: cleo.id, formerAthleteId: ben.id, ownerId })
    await world.settle()
    expect([await kindsOf(ben), await kindsOf(owner), await kindsOf(cleo)]).toEqual([[], ['CLUB_OFFER_ANSWERED'], []])
  })
})
