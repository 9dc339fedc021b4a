import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { boardCrowd } from './board-crowd.ts'
import { clubRanks } from './club-ranks.ts'
import { restDays } from './rest-days.ts'
import { standings } from './standings.ts'
import { JOIN, makeChallenge, makeClub, openWorld, type Person, type World } from './world.ts'

let world: World
let maker: Person

beforeAll(async () => {
  world = await openWorld()
  maker = await world.athlete()
})
afterAll(() => world.close())

const BOARD = `query ($id: ID!, $scope: LeaderboardScope, $clubId: ID, $around: ID, $first: Int, $after: String) { challenge(id: $id) {
  viewerEntry { rank score }
  leaderboard(scope: $scope, clubId: $clubId, around: $around, first: $first, after: $after) { totalCount updatedAt
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor node { rank score athlete { id } lastActivity { id } } } } } }`

interface Entry {
  readonly rank: number
  readonly score: number
  readonly athlete: { readonly id: string } | null
  readonly lastActivity: { readonly id: string } | null
}

const boardOf = async (viewer: Person, variables: Record<string, unknown>) => {
  const { challenge } = await viewer.ask(BOARD, variables)
  const { edges, ...rest } = challenge.leaderboard
  const entries: Entry[] = edges.map((edge: { node: Entry }) => edge.node)
  return { ...rest, entries, viewerEntry: challenge.viewerEntry }
}
const brief = (entries: readonly Entry[]) => entries.map(({ rank, score }) => [rank, score])
const ids = (entries: readonly Entry[]) => entries.map(({ athlete }) => athlete?.id)

/** Creates a challenge whose participants have these scores. Equal scores were reached in the given order. */
const fieldOf = async (scores: readonly number[]) => {
  const id = await makeChallenge(world, maker, { target: null })
  const people: Person[] = []
  for (const [index, distanceMeters] of scores.entries()) {
    const person = await world.athlete()
    people.push(person)
    await person.ask(JOIN, { id })
    if (distanceMeters > 0) await world.activity(person, { distanceMeters, startedAtMs: world.now() - 7_200_000 + index * 1000 })
  }
  await world.settle()
  return { id, people }
}

const boardKeys = async (id: string): Promise<string[]> => {
  const prefix = `${world.runtime.config.namespace}:`
  return (await world.runtime.redis.keys(`${prefix}clubs:{${id}}*`)).map((key) => key.slice(prefix.length))
}
/** Reads once and waits until the ranks are in Redis. */
const warmed = async (id: string) => {
  await boardOf(maker, { id })
  await expect.poll(() => world.runtime.redis.hexists(`clubs:{${id}}:revisions`, '#')).toBe(1)
}

