import { newId } from '@gruppetto/graph'
import { type Find, findsOf, hasIndexFor, mostRowsOf, planOf } from '@gruppetto/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { JOIN, makeChallenge, makeClub, openWorld, type Person, type World } from './world.ts'

let world: World
let people: readonly [Person, Person, Person, Person]
beforeAll(async () => {
  world = await openWorld()
  people = [await world.athlete(), await world.athlete(), await world.athlete(), await world.athlete()]
  await world.settle()
})
afterAll(() => world.close())

const BOARD = `query ($id: ID!, $around: ID, $after: String) { challenge(id: $id) { viewerEntry { rank score }
  leaderboard(first: 2, around: $around, after: $after) { totalCount pageInfo { endCursor } edges { node { rank score } } } } }`
const MEMBERS = `query ($id: ID!, $after: String) { club(id: $id) { memberCount
  members(first: 2, after: $after) { totalCount pageInfo { endCursor } edges { role since node { id } } } } }`
const EVENT = `query ($id: ID!, $after: String) { clubEvent(id: $id) { goingCount waitlistedCount viewerRsvp
  responses(first: 2, after: $after) { totalCount pageInfo { endCursor } edges { answer guests } } } }`
const EVENTS = 'query ($id: ID!) { club(id: $id) { events(first: 2) { edges { node { id } occurrence { startsAt } } } } }'
const RSVP = 'mutation ($id: ID!, $answer: Rsvp!) { rsvp(eventId: $id, answer: $answer) { viewerRsvp } }'
/**
 * MongoDB finds a row by its id whatever else is asked of it, and walks an index once for each of several values or alternatives; the local database plans
 * no index for these, nor for a field that must not have a value.
 */
const isPlannedByMongo = ({ filter }: Find): boolean =>
  '_id' in filter || /\$(in|nin|or|and|ne|gte?)"/.test(JSON.stringify(filter))
/** More than any page, and what is read of it beyond what is shown. */
const MOST_ROWS = 2_000
/** What one athlete has does not grow with a club or a challenge. */
const OF_ONE = ['athleteId', 'fromId', 'toId', 'ownerId']
const isOfOne = ({ filter }: Find): boolean => OF_ONE.some((field) => typeof filter[field] === 'string')

/** Expects that each query follows an index, and returns few rows, but in the collections of `whole`. */
const requirePlans = async (finds: readonly Find[], whole: readonly string[] = []): Promise<void> => {
  const { database } = world.subgraph.opened
  expect(finds.length).toBeGreaterThan(0)
  for (const find of finds) {
    expect(await hasIndexFor(database, find), JSON.stringify(find)).toBe(true)
    const most = isOfOne(find) || whole.includes(find.collection) ? 0 : (mostRowsOf(find) ?? Number.POSITIVE_INFINITY)
    expect(most, JSON.stringify(find)).toBeLessThanOrEqual(MOST_ROWS)
    if (!isPlannedByMongo(find) && find.method !== 'aggregate')
      expect(await planOf(database, find), JSON.stringify(find)).not.toContain('COLLSCAN')
  }
}

const findsIn = (work: () => Promise<unknown>, mayWrite = false): Promise<readonly Find[]> =>
  findsOf(world.subgraph.opened.database, work, { mayWrite })

