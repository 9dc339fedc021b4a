import { viewerRootId } from '@gruppetto/graph'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { attendance } from './attendance.ts'
import { calendars } from './calendars.ts'
import { clubEvents } from './club-events.ts'
import { crowd } from './crowd.ts'
import { eventNotices } from './event-notices.ts'
import { eventRoutes } from './event-routes.ts'
import { memberships } from './memberships.ts'
import { moderation } from './moderation.ts'
import { rsvps } from './rsvps.ts'
import { secretClubs } from './secret-clubs.ts'
import { series } from './series.ts'
import { CREATE_CLUB, makeChallenge, makeClub, openWorld, type Person, type World } from './world.ts'

let world: World
let owner: Person
let member: Person
let stranger: Person

beforeAll(async () => {
  world = await openWorld()
  owner = await world.athlete()
  member = await world.athlete()
  stranger = await world.athlete()
  await world.settle()
})
afterAll(() => world.close())

const JOIN_CLUB = 'mutation ($id: ID!) { joinClub(id: $id) { id memberCount viewerMembership { role status since } } }'
const LEAVE_CLUB = 'mutation ($id: ID!) { leaveClub(id: $id) { id memberCount viewerMembership { status } } }'
const RESPOND =
  'mutation ($clubId: ID!, $athleteId: ID!, $accept: Boolean!) { respondToJoinRequest(clubId: $clubId, athleteId: $athleteId, accept: $accept) { memberCount } }'
const MEMBERS = `query ($id: ID!, $role: ClubRole, $first: Int, $after: String) { club(id: $id) { memberCount
  members(role: $role, first: $first, after: $after) { totalCount edges { cursor role since node { id } } pageInfo { hasNextPage endCursor } } } }`

const memberIds = async (viewer: Person, id: string): Promise<unknown[]> => {
  const { club } = await viewer.ask(MEMBERS, { id })
  return club.members.edges.map((edge: { node: { id: string } | null }) => edge.node?.id ?? null)
}

describe('createClub', () => {
  it('creates a club with its creator as owner and member', async () => {
    const input = {
      name: 'Übergangs Gruppetto',
      description: ' Slow but home. ',
      avatarUrl: 'https://example.org/a.png',
      sports: ['RIDE'],
    }
    const { createClub } = await owner.ask(
      'mutation ($input: ClubInput!) { createClub(input: $input) { id slug name description avatarUrl sports access memberCount viewerMembership { role status } } }',
      { input },
    )
    expect(createClub).toMatchObject({
      slug: 'ubergangs-gruppetto',
      name: 'Übergangs Gruppetto',
      description: 'Slow but home.',
      avatarUrl: 'https://example.org/a.png',
      sports: ['RIDE'],
      access: 'OPEN',
      memberCount: 1,
      viewerMembership: { role: 'OWNER', status: 'ACTIVE' },
    })
    const bySlug = await world.anyone.ask('{ club(slug: "Ubergangs-Gruppetto") { id viewerMembership { role } } }')
    expect(bySlug.club).toEqual({ id: createClub.id, viewerMembership: null })
    await world.settle()
    expect(world.events('club.membership-changed', { clubId: createClub.id })).toMatchObject([
      { athleteId: owner.id, revision: 1, status: 'ACTIVE', role: 'OWNER' },
    ])
  })

  it('refuses a slug that is taken, whether given or derived, also in a race', async () => {
    await makeClub(owner, { name: 'The Same Name' })
    expect(await member.codes(CREATE_CLUB, { input: { name: 'the same NAME' } })).toEqual(['CONFLICT'])
    expect(await member.codes(CREATE_CLUB, { input: { name: 'Other', slug: 'the-same-name' } })).toEqual(['CONFLICT'])
    const race = await Promise.all(
      [owner, member, stranger, owner].map((person) => person.codes(CREATE_CLUB, { input: { name: 'Raced', slug: 'raced' } })),
    )
    expect(race.filter((codes) => codes.length === 0)).toHaveLength(1)
    expect(race.flat()).toEqual(['CONFLICT', 'CONFLICT', 'CONFLICT'])
  })

  it('refuses an athlete whose e-mail address is not verified', async () => {
    const newcomer = await world.athlete({ emailVerified: false })
    expect(await newcomer.codes(CREATE_CLUB, { input: { name: 'Not yet' } })).toEqual(['FORBIDDEN'])
    expect((await world.anyone.ask('{ club(slug: "not-yet") { id } }')).club).toBeNull()
  })

  it('refuses bad input, and callers who are not signed in', async () => {
    expect(await owner.codes(CREATE_CLUB, { input: { name: 'ab' } })).toEqual(['BAD_USER_INPUT'])
    expect(await world.anyone.codes(CREATE_CLUB, { input: { name: 'Good' } })).toEqual(['UNAUTHENTICATED'])
    expect(await world.partner.codes(CREATE_CLUB, { input: { name: 'Good' } })).toEqual(['FORBIDDEN'])
    const codes = await owner.codes(CREATE_CLUB, { input: { name: 'Good', avatarUrl: 'javascript:alert(1)' } })
    expect(codes).toEqual(['BAD_USER_INPUT'])
  })

  it('is found by exactly one of id and slug', async () => {
    expect(await owner.codes('{ club { id } }')).toEqual(['BAD_USER_INPUT'])
    expect(await owner.codes('{ club(id: "club_x", slug: "x") { id } }')).toEqual(['BAD_USER_INPUT'])
    expect(await owner.ask('{ club(id: "club_x") { id } }')).toEqual({ club: null })
  })
})