describe('a leaderboard', () => {
  it('ranks by score; equal scores share a rank, the earlier first; it has the viewer’s entry', async () => {
    const { id, people } = await fieldOf([100, 300, 200, 200, 0])
    const expected = [
      [1, 300],
      [2, 200],
      [2, 200],
      [4, 100],
      [5, 0],
    ]
    for (const source of ['mongodb', 'redis']) {
      const board = await boardOf(people[3] ?? maker, { id })
      expect(brief(board.entries), source).toEqual(expected)
      expect(ids(board.entries)).toEqual([1, 2, 3, 0, 4].map((index) => people[index]?.id))
      expect(board).toMatchObject({ totalCount: 5, viewerEntry: { rank: 2, score: 200 } })
      expect(Math.abs(new Date(board.updatedAt).getTime() - world.now())).toBeLessThan(30_000)
      await warmed(id)
    }
    const top = people[1]
    expect((await boardOf(world.anyone, { id, around: top?.id, first: 1 })).entries[0]?.athlete?.id).toBe(top?.id)
    expect((await boardOf(world.anyone, { id })).viewerEntry).toBeNull()
  })

  it('has pages without gaps or duplicates, with continuous ranks', async () => {
    const { id, people } = await fieldOf([50, 40, 40, 40, 30, 20, 10])
    await warmed(id)
    const entries: Entry[] = []
    for (let after: string | null = null; ; ) {
      const board = await boardOf(maker, { id, first: 2, after })
      entries.push(...board.entries)
      expect(board.pageInfo.hasPreviousPage).toBe(after !== null)
      after = board.pageInfo.endCursor
      if (!board.pageInfo.hasNextPage) break
    }
    expect(ids(entries)).toEqual(people.map((person) => person.id))
    expect(entries.map(({ rank }) => rank)).toEqual([1, 2, 2, 2, 5, 6, 7])
    expect(await maker.codes(BOARD, { id, after: 'WzEsMl0' })).toEqual(['BAD_USER_INPUT'])
  })

  it('can be centred on an athlete, and continues from there', async () => {
    const { id, people } = await fieldOf([70, 60, 50, 40, 30, 20, 10])
    const around = people[3]?.id
    const middle = await boardOf(maker, { id, around, first: 3 })
    expect(brief(middle.entries)).toEqual([
      [3, 50],
      [4, 40],
      [5, 30],
    ])
    expect(middle.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true })
    const next = await boardOf(maker, { id, around, first: 3, after: middle.pageInfo.endCursor })
    expect(brief(next.entries)).toEqual([
      [6, 20],
      [7, 10],
    ])
    const first = await boardOf(maker, { id, around: people[0]?.id, first: 3 })
    expect(first.entries.map(({ rank }: Entry) => rank)).toEqual([1, 2, 3])
    const last = await boardOf(maker, { id, around: people[6]?.id, first: 3 })
    expect(last.entries.map(({ rank }: Entry) => rank)).toEqual([5, 6, 7])
    expect(last.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true })
    // An athlete without an entry cannot be the centre, so the page starts at the top.
    expect((await boardOf(maker, { id, around: maker.id, first: 2 })).entries.map(({ rank }: Entry) => rank)).toEqual([1, 2])
  })

  it('leaves out athletes blocked either way, and keeps everyone’s rank', async () => {
    const { id, people } = await fieldOf([50, 40, 30])
    const [blocker, blocked] = [people[0], people[1]] as [Person, Person]
    await world.block(blocker, blocked)
    await world.settle()
    await warmed(id)
    expect((await boardOf(blocked, { id })).entries.map(({ rank }: Entry) => rank)).toEqual([2, 3])
    expect((await boardOf(blocker, { id })).entries.map(({ rank }: Entry) => rank)).toEqual([1, 3])
    const around = await boardOf(blocked, { id, around: blocker.id, first: 1 })
    expect(around.entries.map(({ rank }: Entry) => rank)).toEqual([2])
    // The page is filled with the entries after theirs.
    expect((await boardOf(blocker, { id, first: 2 })).entries).toHaveLength(2)
    expect((await boardOf(maker, { id })).entries).toHaveLength(3)
  })
})

describe('the scopes', () => {
  it('FOLLOWING ranks the viewer and whom they follow among themselves', async () => {
    const { id, people } = await fieldOf([90, 80, 70, 70, 60])
    const [, friend, viewer, equal] = people as [Person, Person, Person, Person]
    await world.follow(viewer, friend)
    await world.follow(viewer, equal)
    await world.follow(people[4] as Person, viewer)
    await world.settle()
    const board = await boardOf(viewer, { id, scope: 'FOLLOWING' })
    expect(brief(board.entries)).toEqual([
      [1, 80],
      [2, 70],
      [2, 70],
    ])
    expect(board).toMatchObject({ totalCount: 3, viewerEntry: { rank: 3, score: 70 } })
    const page = await boardOf(viewer, { id, scope: 'FOLLOWING', first: 1, after: board.pageInfo.startCursor })
    expect(ids(page.entries)).toEqual([viewer.id])
    const centred = await boardOf(viewer, { id, scope: 'FOLLOWING', first: 1, around: equal.id })
    expect(ids(centred.entries)).toEqual([equal.id])
    expect(await world.anyone.codes(BOARD, { id, scope: 'FOLLOWING' })).toEqual(['UNAUTHENTICATED'])
  })

  it('CLUB ranks a club’s members; only members see the board of a closed club', async () => {
    const { id, people } = await fieldOf([90, 80, 70])
    const [first, second, third] = people as [Person, Person, Person]
    const open = await makeClub(second)
    await third.ask('mutation ($id: ID!) { joinClub(id: $id) { id } }', { id: open })
    const closed = await makeClub(first, { access: 'ON_REQUEST' })
    const board = await boardOf(world.anyone, { id, scope: 'CLUB', clubId: open })
    expect(brief(board.entries)).toEqual([
      [1, 80],
      [2, 70],
    ])
    expect(board.totalCount).toBe(2)
    expect((await boardOf(first, { id, scope: 'CLUB', clubId: closed })).entries).toHaveLength(1)
    expect(await second.codes(BOARD, { id, scope: 'CLUB', clubId: closed })).toEqual(['FORBIDDEN'])
    expect(await second.codes(BOARD, { id, scope: 'CLUB', clubId: 'club_none' })).toEqual(['NOT_FOUND'])
    expect(await second.codes(BOARD, { id, scope: 'CLUB' })).toEqual(['BAD_USER_INPUT'])
    expect(await second.codes(BOARD, { id, clubId: open })).toEqual(['BAD_USER_INPUT'])
  })
})

