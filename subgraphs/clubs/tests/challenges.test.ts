import { once } from 'node:events'
import { newId, viewerRootId } from '@gruppetto/graph'
import { startProgram, testEnvironment } from '@gruppetto/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CREATE_CHALLENGE, JOIN, makeChallenge, makeClub, openWorld, type Person, type World } from './world.ts'

const DAY_MS = 24 * 3600 * 1000
let world: World
let maker: Person
let runner: Person
let stranger: Person

beforeAll(async () => {
  world = await openWorld()
  maker = await world.athlete()
  runner = await world.athlete()
  stranger = await world.athlete()
  await world.settle()
})
afterAll(() => world.close())

const LEAVE = 'mutation ($id: ID!) { leaveChallenge(id: $id) { participantCount viewerEntry { rank } viewerSharesWithBrand } }'
const CANCEL = 'mutation ($id: ID!) { cancelChallenge(id: $id) { id status } }'
const at = (days: number) => new Date(world.now() + days * DAY_MS).toISOString()
const joinClub = (person: Person, id: string) => person.ask('mutation ($id: ID!) { joinClub(id: $id) { id } }', { id })

describe('createChallenge', () => {
  it('returns all that was given', async () => {
    const id = await makeChallenge(world, maker, {
      description: 'All of it on foot.',
      sports: ['RUN', 'TRAIL_RUN'],
      target: 12_345.6,
      badgeName: 'Ten on foot',
    })
    const { challenge } = await world.anyone.ask(
      `query ($id: ID!) { challenge(id: $id) { id title description kind metric sports target startsAt endsAt status participantCount
        badge { key } club { id } viewerEntry { rank } viewerSharesWithBrand leaderboard { totalCount updatedAt edges { cursor } pageInfo { hasNextPage } } } }`,
      { id },
    )
    expect(challenge).toMatchObject({
      title: 'Ten kilometres',
      description: 'All of it on foot.',
      kind: 'TOTAL',
      metric: 'DISTANCE',
      sports: ['RUN', 'TRAIL_RUN'],
      target: 12_345.6,
      status: 'ACTIVE',
      participantCount: 0,
      badge: { key: `challenge.${id}` },
      club: null,
      viewerEntry: null,
      viewerSharesWithBrand: false,
      leaderboard: { totalCount: 0, edges: [], pageInfo: { hasNextPage: false } },
    })
    await world.settle()
    expect(world.events('challenge.changed', { challengeId: id })).toMatchObject([
      { revision: 1, cancelled: false, target: 12_345.6 },
    ])
  })

  it('refuses bad input, and callers who may not create it', async () => {
    const input = { title: 'Good', kind: 'TOTAL', metric: 'DISTANCE', sports: ['RUN'], startsAt: at(0), endsAt: at(1) }
    expect(await maker.codes(CREATE_CHALLENGE, { input: { ...input, endsAt: at(-1) } })).toEqual(['BAD_USER_INPUT'])
    expect(await maker.codes(CREATE_CHALLENGE, { input: { ...input, target: -1 } })).toEqual(['BAD_USER_INPUT'])
    expect(await world.anyone.codes(CREATE_CHALLENGE, { input })).toEqual(['UNAUTHENTICATED'])
    const clubId = await makeClub(maker)
    await joinClub(runner, clubId)
    expect(await runner.codes(CREATE_CHALLENGE, { input: { ...input, clubId } })).toEqual(['FORBIDDEN'])
    expect(await maker.codes(CREATE_CHALLENGE, { input: { ...input, clubId: 'club_none' } })).toEqual(['NOT_FOUND'])
    expect(await maker.codes(CREATE_CHALLENGE, { input: { ...input, clubId } })).toEqual([])
  })
})