describe('an open club', () => {
  it('can be joined and left; a repeated request changes nothing, and the count is exact', async () => {
    const id = await makeClub(owner)
    for (let again = 0; again < 2; again += 1) {
      const { joinClub } = await member.ask(JOIN_CLUB, { id })
      expect(joinClub).toMatchObject({ memberCount: 2, viewerMembership: { role: 'MEMBER', status: 'ACTIVE' } })
    }
    expect(await memberIds(world.anyone, id)).toEqual([owner.id, member.id])
    for (let again = 0; again < 2; again += 1) {
      expect((await member.ask(LEAVE_CLUB, { id })).leaveClub).toEqual({ id, memberCount: 1, viewerMembership: null })
    }
    await member.ask(JOIN_CLUB, { id })
    await world.settle()
    const revisions = world.events('club.membership-changed', { clubId: id, athleteId: member.id })
    expect(revisions.map(({ revision, status }) => [revision, status]).sort()).toEqual([
      [1, 'ACTIVE'],
      [2, 'NONE'],
      [3, 'ACTIVE'],
    ])
  })

  it('counts exactly when many join at once', async () => {
    const id = await makeClub(owner)
    const people = await Promise.all(Array.from({ length: 6 }, () => world.athlete()))
    await Promise.all([...people, ...people].map((person) => person.ask(JOIN_CLUB, { id })))
    const { club } = await owner.ask(MEMBERS, { id })
    expect(club).toMatchObject({ memberCount: 7, members: { totalCount: 7 } })
  })

  it('lists its members in pages, by when they joined, and by role', async () => {
    const id = await makeClub(owner)
    await member.ask(JOIN_CLUB, { id })
    await stranger.ask(JOIN_CLUB, { id })
    const first = (await owner.ask(MEMBERS, { id, first: 2 })).club.members
    expect(first.pageInfo.hasNextPage).toBe(true)
    const second = (await owner.ask(MEMBERS, { id, first: 2, after: first.pageInfo.endCursor })).club.members
    expect(second.pageInfo.hasNextPage).toBe(false)
    const ids = [...first.edges, ...second.edges].map((edge: { node: { id: string } }) => edge.node.id)
    expect(ids).toEqual([owner.id, member.id, stranger.id])
    const owners = (await owner.ask(MEMBERS, { id, role: 'OWNER' })).club.members
    expect(owners).toMatchObject({ totalCount: 1, edges: [{ role: 'OWNER', node: { id: owner.id } }] })
    expect(await owner.codes(MEMBERS, { id, first: 101 })).toEqual(['BAD_USER_INPUT'])
    expect(await owner.codes(MEMBERS, { id, after: 'nonsense' })).toEqual(['BAD_USER_INPUT'])
  })

  it('leaves athletes blocked either way out of each other’s lists', async () => {
    const id = await makeClub(owner)
    const [blocker, blocked] = [await world.athlete(), await world.athlete()]
    await world.block(blocker, blocked)
    await world.settle()
    await blocker.ask(JOIN_CLUB, { id })
    await blocked.ask(JOIN_CLUB, { id })
    expect(await memberIds(blocker, id)).toEqual([owner.id, blocker.id])
    expect(await memberIds(blocked, id)).toEqual([owner.id, blocked.id])
    expect((await blocked.ask(MEMBERS, { id })).club).toMatchObject({ memberCount: 3, members: { totalCount: 2 } })
    expect(await memberIds(owner, id)).toEqual([owner.id, blocker.id, blocked.id])
  })
})

