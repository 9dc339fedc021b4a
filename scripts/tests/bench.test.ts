import { testServers } from '@gruppetto/testing'
import { expect, it } from 'vitest'
import { runBench } from '../src/bench/bench.ts'
import { PARTS, parseOptions } from '../src/bench/options.ts'

// Tests that the benchmark runs and measures everything. No test checks how fast the platform is.
it('measures every part', async () => {
  const { mongoUrl, natsUrl, redisUrl } = testServers()
  const done: string[] = []
  const figures = await runBench(
    parseOptions(['--quick']),
    { MONGO_URL: mongoUrl, NATS_URL: natsUrl, REDIS_URL: redisUrl, LOG_LEVEL: 'silent' },
    { say: () => undefined, done: (part) => done.push(part) },
  )
  expect(done).toEqual([...PARTS])
  expect(new Set(figures.map((figure) => figure.part))).toEqual(new Set(PARTS))
  for (const { part, group, name, value } of figures) {
    const what = `${part}: ${group}: ${name}`
    expect(Number.isFinite(value), what).toBe(true)
    // The difference of two small measurements may be negative.
    if (/the rest|socket|heap/.test(name)) continue
    // The smallest query does not need the database.
    if (/commands|busy/.test(name)) expect(value, what).toBeGreaterThanOrEqual(0)
    else expect(value, what).toBeGreaterThan(0)
  }
})