describe('taking part', () => {
  it('can be joined, changed and left; a repeated request changes nothing, and the count is exact', async () => {
    const id = await makeChallenge(world, maker)
    for (let again = 0; again < 2; again += 1) {
      const { joinChallenge } = await runner.ask(JOIN, { id })
      expect(joinChallenge).toMatchObject({
        participantCount: 1,
        viewerSharesWithBrand: false,
        viewerEntry: { rank: 1, score: 0 },
      })
    }
    for (let again = 0; again < 2; again += 1) {
      const { joinChallenge } = await runner.ask(JOIN, { id, share: true })
      expect(joinChallenge).toMatchObject({ participantCount: 1, viewerSharesWithBrand: true })
    }
    for (let again = 0; again < 2; again += 1) {
      const { leaveChallenge } = await runner.ask(LEAVE, { id })
      expect(leaveChallenge).toEqual({ participantCount: 0, viewerEntry: null, viewerSharesWithBrand: false })
    }
    await world.settle()
    const told = world.events('challenge.participation-changed', { challengeId: id, athleteId: runner.id })
    const inOrder = told.toSorted((a, b) => a.revision - b.revision)
    expect(inOrder.map(({ participating, sharesWithBrand }) => [participating, sharesWithBrand])).toEqual([
      [true, false],
      [true, true],
      [false, false],
    ])
  })

  it('counts exactly when many join at once, and one of them twice', async () => {
    const id = await makeChallenge(world, maker)
    const people = [...(await Promise.all(Array.from({ length: 5 }, () => world.athlete()))), runner, runner]
    await Promise.all(people.map((person) => person.ask(JOIN, { id })))
    const { challenge } = await maker.ask(
      'query ($id: ID!) { challenge(id: $id) { participantCount leaderboard { totalCount } } }',
      { id },
    )
    expect(challenge).toEqual({ participantCount: 6, leaderboard: { totalCount: 6 } })
  })

  it('refuses callers who are not signed in, unknown challenges, and challenges that are over', async () => {
    const id = await makeChallenge(world, maker)
    expect(await world.anyone.codes(JOIN, { id })).toEqual(['UNAUTHENTICATED'])
    expect(await runner.codes(JOIN, { id: 'chl_none' })).toEqual(['NOT_FOUND'])
    await maker.ask(CANCEL, { id })
    expect(await runner.codes(JOIN, { id })).toEqual(['CONFLICT'])
    const short = await makeChallenge(world, maker, { endsAt: at(1) })
    const upcoming = await makeChallenge(world, maker, { startsAt: at(1), endsAt: at(5) })
    await runner.ask(JOIN, { id: upcoming })
    await runner.ask(JOIN, { id: short, share: true })
    world.advance(DAY_MS + 1000)
    expect(await stranger.codes(JOIN, { id: short })).toEqual(['CONFLICT'])
    // Consent can be withdrawn at any time.
    expect((await runner.ask(JOIN, { id: short })).joinChallenge.viewerSharesWithBrand).toBe(false)
    expect(await maker.codes(CANCEL, { id: short })).toEqual(['CONFLICT'])
    const { challenge } = await runner.ask('query ($id: ID!) { challenge(id: $id) { status } }', { id: short })
    expect(challenge.status).toBe('ENDED')
  })
})

