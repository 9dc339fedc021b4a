import { newId } from '@gruppetto/graph'
import { commandsOf } from '@gruppetto/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { athleteChanged, event, makeBrand, openWorld, participation, partnerOf, scored, sponsored, type World } from './world.ts'

const PAGE = `query($id: ID!, $first: Int, $after: String) { partner { leaderboard(challengeId: $id, first: $first, after: $after) {
  totalCount pageInfo { hasNextPage endCursor } entries { rank score } } } }`

let world: World
let brandId: string
beforeAll(async () => {
  world = await openWorld()
  brandId = (await makeBrand(world)).id
})
afterAll(() => world.close())

const page = async (id: string, first: number, after: string | null = null) => {
  const { data, errors } = await world.ask(PAGE, { id, first, after }, partnerOf(brandId))
  expect(errors).toEqual([])
  return data.partner.leaderboard
}
/** The ranks and scores behind the first row: those of the first page need no counts. */
const standing = async (id: string) => {
  const first = await page(id, 1)
  const rest = await page(id, 100, first.pageInfo.endCursor)
  const entries: { rank: number; score: number }[] = [...first.entries, ...rest.entries]
  expect(first.totalCount).toBe(entries.length)
  return entries.map(({ rank, score }) => [rank, score])
}
const boardKeys = async (id: string): Promise<readonly string[]> => {
  const prefix = `${world.runtime.config.namespace}:`
  return (await world.runtime.redis.keys(`${prefix}commerce:{${id}}*`)).map((key) => key.slice(prefix.length))
}
/** Reads once and waits until the ranks are in Redis. */
const warmed = async (id: string) => {
  await page(id, 1)
  await expect.poll(() => world.runtime.redis.hexists(`commerce:{${id}}:revisions`, '#')).toBe(1)
}

describe('the ranks of a branded board', () => {
  let id: string
  let people: readonly string[]
  const who = (index: number): string => people[index] as string
  const FIRST = [
    [1, 3_000],
    [2, 2_000],
    [2, 2_000],
    [4, 1_000],
  ]
  beforeEach(async () => {
    id = await sponsored(world, brandId)
    people = [1, 2, 3, 4].map(() => newId('Athlete'))
    await world.happen(
      ...people.map((athleteId) => athleteChanged(athleteId)),
      ...people.map((athleteId) => participation(id, athleteId)),
      ...[3_000, 2_000, 2_000, 1_000].map((score, index) => scored(id, who(index), score)),
    )
  })

  it('are in redis for boards that are read, and follow all that happens', async () => {
    expect(await boardKeys(id)).toEqual([])
    expect(await standing(id)).toEqual(FIRST)
    await warmed(id)
    expect(await standing(id)).toEqual(FIRST)
    await world.happen(scored(id, who(3), 6_000, { revision: 2 }), scored(id, who(3), 500, { revision: 1 }))
    const risen = [
      [1, 6_000],
      [2, 3_000],
      [3, 2_000],
      [3, 2_000],
    ]
    expect(await standing(id)).toEqual(risen)
    await world.happen(participation(id, who(0), { revision: 2, participating: false }))
    const without = [
      [1, 6_000],
      [2, 2_000],
      [2, 2_000],
    ]
    expect(await standing(id)).toEqual(without)
    await world.happen(participation(id, who(0), { revision: 3 }))
    expect(await standing(id)).toEqual(risen)
    // An account may be closed and opened again as often as somebody likes.
    for (const revision of [2, 4]) {
      await world.happen(athleteChanged(who(0), { revision, deleted: true }))
      expect(await standing(id)).toEqual(without)
      await world.happen(athleteChanged(who(0), { revision: revision + 1, deleted: false }))
      expect(await standing(id)).toEqual(risen)
    }
    await world.happen(scored(id, who(0), 2_000, { revision: 2 }))
    expect(await standing(id)).toEqual([
      [1, 6_000],
      [2, 2_000],
      [2, 2_000],
      [2, 2_000],
    ])
    expect(await world.runtime.redis.zcard(`commerce:{${id}}:pending`)).toBe(0)
  })

  it('are rebuilt when redis has lost them, while they are read and written', async () => {
    await warmed(id)
    const keys = (await boardKeys(id)).filter((key) => /units|revisions/.test(key))
    expect(keys).toHaveLength(2)
    for (const lost of [keys, ...keys.map((key) => [key])]) {
      await world.runtime.redis.del(...lost)
      for (const ranks of await Promise.all(Array.from({ length: 10 }, () => standing(id)))) expect(ranks).toEqual(FIRST)
      await warmed(id)
      expect(await standing(id)).toEqual(FIRST)
    }
    await world.runtime.redis.del(...keys)
    const changes = [1_500, 1_700, 2_000].map((score, index) => scored(id, who(3), score, { revision: 2 + index }))
    await Promise.all([standing(id), world.happen(...changes), standing(id), standing(id)])
    await warmed(id)
    expect(await standing(id)).toEqual([
      [1, 3_000],
      [2, 2_000],
      [2, 2_000],
      [2, 2_000],
    ])
  })

  it('are rebuilt when a process has died between its commit and its write to redis', async () => {
    await warmed(id)
    await world.database.connection
      .collection('board_rows')
      .updateOne({ athleteId: who(3) }, { $set: { score: 9_000 }, $inc: { scoreRevision: 1 } })
    await world.runtime.redis.zadd(`commerce:{${id}}:pending`, Date.now(), who(3))
    const second = async () => (await standing(id))[1]
    await expect.poll(second, { interval: 200 }).toEqual([2, 3_000])
    await expect
      .poll(() => standing(id), { interval: 200 })
      .toEqual([
        [1, 9_000],
        [2, 3_000],
        [3, 2_000],
        [3, 2_000],
      ])
  })

  it('come from MongoDB while redis is down, and are complete afterwards', async () => {
    await warmed(id)
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
      await world.happen(scored(id, who(3), 3_000, { revision: 2 }))
      expect(await standing(id)).toEqual(after)
      // However often the whole board is counted, MongoDB counts it once in a while.
      const commands = await commandsOf(world.database, async () => {
        for (let asked = 0; asked < 5; asked++) expect((await page(id, 1)).totalCount).toBe(4)
      })
      expect(commands.filter((command) => /^board_rows\.(count|aggregate)/.test(command))).toEqual([])
    } finally {
      await redis.connect()
    }
    expect(await standing(id)).toEqual(after)
    await warmed(id)
    expect(await standing(id)).toEqual(after)
  })

  it('have nobody who is erased', async () => {
    await warmed(id)
    await world.happen(athleteChanged(who(1), { revision: 2, deleted: true }))
    await world.happen(event('athlete.erased', { athleteId: who(1), round: 1, at: world.runtime.now() }))
    expect(await standing(id)).toEqual([
      [1, 3_000],
      [2, 2_000],
      [3, 1_000],
    ])
    await warmed(id)
    expect(await world.runtime.redis.zscore(`commerce:{${id}}:units`, who(1))).toBeNull()
    expect(await world.runtime.redis.hexists(`commerce:{${id}}:revisions`, who(1))).toBe(0)
  })
})

