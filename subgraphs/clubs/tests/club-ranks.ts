import { beforeEach, describe, expect, it } from 'vitest'
import { makeClub, type Person, type World } from './world.ts'

const JOIN_CLUB = 'mutation ($id: ID!) { joinClub(id: $id) { id } }'
const LEAVE_CLUB = 'mutation ($id: ID!) { leaveClub(id: $id) { id } }'
const BOARD = `query ($id: ID!, $metric: ScoreMetric = DISTANCE, $around: ID, $first: Int) {
  club(id: $id) { leaderboard(metric: $metric, period: YEAR, around: $around, first: $first) {
    totalCount edges { node { rank score athlete { id } } } } } }`

/** Tests of the ranks of club boards in Redis, in the same world as those of the challenges' scores. */
export const clubRanks = (worldOf: () => World): void => {
  let world: World
  let people: readonly Person[]
  let clubId: string
  beforeEach(async () => {
    world = worldOf()
    people = await Promise.all([1, 2, 3, 4].map(() => world.athlete()))
    await world.settle()
    const [owner, ...others] = people
    clubId = await makeClub(owner as Person)
    for (const person of others) await person.ask(JOIN_CLUB, { id: clubId })
    for (const [index, meters] of [3_000, 2_000, 2_000, 1_000].entries()) await run(index, meters)
    await world.settle()
  })

  const who = (index: number): Person => people[index] as Person
  const run = (index: number, distanceMeters: number, change: object = {}) =>
    world.activity(who(index), { startedAtMs: world.now(), distanceMeters, ...change })
  const boardOf = async (variables: object = {}) =>
    (await who(0).ask(BOARD, { id: clubId, ...variables })).club.leaderboard as {
      totalCount: number
      edges: readonly { node: { rank: number; score: number; athlete: { id: string } | null } }[]
    }
  /** The ranks and scores of a board, which says how many are on it. */
  const standing = async (variables: object = {}) => {
    const { totalCount, edges } = await boardOf(variables)
    if (variables && !('first' in variables)) expect(totalCount).toBe(edges.length)
    return edges.map(({ node: { rank, score } }) => [rank, score])
  }
  const keysOf = async (name: string): Promise<readonly string[]> => {
    const prefix = `${world.runtime.config.namespace}:`
    const keys = await world.runtime.redis.keys(`${prefix}clubs:{${clubId}}:${name}`)
    return keys.map((key) => key.slice(prefix.length))
  }
  /** Reads once and waits until the ranks are in Redis. */
  const warmed = async () => {
    await standing()
    const isComplete = async () => {
      const [key] = await keysOf('YEAR:*:[*]:DISTANCE:revisions')
      return key === undefined ? 0 : world.runtime.redis.hexists(key, '#')
    }
    await expect.poll(isComplete).toBe(1)
  }
  const FIRST = [
    [1, 3_000],
    [2, 2_000],
    [2, 2_000],
    [4, 1_000],
  ]

  describe('the ranks of a club board', () => {
    it('are in redis for boards that are read, follow all that happens, and cost the same for every board', async () => {
      expect(await standing()).toEqual(FIRST)
      await warmed()
      expect(await standing()).toEqual(FIRST)
      expect(await keysOf('*:revisions')).toHaveLength(1)
      const commands = await world.commandsOf(() => boardOf({ around: who(2).id, first: 2 }))
      expect(commands.filter((name) => /^standings\.(count|aggregate)/.test(name))).toEqual([])
      const fourth = await run(3, 5_000)
      await world.settle()
      expect(await standing()).toEqual([
        [1, 6_000],
        [2, 3_000],
        [3, 2_000],
        [3, 2_000],
      ])
      expect((await boardOf({ around: who(1).id, first: 1 })).edges[0]?.node.rank).toBe(3)
      await world.activity(who(3), { id: fourth, revision: 2, deleted: true, startedAtMs: world.now(), distanceMeters: 5_000 })
      await world.settle()
      expect(await standing()).toEqual(FIRST)
      await who(1).ask(LEAVE_CLUB, { id: clubId })
      await world.settle()
      expect(await standing()).toEqual([
        [1, 3_000],
        [2, 2_000],
        [3, 1_000],
      ])
      await who(1).ask(JOIN_CLUB, { id: clubId })
      await world.settle()
      expect(await standing()).toEqual(FIRST)
      // An account may be closed and opened again as often as somebody likes.
      for (const revision of [2, 4]) {
        await world.account(who(2), { revision, deleted: true })
        await world.settle()
        expect(await standing()).toEqual([
          [1, 3_000],
          [2, 2_000],
          [3, 1_000],
        ])
        await world.account(who(2), { revision: revision + 1, deleted: false })
        await world.settle()
        expect(await standing()).toEqual(FIRST)
      }
      await run(2, 100)
      await world.settle()
      expect(await standing()).toEqual([
        [1, 3_000],
        [2, 2_100],
        [3, 2_000],
        [4, 1_000],
      ])
      expect(await keysOf('*:revisions')).toHaveLength(1)
    })

    it('are rebuilt when redis has lost them, while they are read and written', async () => {
      await warmed()
      const keys = await keysOf('YEAR:*')
      expect(keys).toHaveLength(2)
      for (const lost of [keys, ...keys.map((key) => [key])]) {
        await world.runtime.redis.del(...lost)
        const reads = Promise.all(Array.from({ length: 10 }, () => standing()))
        for (const ranks of await reads) expect(ranks).toEqual(FIRST)
        await warmed()
        expect(await standing()).toEqual(FIRST)
      }
      await world.runtime.redis.del(...keys)
      await Promise.all([run(3, 500), standing(), run(0, 500), standing(), run(3, 500), standing()])
      await world.settle()
      await warmed()
      expect(await standing()).toEqual([
        [1, 3_500],
        [2, 2_000],
        [2, 2_000],
        [2, 2_000],
      ])
    })

    it('are rebuilt when a process has died between its commit and its write to redis', async () => {
      await warmed()
      const { connection } = world.subgraph.opened.database
      // Such a process leaves a committed row and an announced change that redis did not get.
      await connection
        .collection('standings')
        .updateMany({ athleteId: who(3).id }, { $set: { 'units.DISTANCE': 90_000 }, $inc: { revision: 1 } })
      await world.runtime.redis.zadd(`clubs:{${clubId}}:pending`, Date.now(), who(3).id)
      await expect
        .poll(() => standing(), { interval: 200 })
        .toEqual([
          [1, 9_000],
          [2, 3_000],
          [3, 2_000],
          [3, 2_000],
        ])
      await warmed()
      expect(await standing()).toEqual([
        [1, 9_000],
        [2, 3_000],
        [3, 2_000],
        [3, 2_000],
      ])
      expect(await keysOf('generation')).toHaveLength(1)
    })

    it('come from MongoDB while redis is down, and are complete afterwards', async () => {
      await warmed()
      const { redis } = world.runtime
      redis.disconnect()
      await expect.poll(() => redis.status).toBe('end')
      const after = [
        [1, 3_000],
        [1, 3_000],
        [3, 2_000],
        [3, 2_000],
      ]
      try {
        await run(3, 2_000)
        await world.settle()
        expect(await standing()).toEqual(after)
      } finally {
        await redis.connect()
      }
      expect(await standing()).toEqual(after)
      await warmed()
      expect(await standing()).toEqual(after)
    })

    it('have nobody who is erased', async () => {
      await warmed()
      await world.closeAccount(who(1))
      await world.settle()
      await world.erase(who(1))
      await world.settle()
      expect(await standing()).toEqual([
        [1, 3_000],
        [2, 2_000],
        [3, 1_000],
      ])
      for (const key of await keysOf('*')) {
        const holds = key.endsWith('revisions')
          ? await world.runtime.redis.hexists(key, who(1).id)
          : key.endsWith('generation')
            ? null
            : await world.runtime.redis.zscore(key, who(1).id)
        expect(holds ?? 0).toBe(0)
      }
    })
  })
}