describe('updateChallenge', () => {
  const UPDATE = `mutation ($id: ID!, $input: ChallengeUpdateInput!) { updateChallenge(id: $id, input: $input) {
    id title description startsAt endsAt target status } }`
  const at = (days: number) => new Date(world.now() + days * 24 * 3_600_000).toISOString()
  const upcoming = (input: object = {}) =>
    makeChallenge(world, maker, { startsAt: at(5), endsAt: at(10), graceHours: 48, ...input })
  const change = async (id: string, input: object, who: Person = maker) => (await who.ask(UPDATE, { id, input })).updateChallenge

  it('changes title, description and dates before anybody has joined, and nothing else', async () => {
    const id = await upcoming({ description: 'At first' })
    const moved = { startsAt: at(7), endsAt: at(20) }
    expect(await change(id, { title: 'Twenty days', ...moved })).toMatchObject({
      ...{ title: 'Twenty days', description: 'At first', target: 10_000, status: 'UPCOMING' },
      ...moved,
    })
    expect(await change(id, { description: null })).toMatchObject({ title: 'Twenty days', description: null, ...moved })
    await world.settle()
    const told = world.events('challenge.changed', { challengeId: id }).toSorted((a, b) => a.revision - b.revision)
    expect(told.map(({ revision, title }) => [revision, title])).toEqual([
      [1, 'Ten kilometres'],
      [2, 'Twenty days'],
      [3, 'Twenty days'],
    ])
    expect(told[2]).toMatchObject({
      ...{ metric: 'DISTANCE', endsAtMs: Date.parse(moved.endsAt) },
      settlesAtMs: Date.parse(moved.endsAt) + 48 * 3_600_000,
    })
    const step = await world.subgraph.opened.database.connection
      .collection<{ _id: string }>('challenge_steps')
      .findOne({ _id: id })
    expect(step).toMatchObject({ step: 'START', dueAt: new Date(moved.startsAt) })
  })

  it('keeps the dates once somebody has joined or it has begun, and everything once it is over', async () => {
    const id = await upcoming()
    const joiner = await world.athlete()
    await joiner.ask(JOIN, { id })
    expect(await maker.codes(UPDATE, { id, input: { endsAt: at(30) } })).toEqual(['CONFLICT'])
    expect((await change(id, { title: 'Still to come' })).title).toBe('Still to come')
    await joiner.ask('mutation ($id: ID!) { leaveChallenge(id: $id) { id } }', { id })
    expect(Date.parse((await change(id, { endsAt: at(30) })).endsAt)).toBeGreaterThan(world.now() + 29 * 24 * 3_600_000)
    const begun = await makeChallenge(world, maker)
    expect(await maker.codes(UPDATE, { id: begun, input: { endsAt: at(30) } })).toEqual(['CONFLICT'])
    expect((await change(begun, { title: 'Under way', description: 'Go on' })).title).toBe('Under way')
    const cancelled = await upcoming()
    await maker.ask(CANCEL, { id: cancelled })
    expect(await maker.codes(UPDATE, { id: cancelled, input: { title: 'Again' } })).toEqual(['CONFLICT'])
    world.advance(11 * 24 * 3_600_000)
    expect(await maker.codes(UPDATE, { id: begun, input: { title: 'Too late' } })).toEqual(['CONFLICT'])
  })

  it('refuses dates that are none', async () => {
    const id = await upcoming()
    for (const input of [
      { startsAt: at(-1) },
      { startsAt: at(11) },
      { endsAt: at(4) },
      { endsAt: at(400) },
      { title: 'A' },
      { title: 'x'.repeat(101) },
    ])
      expect({ input, codes: await maker.codes(UPDATE, { id, input }) }).toEqual({ input, codes: ['BAD_USER_INPUT'] })
  })

  it('is for who made it, and for the owner and the admins of its club, who leave a line in the audit log', async () => {
    const [owner, admin, member, stranger] = await Promise.all([1, 2, 3, 4].map(() => world.athlete()))
    if (!owner || !admin || !member || !stranger) throw new Error('nobody')
    await world.settle()
    const clubId = await makeClub(owner, { access: 'SECRET' })
    const link = await owner.ask('mutation ($i: ClubInviteInput!) { createClubInvite(input: $i) { url } }', { i: { clubId } })
    const token = link.createClubInvite.url.split('/').at(-1)
    for (const who of [admin, member]) await who.ask('mutation ($t: String!) { joinByInvite(token: $t) { id } }', { t: token })
    const role = 'mutation ($c: ID!, $a: ID!) { setClubRole(clubId: $c, athleteId: $a, role: ADMIN) { id } }'
    await owner.ask(role, { c: clubId, a: admin.id })
    const id = await makeChallenge(world, owner, { clubId, startsAt: at(5), endsAt: at(10) })
    expect(await member.codes(UPDATE, { id, input: { title: 'Mine now' } })).toEqual(['FORBIDDEN'])
    expect(await stranger.codes(UPDATE, { id, input: { title: 'Mine now' } })).toEqual(['NOT_FOUND'])
    expect(await world.anyone.codes(UPDATE, { id, input: { title: 'Mine now' } })).toEqual(['UNAUTHENTICATED'])
    expect((await change(id, { title: 'By an admin' }, admin)).title).toBe('By an admin')
    const organises = async (who: Person, of: string) =>
      (await who.ask('query ($id: ID!) { challenge(id: $id) { viewerOrganises } }', { id: of })).challenge?.viewerOrganises
    expect(await Promise.all([owner, admin, member, stranger].map((who) => organises(who, id)))).toEqual([
      true,
      true,
      false,
      undefined,
    ])
    const ofAll = await upcoming()
    expect(await Promise.all([maker, owner, world.anyone].map((who) => organises(who, ofAll)))).toEqual([true, false, false])
    const log =
      'query ($id: ID!) { club(id: $id) { auditLog { edges { node { action subjectId athlete { id } challenge { id } actor { id } } } } } }'
    const { edges } = (await owner.ask(log, { id: clubId })).club.auditLog
    expect(edges[0].node).toEqual({
      ...{ action: 'CHALLENGE_CHANGED', subjectId: id, athlete: null, challenge: { id }, actor: { id: admin.id } },
    })
  })
})