describe('a page in the middle of a large board', () => {
  /** A board with so many athletes, the scores in threes. */
  const crowded = async (athletes: number): Promise<string> => {
    const id = await sponsored(world, brandId)
    await world.happen(participation(id, newId('Athlete')), scored(id, newId('Athlete'), 1))
    const rows = world.database.connection.collection<{ _id: string }>('board_rows')
    const {
      _id,
      athleteId: _none,
      ...pattern
    } = (await rows.findOne({ challengeId: id, participating: true })) as unknown as {
      _id: string
      athleteId: string
    }
    await rows.insertMany(
      Array.from({ length: athletes - 1 }, (_item, index) => {
        const athleteId = newId('Athlete')
        return { ...pattern, _id: `${id}:${athleteId}`, athleteId, score: 10 + Math.floor(index / 3) }
      }),
    )
    await warmed(id)
    return id
  }
  /** What reading a page behind the first 40 rows costs: commands of MongoDB, scripts of Redis and the keys that these name. */
  const costOf = async (id: string, athletes: number) => {
    const { pageInfo } = await page(id, 40)
    const evaluated = vi.spyOn(world.runtime.redis, 'eval')
    try {
      const commands = await commandsOf(world.database, async () => {
        const { entries, totalCount } = await page(id, 9, pageInfo.endCursor)
        expect(totalCount).toBe(athletes)
        expect(entries.map(({ rank }: { rank: number }) => rank)).toEqual([40, 40, 43, 43, 43, 46, 46, 46, 49])
      })
      return { commands: commands.toSorted(), scripts: evaluated.mock.calls.map(([, keys, ...rest]) => [keys, rest.length]) }
    } finally {
      evaluated.mockRestore()
    }
  }

  it('costs as much as on a small one', async () => {
    const small = await costOf(await crowded(100), 100)
    expect(await costOf(await crowded(2_500), 2_500)).toEqual(small)
    expect(small.commands.filter((name) => /\.(count|aggregate)/.test(name))).toEqual([])
    expect(small.scripts).toHaveLength(2)
  })
})