describe('lastActivity', () => {
  it('is visible to whoever may see the activity', async () => {
    const id = await makeChallenge(world, maker)
    const [runner, follower, stranger] = [await world.athlete(), await world.athlete(), await world.athlete()]
    await world.follow(follower, runner)
    await runner.ask(JOIN, { id })
    const older = await world.activity(runner, { startedAtMs: world.now() - 9_000_000 })
    const newer = await world.activity(runner, { visibility: 'FOLLOWERS' })
    await world.settle()
    const last = async (viewer: Person) => (await boardOf(viewer, { id })).entries[0]?.lastActivity?.id ?? null
    expect(await last(runner)).toBe(newer)
    expect(await last(follower)).toBe(newer)
    expect(await last(stranger)).toBeNull()
    expect(await last(world.anyone)).toBeNull()
    // A hidden activity does not count, so the one before it is the last.
    await world.activity(runner, { id: newer, revision: 2, visibility: 'ONLY_ME' })
    await world.settle()
    for (const viewer of [runner, follower, stranger, world.anyone]) expect(await last(viewer)).toBe(older)
  })
})

describe('the ranks in redis', () => {
  it('are rebuilt after their keys are deleted, one of them or all', async () => {
    const { id, people } = await fieldOf([30, 20, 20, 10])
    const ranks = async () => (await boardOf(maker, { id })).entries.map(({ rank }: Entry) => rank)
    await warmed(id)
    const keys = await boardKeys(id)
    expect(keys).toHaveLength(2)
    for (const lost of [keys, ...keys.map((key) => [key])]) {
      await world.runtime.redis.del(...lost)
      expect(await ranks()).toEqual([1, 2, 2, 4])
      await warmed(id)
      expect(await boardKeys(id)).toHaveLength(2)
      expect(await ranks()).toEqual([1, 2, 2, 4])
    }
    await world.activity(people[3] as Person, { distanceMeters: 40 })
    await world.settle()
    expect(await ranks()).toEqual([1, 2, 3, 3])
    await (people[3] as Person).ask('mutation ($id: ID!) { leaveChallenge(id: $id) { id } }', { id })
    expect(await ranks()).toEqual([1, 2, 2])
    await (people[0] as Person).ask('mutation ($id: ID!) { leaveChallenge(id: $id) { id } }', { id })
    expect(await ranks()).toEqual([1, 1])
  })

  it('are rebuilt when a process has died between its commit and its write to redis', async () => {
    const { id, people } = await fieldOf([30, 20])
    await warmed(id)
    const [first, second] = people as [Person, Person]
    const { connection } = world.subgraph.opened.database
    const entryId = `${id}:${second.id}`
    // Such a process leaves a committed entry and an announced change that redis did not get.
    await connection
      .collection<{ _id: string }>('entries')
      .updateOne({ _id: entryId }, { $set: { units: 400 }, $inc: { revision: 1 } })
    await world.runtime.redis.zadd(`clubs:{${id}}:pending`, Date.now(), second.id)
    const ranks = async () => (await boardOf(first, { id })).entries.map(({ rank }: Entry) => rank)
    await expect.poll(ranks, { interval: 200 }).toEqual([1, 2])
    await warmed(id)
    expect(await ranks()).toEqual([1, 2])
    expect((await boardOf(first, { id })).viewerEntry.rank).toBe(2)
  })

  it('come from MongoDB while redis is down, and are complete afterwards', async () => {
    const { id, people } = await fieldOf([30, 20])
    await warmed(id)
    const { redis } = world.runtime
    redis.disconnect()
    await expect.poll(() => redis.status).toBe('end')
    try {
      await world.activity(people[1] as Person, { distanceMeters: 50 })
      await world.settle()
      const begun = Date.now()
      expect(brief((await boardOf(maker, { id })).entries)).toEqual([
        [1, 70],
        [2, 30],
      ])
      expect(Date.now() - begun).toBeLessThan(2000)
    } finally {
      await redis.connect()
    }
    for (let again = 0; again < 2; again += 1) {
      expect(brief((await boardOf(people[0] as Person, { id })).entries)).toEqual([
        [1, 70],
        [2, 30],
      ])
      expect((await boardOf(people[0] as Person, { id })).viewerEntry.rank).toBe(2)
      await warmed(id)
    }
  })
})