describe('cancelChallenge', () => {
  it('is allowed to the creator and the club’s admins, and changes nothing when repeated', async () => {
    const id = await makeChallenge(world, maker)
    expect(await stranger.codes(CANCEL, { id })).toEqual(['FORBIDDEN'])
    for (let again = 0; again < 2; again += 1) expect((await maker.ask(CANCEL, { id })).cancelChallenge.status).toBe('CANCELLED')
    await world.settle()
    const cancelled = world.events('challenge.changed', { challengeId: id }).filter((event) => event.cancelled)
    expect(cancelled).toMatchObject([{ revision: 2 }])
  })
})

describe('a club’s challenge', () => {
  it('is for members: everyone sees an open club’s, and only members see a closed club’s, by any field', async () => {
    const openClub = await makeClub(maker)
    const closedClub = await makeClub(maker, { access: 'ON_REQUEST' })
    const open = await makeChallenge(world, maker, { clubId: openClub })
    const closed = await makeChallenge(world, maker, { clubId: closedClub })
    expect(await runner.codes(JOIN, { id: open })).toEqual(['FORBIDDEN'])
    for (const operation of [JOIN, LEAVE, CANCEL]) expect(await runner.codes(operation, { id: closed })).toEqual(['NOT_FOUND'])
    await joinClub(runner, openClub)
    await runner.ask(JOIN, { id: open })
    await joinClub(runner, closedClub)
    await maker.ask(JOIN, { id: closed })

    const WALK = `query ($id: ID!, $club: ID!, $reps: [_Any!]!) {
      challenge(id: $id) { id }
      challenges(first: 100) { edges { node { id } } }
      club(id: $club) { challenges { edges { node { id } } } }
      _entities(representations: $reps) { ... on Challenge { id } ... on Athlete { challenges(first: 100) { edges { node { id } } } } } }`
    const walk = async (viewer: Person) => {
      const reps = [
        { __typename: 'Challenge', id: closed },
        { __typename: 'Challenge', ref: closed },
        { __typename: 'Athlete', id: maker.id },
      ]
      return JSON.stringify(await viewer.ask(WALK, { id: closed, club: closedClub, reps })).split(closed).length - 1
    }
    // A request is not a membership.
    for (const viewer of [runner, stranger, world.anyone]) expect(await walk(viewer)).toBe(0)
    expect(await walk(maker)).toBe(6)
    await maker.ask('mutation ($c: ID!, $a: ID!) { respondToJoinRequest(clubId: $c, athleteId: $a, accept: true) { id } }', {
      c: closedClub,
      a: runner.id,
    })
    expect(await walk(runner)).toBe(6)
    const { joinChallenge } = await runner.ask(JOIN, { id: closed })
    expect(joinChallenge.participantCount).toBe(2)
  })

  it('is left together with the club while it runs; the result of an ended one stays, without consent', async () => {
    const clubId = await makeClub(maker)
    await joinClub(runner, clubId)
    const [running, ended] = [
      await makeChallenge(world, maker, { clubId }),
      await makeChallenge(world, maker, { clubId, endsAt: at(1) }),
    ]
    for (const id of [running, ended]) await runner.ask(JOIN, { id, share: true })
    world.advance(DAY_MS + 1000)
    await runner.ask('mutation ($id: ID!) { leaveClub(id: $id) { id } }', { id: clubId })
    const COUNT = 'query ($id: ID!) { challenge(id: $id) { participantCount viewerSharesWithBrand viewerEntry { rank } } }'
    expect((await runner.ask(COUNT, { id: running })).challenge).toMatchObject({ participantCount: 0, viewerEntry: null })
    expect((await runner.ask(COUNT, { id: ended })).challenge).toEqual({
      participantCount: 1,
      viewerSharesWithBrand: false,
      viewerEntry: { rank: 1 },
    })
    await world.settle()
    const last = (challengeId: string) =>
      world
        .events('challenge.participation-changed', { challengeId, athleteId: runner.id })
        .toSorted((a, b) => a.revision - b.revision)
        .at(-1)
    expect(last(running)).toMatchObject({ participating: false, sharesWithBrand: false })
    expect(last(ended)).toMatchObject({ participating: true, sharesWithBrand: false })
  })
})