describe('the queries for a board', () => {
  it('of a page, the next one, around oneself and the own rank follow its index, with Redis and without', async () => {
    const [owner, second] = people
    const id = await makeChallenge(world, owner)
    for (const [index, who] of people.entries()) {
      await who.ask(JOIN, { id })
      await world.activity(who, { distanceMeters: 1_000 * (index + 1) })
    }
    await world.settle()
    const read = async () => {
      const { challenge } = await second.ask(BOARD, { id })
      expect(challenge.leaderboard).toMatchObject({ totalCount: 4, edges: [{ node: { rank: 1 } }, { node: { rank: 2 } }] })
      await second.ask(BOARD, { id, after: challenge.leaderboard.pageInfo.endCursor })
      await second.ask(BOARD, { id, around: second.id })
    }
    await read()
    const warm = await findsIn(read)
    expect(warm.map(({ collection }) => collection)).toContain('entries')
    await requirePlans(warm)
    const { redis, config } = world.runtime
    const keys = await redis.keys(`${config.namespace}:clubs:*`)
    for (const key of keys) await redis.del(key.slice(config.namespace.length + 1))
    // The board is built again meanwhile, which reads all its rows once, by their index.
    await requirePlans(await findsIn(read), ['entries'])
  })

  it('of an upload that is scored and overtakes are limited', async () => {
    const [owner, second] = people
    const id = await makeChallenge(world, owner)
    for (const [index, who] of people.entries()) {
      await who.ask(JOIN, { id })
      await world.activity(who, { distanceMeters: 1_000 * (index + 1) })
    }
    await world.settle()
    await second.ask(BOARD, { id })
    const finds = await findsIn(async () => {
      await world.activity(second, { distanceMeters: 90_000 })
      await world.settle()
    }, true)
    expect((await second.ask(BOARD, { id })).challenge.viewerEntry).toMatchObject({ rank: 1 })
    expect(finds.map(({ collection }) => collection)).toContain('entries')
    await requirePlans(finds)
  })
})

describe('the queries for a club', () => {
  it('of its members, its events, the answers to one and a calendar follow indexes', async () => {
    const [owner, ...others] = people
    const clubId = await makeClub(owner)
    for (const who of others) await who.ask('mutation ($id: ID!) { joinClub(id: $id) { id } }', { id: clubId })
    const startsAt = new Date(Math.ceil(world.now() / 86_400_000) * 86_400_000 + 2 * 86_400_000).toISOString()
    const input = { clubId, title: 'Sunday ride', startsAt, timeZone: 'UTC', capacity: 2, recurrence: 'FREQ=WEEKLY;COUNT=3' }
    const { createClubEvent } = await owner.ask('mutation ($input: ClubEventInput!) { createClubEvent(input: $input) { id } }', {
      input,
    })
    const id: string = createClubEvent.id
    for (const who of people) await who.ask(RSVP, { id, answer: 'GOING' })
    await world.settle()
    const [first] = others
    if (first === undefined) throw new Error('nobody')
    await requirePlans(
      await findsIn(async () => {
        const { club } = await first.ask(MEMBERS, { id: clubId })
        await first.ask(MEMBERS, { id: clubId, after: club.members.pageInfo.endCursor })
        const { clubEvent } = await first.ask(EVENT, { id })
        expect(clubEvent.responses.totalCount).toBe(4)
        await first.ask(EVENT, { id, after: clubEvent.responses.pageInfo.endCursor })
        await first.ask(EVENTS, { id: clubId })
      }),
    )
    // An answer that waits, and a place that is given up and taken.
    await requirePlans(
      await findsIn(async () => {
        await owner.ask(RSVP, { id, answer: 'NOT_GOING' })
        await world.settle()
      }, true),
    )
    expect((await owner.ask(EVENT, { id })).clubEvent).toMatchObject({ goingCount: 2, waitlistedCount: 1 })
  })

  it('of a day of cheers that counts in a goal follow indexes', async () => {
    const owner = await world.athlete()
    await world.settle()
    const clubId = await makeClub(owner)
    const day = new Date(world.now()).toISOString().slice(0, 10)
    const input = { clubId, title: 'Days', metric: 'ACTIVE_DAYS', target: 5, startsOn: day, endsOn: day }
    await owner.ask('mutation ($input: ClubGoalInput!) { createClubGoal(input: $input) { id } }', { input })
    await world.settle()
    const finds = await findsIn(async () => {
      for (let given = 0; given < 10; given += 1)
        await world.emit('cheer.given', {
          cheerId: newId('Cheer'),
          athleteId: owner.id,
          toAthleteIds: [],
          message: 'Allez!',
          at: world.now(),
        })
      await world.settle()
    }, true)
    expect(await owner.ask('query ($id: ID!) { club(id: $id) { goals { progress } } }', { id: clubId })).toEqual({
      club: { goals: [{ progress: 1 }] },
    })
    // The day before each cheer, and the days that count after the tenth.
    const ofDays = finds.filter(({ collection }) => collection === 'cheer_days')
    expect(ofDays.length).toBeGreaterThan(10)
    // One athlete has as many as the goal has days.
    await requirePlans(ofDays, ['cheer_days'])
  })
})
