import { chromiumPath, testServers } from '@gruppetto/testing'
import { expect, it } from 'vitest'
import { runBench } from '../src/bench/bench.ts'
import { crowdOf, PARTS, parseOptions } from '../src/bench/options.ts'

// Tests that the benchmark runs and measures everything. No test checks how fast the platform is.
it('measures every part', async () => {
  // That one starts two platforms more, for work that the other parts do: it is run by hand.
  const parts = PARTS.filter((part) => part !== 'seen' && (part !== 'web' || chromiumPath !== undefined))
  const { mongoUrl, natsUrl, redisUrl } = testServers()
  const done: string[] = []
  const { figures, failed } = await runBench(
    parseOptions(['--quick', '--only', parts.join()]),
    { MONGO_URL: mongoUrl, NATS_URL: natsUrl, REDIS_URL: redisUrl, LOG_LEVEL: 'silent' },
    { say: () => undefined, done: (part) => done.push(part) },
  )
  expect(failed).toEqual([])
  expect(done).toEqual(parts)
  expect(new Set(figures.map((figure) => figure.part))).toEqual(new Set(parts))
  for (const { part, group, name, value } of figures) {
    const what = `${part}: ${group}: ${name}`
    expect(Number.isFinite(value), what).toBe(true)
    // The difference of two small measurements may be negative.
    if (
      /the rest|socket|heap|above|whole core|wall clock|second half|\badds?\b/.test(name) ||
      /^the (check|question)/.test(group)
    )
      continue
    expect(what).not.toMatch(/without an answer/)
    // The smallest query does not need the database, a profile of few requests may have missed somebody's work, and nothing need go wrong.
    const mayBeNone =
      /commands|queries|rows that they return|busy|lost|again|slow one|dropped|longer than a frame|unchanged|brings|later|failed|calls of subgraphs|beyond/.test(
        name,
      ) || /whose work|layout shift/.test(group)
    if (mayBeNone) expect(value, what).toBeGreaterThanOrEqual(0)
    else expect(value, what).toBeGreaterThan(0)
  }
}, 900_000)

it('keeps the figures of the other parts when one fails', async () => {
  const { mongoUrl, natsUrl, redisUrl } = testServers()
  const done: string[] = []
  const { figures, failed } = await runBench(
    { ...parseOptions(['--quick', '--only', 'lake,streams,premium']), minutes: 1e-6 },
    { MONGO_URL: mongoUrl, NATS_URL: natsUrl, REDIS_URL: redisUrl, LOG_LEVEL: 'silent' },
    { say: () => undefined, done: (part) => done.push(part) },
  )
  expect(done).toEqual(['premium', 'streams', 'lake'])
  expect(failed.map(({ part }) => part)).toEqual(['premium', 'streams'])
  expect(failed[0]?.reason).toContain('premium was not done after')
  expect(new Set(figures.map(({ part }) => part))).toEqual(new Set(['lake']))
})

it('takes a size for each part, and refuses what is none', () => {
  const sizes = (...words: string[]) => crowdOf('follows', parseOptions(words))
  expect([sizes('--quick'), sizes(), sizes('--full'), sizes('--crowd', '70')]).toEqual([1_000, 20_000, 1_000_000, 70])
  for (const words of [
    ['--quick', '--full'],
    ['--crowd', '1'],
    ['--minutes', '0'],
    ['--only', 'nothing'],
  ])
    expect(() => parseOptions(words), words.join(' ')).toThrow()
})