describe('lists', () => {
  const LIST = `query ($status: ChallengeStatus, $sport: Sport, $sponsoredOnly: Boolean, $first: Int, $after: String) {
    challenges(status: $status, sport: $sport, sponsoredOnly: $sponsoredOnly, first: $first, after: $after) {
      edges { node { id status } } pageInfo { hasNextPage endCursor } } }`
  interface Listed {
    readonly node: { readonly id: string; readonly status: string }
  }

  it('filter by status and sport, in pages without gaps', async () => {
    const made = {
      UPCOMING: await makeChallenge(world, maker, { sports: ['ROW'], startsAt: at(1), endsAt: at(3) }),
      ACTIVE: await makeChallenge(world, maker, { sports: ['ROW'] }),
      ENDED: await makeChallenge(world, maker, {
        sports: ['ROW', 'SWIM'],
        startsAt: at(-20),
        endsAt: new Date(world.now() + 1500).toISOString(),
      }),
      CANCELLED: await makeChallenge(world, maker, { sports: ['ROW'] }),
    }
    await maker.ask(CANCEL, { id: made.CANCELLED })
    world.advance(2000)
    for (const [status, id] of Object.entries(made)) {
      const { challenges } = await world.anyone.ask(LIST, { status, sport: 'ROW' })
      expect(challenges.edges).toEqual([{ node: { id, status } }])
    }
    const all: string[] = []
    for (let after: string | null = null; ; ) {
      const { challenges } = await world.anyone.ask(LIST, { sport: 'ROW', first: 1, after })
      all.push(...challenges.edges.map((edge: Listed) => edge.node.id))
      after = challenges.pageInfo.endCursor
      if (!challenges.pageInfo.hasNextPage) break
    }
    expect(all).toHaveLength(4)
    expect(new Set(all)).toEqual(new Set(Object.values(made)))
    expect(all[0]).toBe(made.UPCOMING)
    expect(all.at(-1)).toBe(made.ENDED)
  })

  it('can show only sponsored challenges', async () => {
    const id = await makeChallenge(world, maker)
    const sponsored = async () =>
      (await world.anyone.ask(LIST, { sponsoredOnly: true })).challenges.edges.map((edge: Listed) => edge.node.id)
    expect(await sponsored()).toEqual([])
    await world.emit('sponsorship.agreed', { challengeId: id, brandId: 'brand_1', at: world.now() })
    await world.emit('sponsorship.agreed', { challengeId: id, brandId: 'brand_1', at: world.now() })
    await world.settle()
    expect(await sponsored()).toEqual([id])
    // Once the sponsor has gone, an earlier event that comes late brings it back no more.
    await world.emit('sponsorship.ended', { challengeId: id, brandId: 'brand_1', at: world.now() })
    await world.emit('sponsorship.agreed', { challengeId: id, brandId: 'brand_1', at: world.now() })
    await world.settle()
    expect(await sponsored()).toEqual([])
  })

  it('of an athlete are visible as the profile is, and hide what the viewer may not see', async () => {
    const quiet = await world.athlete({ profileVisibility: 'FOLLOWERS' })
    await world.settle()
    const ids = [await makeChallenge(world, maker), await makeChallenge(world, maker)]
    for (const id of ids) await quiet.ask(JOIN, { id })
    await maker.ask(CANCEL, { id: ids[1] })
    const CHALLENGES =
      'query ($reps: [_Any!]!, $status: ChallengeStatus) { _entities(representations: $reps) { ... on Athlete { challenges(status: $status) { edges { node { id } } } } } }'
    const seen = async (viewer: Person, status: string | null = null) => {
      const { _entities } = await viewer.ask(CHALLENGES, { reps: [{ __typename: 'Athlete', id: quiet.id }], status })
      return _entities[0].challenges?.edges.map((edge: Listed) => edge.node.id) ?? null
    }
    expect(await seen(runner)).toBeNull()
    await world.follow(runner, quiet)
    await world.settle()
    expect(await seen(runner)).toEqual([ids[1], ids[0]])
    expect(await seen(runner, 'ACTIVE')).toEqual([ids[0]])
    expect(await seen(quiet, 'CANCELLED')).toEqual([ids[1]])
    await world.block(quiet, runner)
    await world.settle()
    const { _entities } = await runner.ask(CHALLENGES, { reps: [{ __typename: 'Athlete', id: quiet.id }] })
    expect(_entities).toEqual([null])
  })
})