describe('reading', () => {
  it('costs as much for fifty rows as for five', async () => {
    const { id, people } = await fieldOf(Array.from({ length: 52 }, (_item, index) => 1000 - Math.floor(index / 2)))
    await warmed(id)
    const costOf = (first: number) =>
      world.commandsOf(async () => {
        const { entries } = await boardOf(people[0] as Person, { id, first })
        expect(entries).toHaveLength(first)
        expect(entries.every(({ athlete, lastActivity }: Entry) => athlete !== null && lastActivity !== null)).toBe(true)
      })
    const [five, fifty] = [await costOf(5), await costOf(50)]
    expect(fifty.toSorted()).toEqual(five.toSorted())
    expect(fifty.toSorted()).toEqual([
      // The challenge; the viewer's entry, the page, its newest change; the contributions of the last activities.
      'challenges.find',
      'contributions.find',
      'entries.find',
      'entries.find',
      'entries.findOne',
      // Blocks in both directions; the relations between the viewer and the athletes of the page.
      'relations_accounts.find',
      'relations_blocks.find',
      'relations_blocks.find',
      'relations_blocks.find',
      'relations_follows.find',
    ])
  })

  it('reads many challenges by reference at once', async () => {
    const reps: object[] = []
    for (let index = 0; index < 12; index += 1) {
      const id = await makeChallenge(world, maker)
      reps.push(index % 2 === 0 ? { __typename: 'Challenge', id } : { __typename: 'Challenge', ref: id })
    }
    const query = 'query ($reps: [_Any!]!) { _entities(representations: $reps) { ... on Challenge { id viewerEntry { rank } } } }'
    const operations = await world.commandsOf(async () => {
      const { _entities } = await maker.ask(query, { reps })
      expect(_entities.map(({ id }: { id: string }) => id)).toHaveLength(12)
    })
    expect(operations).toEqual(['challenges.find', 'entries.find'])
  })

  it('reads many clubs by reference, with the viewer’s memberships, in two commands', async () => {
    const reps: object[] = []
    for (let index = 0; index < 6; index += 1) reps.push({ __typename: 'Club', ref: await makeClub(maker) })
    await world.settle()
    const query = 'query ($reps: [_Any!]!) { _entities(representations: $reps) { ... on Club { id viewerMembership { role } } } }'
    const operations = await world.commandsOf(async () => {
      const { _entities } = await maker.ask(query, { reps })
      expect(_entities[5]).toMatchObject({ viewerMembership: { role: 'OWNER' } })
    })
    expect(operations).toEqual(['clubs.find', 'memberships.find'])
  })
})