describe('the last owner', () => {
  it('cannot leave while there are other members, and dissolves the club when leaving as the only one', async () => {
    const id = await makeClub(owner, { slug: 'short-lived' })
    await member.ask(JOIN_CLUB, { id })
    const challengeId = await makeChallenge(world, owner, { clubId: id })
    expect(await owner.codes(LEAVE_CLUB, { id })).toEqual(['CONFLICT'])
    await member.ask(LEAVE_CLUB, { id })
    expect((await owner.ask(LEAVE_CLUB, { id })).leaveClub.memberCount).toBe(0)
    expect(await owner.ask('query ($id: ID!) { club(id: $id) { id } }', { id })).toEqual({ club: null })
    expect(await owner.codes(JOIN_CLUB, { id })).toEqual(['NOT_FOUND'])
    const { challenge } = await member.ask('query ($id: ID!) { challenge(id: $id) { status club { id } } }', { id: challengeId })
    expect(challenge).toEqual({ status: 'CANCELLED', club: null })
    // The slug is free again.
    expect(await member.codes(CREATE_CLUB, { input: { name: 'Heir', slug: 'short-lived' } })).toEqual([])
    await world.settle()
    expect(world.events('challenge.changed', { challengeId }).at(-1)).toMatchObject({ revision: 2, cancelled: true })
    expect(world.events('club.changed', { clubId: id })).toMatchObject([
      { revision: 1, slug: 'short-lived', access: 'OPEN', dissolved: false },
      { revision: 2, dissolved: true },
    ])
  })
})

describe('a club on request', () => {
  it('is joined by a request that its owner answers, and shows its inside only to its members', async () => {
    const id = await makeClub(owner, { access: 'ON_REQUEST' })
    for (let again = 0; again < 2; again += 1) {
      const { joinClub } = await member.ask(JOIN_CLUB, { id })
      expect(joinClub).toMatchObject({ memberCount: 1, viewerMembership: { status: 'REQUESTED' } })
    }
    const requests = 'query ($id: ID!) { club(id: $id) { joinRequests { totalCount edges { node { id } } } } }'
    expect((await owner.ask(requests, { id })).club.joinRequests).toEqual({ totalCount: 1, edges: [{ node: { id: member.id } }] })
    for (const other of [member, stranger, world.anyone]) {
      expect((await other.ask(requests, { id })).club.joinRequests).toBeNull()
      expect((await other.ask(MEMBERS, { id })).club).toMatchObject({ memberCount: 1, members: { totalCount: 0, edges: [] } })
    }
    const answer = { clubId: id, athleteId: member.id, accept: true }
    expect(await stranger.codes(RESPOND, answer)).toEqual(['FORBIDDEN'])
    expect(await member.codes(RESPOND, answer)).toEqual(['FORBIDDEN'])
    for (let again = 0; again < 2; again += 1) {
      expect((await owner.ask(RESPOND, answer)).respondToJoinRequest.memberCount).toBe(2)
    }
    expect(await memberIds(member, id)).toEqual([owner.id, member.id])
    expect(await owner.codes(RESPOND, { ...answer, athleteId: stranger.id })).toEqual(['NOT_FOUND'])
  })

  it('lets a request be withdrawn or declined, and made again', async () => {
    const id = await makeClub(owner, { access: 'ON_REQUEST' })
    await member.ask(JOIN_CLUB, { id })
    expect((await member.ask(LEAVE_CLUB, { id })).leaveClub).toMatchObject({ memberCount: 1, viewerMembership: null })
    expect(await owner.codes(RESPOND, { clubId: id, athleteId: member.id, accept: true })).toEqual(['NOT_FOUND'])
    await member.ask(JOIN_CLUB, { id })
    expect((await owner.ask(RESPOND, { clubId: id, athleteId: member.id, accept: false })).respondToJoinRequest.memberCount).toBe(
      1,
    )
    const { joinClub } = await member.ask(JOIN_CLUB, { id })
    expect(joinClub.viewerMembership.status).toBe('REQUESTED')
    await world.settle()
    expect(world.events('club.membership-changed', { clubId: id, athleteId: member.id })).toHaveLength(5)
  })
})