describe('the course of a challenge', () => {
  const advance = async () => {
    await Promise.all([world.runJob('clubs-advance-challenges'), world.runJob('clubs-advance-challenges')])
    await world.settle()
  }
  const ENTRY = 'query ($id: ID!) { challenge(id: $id) { status isFinal participantCount viewerEntry { rank score } } }'
  const stateOf = async (person: Person, id: string) => (await person.ask(ENTRY, { id })).challenge

  it('tells who had joined that it has begun, once', async () => {
    const id = await makeChallenge(world, maker, { startsAt: at(1), endsAt: at(2) })
    const people = await Promise.all([world.athlete(), world.athlete()])
    for (const person of people) await person.ask(JOIN, { id })
    await stranger.ask(JOIN, { id })
    await stranger.ask(LEAVE, { id })
    await advance()
    const started = () => world.events('challenge.started', { challengeId: id }).flatMap(({ athleteIds }) => athleteIds)
    expect(started()).toEqual([])
    world.advance(1.1 * DAY_MS)
    await advance()
    await advance()
    expect(started().toSorted()).toEqual(people.map((person) => person.id).toSorted())
    // One that begins in the past has told nobody, and one that is cancelled tells nobody.
    const cancelled = await makeChallenge(world, maker, { startsAt: at(0.1), endsAt: at(2) })
    await stranger.ask(JOIN, { id: cancelled })
    await maker.ask(CANCEL, { id: cancelled })
    world.advance(0.2 * DAY_MS)
    await advance()
    expect(world.events('challenge.started', { challengeId: cancelled })).toEqual([])
  })

  it('takes late uploads until it is settled; then its standing stays, and each is told the final rank once', async () => {
    const id = await makeChallenge(world, maker, { endsAt: at(1), graceHours: 48, target: 2000 })
    const [first, second, third] = [await world.athlete(), await world.athlete(), await world.athlete()]
    for (const person of [first, second, third]) await person.ask(JOIN, { id })
    const startedAtMs = world.now()
    const best = await world.activity(first, { startedAtMs, distanceMeters: 3000 })
    await world.activity(second, { startedAtMs, distanceMeters: 1000 })
    world.advance(2 * DAY_MS)
    await world.activity(second, { startedAtMs, distanceMeters: 500 })
    await world.settle()
    await advance()
    expect(await stateOf(second, id)).toMatchObject({ status: 'ENDED', isFinal: false, viewerEntry: { rank: 2, score: 1500 } })
    expect(world.events('challenge.settled', { challengeId: id })).toEqual([])
    world.advance(DAY_MS + 61_000)
    await advance()
    await advance()
    const told = world.events('challenge.settled', { challengeId: id })
    expect(told).toMatchObject([
      {
        participants: 3,
        results: [
          { athleteId: first.id, rank: 1, score: 3000, completed: true },
          { athleteId: second.id, rank: 2, score: 1500, completed: false },
          { athleteId: third.id, rank: 3, score: 0 },
        ],
      },
    ])
    // Nothing that becomes of the activities changes it, nor that the best leaves.
    await world.activity(first, { id: best, revision: 2, deleted: true })
    await world.activity(third, { startedAtMs, distanceMeters: 9000 })
    await first.ask(LEAVE, { id })
    await world.settle()
    expect(await stateOf(second, id)).toMatchObject({ isFinal: true, participantCount: 2, viewerEntry: { rank: 2, score: 1500 } })
    expect(await stateOf(third, id)).toMatchObject({ viewerEntry: { rank: 3, score: 0 } })
    const board = 'query ($id: ID!) { challenge(id: $id) { leaderboard { edges { node { rank score } } } } }'
    const { challenge } = await stranger.ask(board, { id })
    expect(challenge.leaderboard.edges.map(({ node }: { node: unknown }) => node)).toEqual([
      { rank: 2, score: 1500 },
      { rank: 3, score: 0 },
    ])
  })

  it('tells everybody once when a process is killed between the pages of a final standing', async () => {
    const id = await makeChallenge(world, maker, { endsAt: at(0.5), graceHours: 0 })
    await stranger.ask(JOIN, { id })
    const { connection } = await world.runtime.database('clubs')
    const entries = connection.collection<{ _id: string; [field: string]: unknown }>('entries')
    const own = await entries.findOne({ _id: `${id}:${stranger.id}` })
    const others = Array.from({ length: 250 }, (_, index) => {
      const athleteId = newId('Athlete')
      return { ...own, _id: `${id}:${athleteId}`, athleteId, units: index }
    })
    await entries.insertMany(others)
    // The other process has the clock of the machine.
    const steps = connection.collection<{ _id: string; dueAt: Date }>('challenge_steps')
    await steps.updateOne({ _id: id }, { $set: { dueAt: new Date(0) } })
    const { namespace, dataDir } = world.runtime.config
    const crash = { JOB: 'clubs-advance-challenges', CRASH_AT: 'clubs-advance-challenges:page' }
    const env = { ...process.env, ...testEnvironment(namespace, dataDir), ...crash }
    const child = startProgram(new URL('./job-process.ts', import.meta.url), { env, stdio: 'ignore' })
    expect((await once(child, 'exit'))[1]).toBe('SIGKILL')
    expect(await entries.countDocuments({ challengeId: id, finalRank: { $gt: 0 } })).toBe(200)
    await advance()
    const results = world.events('challenge.settled', { challengeId: id }).flatMap((event) => event.results)
    expect(results).toHaveLength(251)
    expect(new Set(results.map(({ athleteId }) => athleteId)).size).toBe(251)
    expect(await steps.findOne({ _id: id })).toBeNull()
  })
})

