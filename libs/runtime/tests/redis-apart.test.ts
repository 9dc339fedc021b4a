import {
  eraseKeys,
  openBoardRanks,
  openCounter,
  openGroups,
  openRanks,
  openServerRuns,
  type RankChange,
  SYSTEM,
} from '@gruppetto/runtime'
import { startValkeyCluster, startValkeySentinel, type TestRuntime, testRuntime, type ValkeyServers } from '@gruppetto/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

describe('a cluster of three servers instead of one', () => {
  let servers: ValkeyServers
  let runtime: TestRuntime
  beforeAll(async () => {
    servers = await startValkeyCluster()
    runtime = await testRuntime({ env: { REDIS_URL: servers.url } })
  })
  afterAll(async () => {
    await runtime?.close()
    await servers?.stop()
  })

  it('has keys on every server, and all of them are found to be erased', async () => {
    const { redis } = runtime
    await Promise.all(Array.from({ length: 60 }, (_, index) => redis.set(`to-erase:ath_${index}`, 1)))
    await redis.set('to-stay', 1)
    expect((await servers.sizes()).filter((size) => size === 0)).toEqual([])
    expect(await eraseKeys(redis, ['to-erase:'])).toBe(60)
    expect(await redis.get('to-stay')).toBe('1')
  })

  it('counts, and gives turns', async () => {
    const counter = openCounter(runtime)
    const windows = [
      { most: 1, seconds: 60 },
      { most: 9, seconds: 600 },
    ]
    expect(await counter.count('ath_1', windows)).toBe(0)
    expect(await counter.count('ath_1', windows)).toBeGreaterThan(0)
    await counter.forget('ath_1', windows)
    expect(await counter.count('ath_1', windows)).toBe(0)
    const groups = openGroups<number, number>(runtime, 10)
    const doubled = [1, 2, 3].map((item) => groups.run('row', item, async (items) => items.map((each) => each * 2)))
    expect(await Promise.all(doubled)).toEqual([2, 4, 6])
  })

  it('ranks a board, from the first build to a change', async () => {
    const rows: readonly RankChange[] = [5, 9, 9, 1].map((units, index) => ({ athleteId: `ath_${index}`, revision: 1, units }))
    const boards = openBoardRanks(runtime, 'a-test')
    const ranks = openRanks<string>(
      boards,
      {
        keyOf: (board) => ({ group: 'clb_1', board }),
        async *rows() {
          yield rows
        },
        count: async () => rows.length,
        countAbove: async () => 0,
        countByScore: async () => new Map([9, 9, 5, 1].map((units) => [units, units === 9 ? 2 : 1])),
      },
      runtime,
    )
    const expected = { total: 4, ranks: new Map([5, 9, 1].map((units) => [units, { 9: 1, 5: 3, 1: 4 }[units]])) }
    expect(await ranks.of('week', [5, 9, 1])).toEqual(expected)
    await ranks.close()
    expect(await boards.countAbove({ group: 'clb_1', board: 'week' }, [5])).toEqual({ total: 4, above: [2] })
    const database = await runtime.database('redis_cluster')
    await database.transact(async (tx) => {
      const changes = [{ athleteId: 'ath_3', revision: 2, units: 7 }]
      await boards.change('ath_3', [{ group: 'clb_1', boards: [{ board: 'week', changes }] }], 'everywhere', tx)
    }, SYSTEM)
    await expect.poll(() => boards.countAbove({ group: 'clb_1', board: 'week' }, [5])).toEqual({ total: 4, above: [3] })
    boards.close()
  })

  it('knows which server has a key, and that another has another run', async () => {
    const { redis } = runtime
    const runs = openServerRuns(redis)
    const found = await Promise.all(Array.from({ length: 60 }, (_, index) => runs.of(`feed:{ath_${index}}:state`)))
    expect(new Set(found).size).toBe(servers.ports.length)
    expect(found.filter((run) => !/^[0-9a-f]{40}$/.test(run))).toEqual([])
  })

  it('refuses what would need two of them', async () => {
    const { redis } = runtime
    const [one, other] = ['{a}', '{b}']
    await expect(redis.mget(`${one}:x`, `${other}:x`)).rejects.toThrow(/CROSSSLOT|same slot/)
  })
})

describe('one server with a replica and a Sentinel', () => {
  it('is gone, and the replica goes on in its place', async () => {
    const servers = await startValkeySentinel()
    const runtime = await testRuntime({ env: { REDIS_URL: servers.url } })
    try {
      const { redis } = runtime
      const runs = openServerRuns(redis)
      await redis.set('before', 'kept')
      await redis.wait(1, 10_000)
      const run = await runs.of('before')
      const [primary = 0] = servers.ports
      await servers.kill(primary)
      await expect.poll(() => redis.set('after', 'written').catch(() => null), { timeout: 90_000, interval: 200 }).toBe('OK')
      expect(await redis.get('before')).toBe('kept')
      // So a feed from before is built again: the replica may have missed the last writes.
      expect(await runs.of('before')).not.toBe(run)
      expect((await runtime.health()).redis).toBe(true)
    } finally {
      await runtime.close()
      await servers.stop()
    }
  })
})