describe('finding clubs', () => {
  const SEARCH = `query ($query: String, $sport: Sport, $first: Int, $after: String) { searchClubs(query: $query, sport: $sport, first: $first, after: $after) {
    edges { node { name } } pageInfo { hasNextPage endCursor } } }`
  const names = async (variables: Record<string, unknown>): Promise<string[]> => {
    const { searchClubs } = await world.anyone.ask(SEARCH, variables)
    return searchClubs.edges.map((edge: { node: { name: string } }) => edge.node.name)
  }

  it('searches by the beginnings of words, the largest first, in pages', async () => {
    const big = await makeClub(owner, { name: 'Zebra Riders Éclair', sports: ['RIDE'] })
    await makeClub(owner, { name: 'Zebra Runners', sports: ['RUN'] })
    await makeClub(owner, { name: 'Azebra Nothing' })
    await member.ask(JOIN_CLUB, { id: big })
    expect(await names({ query: 'zeb' })).toEqual(['Zebra Riders Éclair', 'Zebra Runners'])
    expect(await names({ query: 'ECL zebra' })).toEqual(['Zebra Riders Éclair'])
    expect(await names({ query: 'zebra ru' })).toEqual(['Zebra Runners'])
    expect(await names({ query: 'zebra', sport: 'RUN' })).toEqual(['Zebra Runners'])
    expect(await names({ query: 'ebra' })).toEqual([])
    expect(await names({ query: '.*' })).toEqual([])
    const { searchClubs } = await world.anyone.ask(SEARCH, { query: 'zebra', first: 1 })
    expect(searchClubs.pageInfo.hasNextPage).toBe(true)
    expect(await names({ query: 'zebra', first: 1, after: searchClubs.pageInfo.endCursor })).toEqual(['Zebra Runners'])
    expect((await names({ first: 100 })).length).toBeGreaterThan(2)
  })

  it('shows an athlete’s clubs to whoever may see the profile, and closed clubs to fellow members', async () => {
    const person = await world.athlete()
    const hidden = await world.athlete({ profileVisibility: 'ONLY_ME' })
    await world.settle()
    const [open, closed] = [await makeClub(person), await makeClub(person, { access: 'ON_REQUEST' })]
    await makeClub(hidden)
    const CLUBS = `query ($reps: [_Any!]!) { _entities(representations: $reps) { ... on Athlete { clubs { edges { node { id } } } } } }`
    const clubsOf = async (viewer: Person, athleteId: string): Promise<string[] | null> => {
      const { _entities } = await viewer.ask(CLUBS, { reps: [{ __typename: 'Athlete', id: athleteId }] })
      const found = _entities[0]?.clubs
      return found === null ? null : found.edges.map((edge: { node: { id: string } }) => edge.node.id)
    }
    expect(await clubsOf(person, person.id)).toEqual([closed, open])
    expect(await clubsOf(member, person.id)).toEqual([open])
    expect(await clubsOf(world.anyone, person.id)).toEqual([open])
    await member.ask(JOIN_CLUB, { id: closed })
    expect(await clubsOf(member, person.id)).toEqual([open])
    await person.ask(RESPOND, { clubId: closed, athleteId: member.id, accept: true })
    expect(await clubsOf(member, person.id)).toEqual([closed, open])
    expect(await clubsOf(member, hidden.id)).toBeNull()
    expect(await clubsOf(hidden, hidden.id)).toHaveLength(1)
    const { viewer } = await person.ask('{ viewer { id clubs(first: 1) { edges { node { id } } pageInfo { hasNextPage } } } }')
    expect(viewer).toEqual({
      id: viewerRootId(person.id),
      clubs: { edges: [{ node: { id: closed } }], pageInfo: { hasNextPage: true } },
    })
    expect(await world.anyone.ask('{ viewer { id } }')).toEqual({ viewer: null })
  })
})

clubEvents(() => world)
calendars(() => world)
memberships(() => world)
moderation(() => world)
rsvps(() => world)
crowd(() => world)
attendance(() => world)
eventNotices(() => world)
eventRoutes(() => world)
series(() => world)
secretClubs(() => world)