describe('suggestedChallenges', () => {
  it('are those of friends, of the own clubs and of the own sports, and none that one cannot see or join', async () => {
    const [viewer, friend] = [await world.athlete(), await world.athlete()]
    await world.follow(viewer, friend)
    const club = await makeClub(maker)
    const closed = await makeClub(maker, { access: 'SECRET' })
    const far = { sports: ['YOGA'] }
    const ofFriend = await makeChallenge(world, maker, far)
    await world.settle()
    await friend.ask(JOIN, { id: ofFriend })
    await joinClub(viewer, club)
    const ofClub = await makeChallenge(world, maker, { ...far, clubId: club })
    await makeChallenge(world, maker, { ...far, clubId: closed })
    await makeChallenge(world, maker, far)
    const SUGGESTED =
      'query ($reps: [_Any!]!) { _entities(representations: $reps) { ... on Viewer { suggestedChallenges { id } } } }'
    const suggested = async () => {
      const reps = [{ __typename: 'Viewer', id: viewerRootId(viewer.id) }]
      const { _entities } = await viewer.ask(SUGGESTED, { reps })
      return _entities[0].suggestedChallenges.map(({ id }: { id: string }) => id)
    }
    expect(await suggested()).toEqual([ofClub, ofFriend])
    await world.activity(viewer, { sport: 'YOGA' })
    await world.settle()
    expect((await suggested()).slice(0, 2)).toEqual([ofClub, ofFriend])
    await viewer.ask(JOIN, { id: ofClub })
    expect(await suggested()).not.toContain(ofClub)
  })
})