describe('the board of a sponsored challenge', () => {
  const MINE = `query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on Athlete { challenges { edges { node { id } } } } } }`
  const scene = async (change: { isPrivate?: boolean } = {}) => {
    const id = await makeChallenge(world, maker, { target: null })
    const [open, shy, other] = [await world.athlete(), await world.athlete(change), await world.athlete()]
    await open.ask(JOIN, { id, share: true })
    await shy.ask(JOIN, { id })
    await other.ask(JOIN, { id })
    for (const [index, person] of [other, shy, open].entries())
      await world.activity(person, { distanceMeters: 1000 * (index + 1) })
    await world.settle()
    return { id, open, shy, other }
  }
  const sponsor = async (challengeId: string) => {
    await world.emit('sponsorship.agreed', { challengeId, brandId: 'brand_1', at: world.now() })
    await world.settle()
  }
  const takesPart = async (viewer: Person, athlete: Person, id: string): Promise<boolean> => {
    const { _entities } = await viewer.ask(MINE, { refs: [{ __typename: 'Athlete', id: athlete.id }] })
    return _entities[0].challenges.edges.some((edge: { node: { id: string } }) => edge.node.id === id)
  }

  it('names an athlete who does not share with the brand only to those whom the athlete follows', async () => {
    const { id, open, shy, other } = await scene()
    expect(ids((await boardOf(world.anyone, { id })).entries)).toEqual([open.id, shy.id, other.id])
    await sponsor(id)
    const [spy, friend] = [await world.athlete(), await world.athlete()]
    // The athlete chooses whom to follow, not by whom to be followed.
    await world.follow(spy, shy)
    await world.follow(shy, friend)
    await world.settle()
    for (const viewer of [world.anyone, maker, spy, other]) {
      const board = await boardOf(viewer, { id })
      expect(brief(board.entries)).toEqual([
        [1, 3000],
        [2, 2000],
        [3, 1000],
      ])
      expect(ids(board.entries)).toEqual([open.id, undefined, viewer === other ? other.id : undefined])
      expect(board.entries[1]?.lastActivity).toBeNull()
      // Neither a search around the athlete, nor a cursor, nor a profile shows whose row it is.
      expect(ids((await boardOf(viewer, { id, around: shy.id, first: 1 })).entries)).toEqual([open.id])
      expect(Buffer.from(board.pageInfo.endCursor, 'base64url').toString('latin1')).not.toContain('ath_')
      expect(await takesPart(viewer, shy, id)).toBe(false)
      expect(await takesPart(viewer, open, id)).toBe(true)
    }
    const { endCursor } = (await boardOf(maker, { id, first: 1 })).pageInfo
    expect(brief((await boardOf(maker, { id, first: 1, after: endCursor })).entries)).toEqual([[2, 2000]])
    const madeUp = Buffer.from(JSON.stringify([20_000, 0, ''])).toString('base64url')
    expect(await maker.codes(BOARD, { id, after: madeUp })).toEqual(['BAD_USER_INPUT'])
    for (const viewer of [shy, friend]) {
      expect(ids((await boardOf(viewer, { id })).entries).slice(0, 2)).toEqual([open.id, shy.id])
      expect(ids((await boardOf(viewer, { id, around: shy.id, first: 1 })).entries)).toEqual([shy.id])
      expect(await takesPart(viewer, shy, id)).toBe(true)
    }
    const few = await boardOf(spy, { id, scope: 'FOLLOWING' })
    expect(few).toMatchObject({ entries: [], totalCount: 0 })
    // A block removes rows with a name only, since a missing row without a name would show whose it was.
    await world.block(spy, shy)
    await world.block(spy, open)
    await world.settle()
    expect(brief((await boardOf(spy, { id })).entries)).toEqual([
      [2, 2000],
      [3, 1000],
    ])
    // They are named after they agree, and not after they withdraw their consent.
    await shy.ask(JOIN, { id, share: true })
    expect(ids((await boardOf(world.anyone, { id })).entries)[1]).toBe(shy.id)
    await shy.ask(JOIN, { id, share: false })
    expect(ids((await boardOf(world.anyone, { id })).entries)[1]).toBeUndefined()
  })

  it('names an athlete who approves followers to them; `overtaken` names an athlete to those whom the athlete follows', async () => {
    const { id, open, shy } = await scene({ isPrivate: true })
    await sponsor(id)
    const fan = await world.athlete()
    await world.follow(fan, shy)
    await world.settle()
    expect(ids((await boardOf(fan, { id })).entries)[1]).toBe(shy.id)
    expect(ids((await boardOf(fan, { id, scope: 'FOLLOWING' })).entries)).toEqual([shy.id])
    await world.activity(shy, { distanceMeters: 5000 })
    await world.settle()
    world.advance(61_000)
    await world.runJob('clubs-tell-overtakes')
    await world.settle()
    expect(world.events('challenge.overtaken', { challengeId: id, byAthleteId: shy.id, athleteId: open.id })).toEqual([])
    await world.activity(open, { distanceMeters: 9000 })
    await world.settle()
    world.advance(61_000)
    await world.runJob('clubs-tell-overtakes')
    await world.settle()
    expect(world.events('challenge.overtaken', { challengeId: id, byAthleteId: open.id })).toHaveLength(1)
  })
})

standings(() => world)
restDays(() => world)
clubRanks(() => world)
boardCrowd(() => world)