describe('a challenge between clubs', () => {
  const TEAMS =
    'query ($id: ID!) { challenge(id: $id) { bestOfTeam club { id } viewerTeam { id } teams { rank score counted club { id } } } }'
  const ENTER = 'mutation ($id: ID!, $clubId: ID!) { enterChallenge(id: $id, clubId: $clubId) { teams { club { id } } } }'
  const WITHDRAW = 'mutation ($id: ID!, $clubId: ID!) { withdrawFromChallenge(id: $id, clubId: $clubId) { id } }'
  const JOIN_FOR = 'mutation ($id: ID!, $clubId: ID) { joinChallenge(id: $id, clubId: $clubId) { viewerTeam { id } } }'
  const member = async (...clubIds: readonly string[]): Promise<Person> => {
    const person = await world.athlete()
    await world.settle()
    for (const id of clubIds) await joinClub(person, id)
    return person
  }

  it('counts the best of each club, so that size is no advantage, and keeps their final scores', async () => {
    const [large, small] = [await makeClub(maker), await makeClub(stranger)]
    const id = await makeChallenge(world, maker, { clubId: large, bestOfTeam: 2, target: null })
    expect((await stranger.ask(ENTER, { id, clubId: small })).enterChallenge.teams).toHaveLength(2)
    await stranger.ask(ENTER, { id, clubId: small })
    await world.settle()
    const told = world.events('challenge.team-changed', { challengeId: id })
    expect(told.map(({ clubId, entered, byId }) => [clubId, entered, byId])).toEqual([
      [large, true, maker.id],
      [small, true, stranger.id],
    ])
    const many = [await member(large), await member(large), await member(large)]
    const [one, both] = [await member(small), await member(large, small)]
    for (const person of many) await person.ask(JOIN_FOR, { id })
    await one.ask(JOIN_FOR, { id })
    expect(await both.codes(JOIN_FOR, { id })).toEqual(['BAD_USER_INPUT'])
    expect((await both.ask(JOIN_FOR, { id, clubId: small })).joinChallenge).toEqual({ viewerTeam: { id: small } })
    expect(await (await member()).codes(JOIN_FOR, { id })).toEqual(['FORBIDDEN'])
    for (const person of many) await world.activity(person, { distanceMeters: 1000 })
    await world.activity(one, { distanceMeters: 1500 })
    await world.activity(both, { distanceMeters: 1600 })
    await world.settle()
    const { challenge } = await world.anyone.ask(TEAMS, { id })
    expect(challenge).toEqual({
      bestOfTeam: 2,
      club: null,
      viewerTeam: null,
      teams: [
        { rank: 1, score: 3100, counted: 2, club: { id: small } },
        { rank: 2, score: 2000, counted: 2, club: { id: large } },
      ],
    })
    // Who leaves the club leaves the challenge too.
    await both.ask('mutation ($id: ID!) { leaveClub(id: $id) { id } }', { id: small })
    const scores = async () => {
      const { challenge: now } = await maker.ask(TEAMS, { id })
      return now.teams.map((team: { score: number; club: { id: string } }) => [team.club.id, team.score])
    }
    expect(await scores()).toEqual([
      [large, 2000],
      [small, 1500],
    ])
    world.advance(12 * DAY_MS)
    await world.runJob('clubs-advance-challenges')
    await many[0]?.ask(LEAVE, { id })
    await many[1]?.ask(LEAVE, { id })
    expect(await scores()).toEqual([
      [large, 2000],
      [small, 1500],
    ])
  })

  it('is entered and left by those who run the club, before it is over, and by no SECRET club', async () => {
    const [first, second, secret] = [await makeClub(maker), await makeClub(maker), await makeClub(maker, { access: 'SECRET' })]
    const id = await makeChallenge(world, maker, { clubId: first, bestOfTeam: 3 })
    const plain = await member(second)
    expect(await plain.codes(ENTER, { id, clubId: second })).toEqual(['FORBIDDEN'])
    expect(await plain.codes(ENTER, { id, clubId: secret })).toEqual(['NOT_FOUND'])
    expect(await maker.codes(ENTER, { id, clubId: secret })).toEqual(['FORBIDDEN'])
    expect(await maker.codes(ENTER, { id: await makeChallenge(world, maker), clubId: second })).toEqual(['CONFLICT'])
    await maker.ask(ENTER, { id, clubId: second })
    const listed = 'query ($id: ID!) { club(id: $id) { challenges { edges { node { id } } } } }'
    expect((await plain.ask(listed, { id: second })).club.challenges.edges).toEqual([{ node: { id } }])
    await maker.ask(WITHDRAW, { id, clubId: second })
    expect((await plain.ask(listed, { id: second })).club.challenges.edges).toEqual([])
    expect(await plain.codes(JOIN_FOR, { id })).toEqual(['FORBIDDEN'])
    await maker.ask(CANCEL, { id })
    expect(await maker.codes(ENTER, { id, clubId: second })).toEqual(['CONFLICT'])
  })
})

describe('an API key', () => {
  it('reads the plain fields of a challenge and nothing else', async () => {
    const id = await makeChallenge(world, maker)
    const closed = await makeChallenge(world, maker, { clubId: await makeClub(maker, { access: 'ON_REQUEST' }) })
    const read = (fields: string) =>
      `query ($reps: [_Any!]!) { _entities(representations: $reps) { ... on Challenge { ${fields} } } }`
    const reps = [
      { __typename: 'Challenge', id },
      { __typename: 'Challenge', id: closed },
    ]
    const plain = 'id title description metric sports target startsAt endsAt status participantCount'
    const { _entities } = await world.partner.ask(read(plain), { reps })
    expect(_entities).toMatchObject([{ id, status: 'ACTIVE' }, null])
    for (const hidden of [
      'kind',
      'ref',
      'club { id }',
      'viewerEntry { rank }',
      'viewerSharesWithBrand',
      'leaderboard { totalCount }',
    ]) {
      expect(await world.partner.codes(read(hidden), { reps }), hidden).toEqual(['FORBIDDEN'])
    }
    for (const root of [
      'viewer { id }',
      'challenges { totalCount }',
      `challenge(id: "${id}") { id }`,
      'searchClubs { totalCount }',
    ]) {
      expect(await world.partner.codes(`{ ${root} }`), root).toEqual(['FORBIDDEN'])
    }
  })
})
