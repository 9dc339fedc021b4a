import type { EngineOptions } from '@gruppetto/federation'
import { graphqlClient } from '@gruppetto/testing'
import { expect, it, vi } from 'vitest'
import { openWorld } from './world/world.ts'

/** The planner makes no plan before `release`. */
const planner = vi.hoisted(() => {
  let release = () => {}
  const hold = () => {
    held.plans = new Promise<void>((resolve) => {
      release = resolve
    })
  }
  const held = { plans: Promise.resolve(), asked: 0, hold, release: () => release() }
  return held
})
vi.mock('@gruppetto/federation', async (original) => {
  const real = await original<typeof import('@gruppetto/federation')>()
  return {
    ...real,
    openEngine: <Context>(options: EngineOptions<Context>) => {
      const engine = real.openEngine(options)
      return {
        ...engine,
        prepare: async (...operation: Parameters<typeof engine.prepare>) => {
          planner.asked += 1
          await planner.plans
          return engine.prepare(...operation)
        },
      }
    },
  }
})

it('a flood of distinct operations keeps nobody waiting who sends known ones, and at most 64 of them wait', async () => {
  const world = await openWorld({ config: { trustedProxies: 1 } })
  const ask = graphqlClient(world.url)
  const from = (host: number) => ({ headers: { 'x-forwarded-for': `198.51.100.${host}` } })
  const known = 'query Known { plans deep { value } }'
  const answer = { data: { plans: ['FREE'], deep: { value: 1 } }, errors: [] }
  expect(await ask(known, {}, from(1))).toMatchObject(answer)

  planner.hold()
  let answered = 0
  const flood = Array.from({ length: 200 }, async (_, index) => {
    const { errors } = await ask(`query Q${index} { plans }`, {}, from(10 + (index % 50)))
    answered += 1
    return errors[0]?.extensions?.code ?? 'ANSWERED'
  })
  // All but those that are planned or wait are refused.
  await expect.poll(() => answered, { timeout: 30_000 }).toBe(200 - 65)
  expect(planner.asked).toBe(2)
  for (let time = 0; time < 20; time += 1) expect(await ask(known, {}, from(1))).toMatchObject(answer)
  expect([answered, planner.asked, world.gateway.plansMade()]).toEqual([200 - 65, 2, 1])
  // Who sends an operation of their own, and only one, gets a place too.
  const modest = ask('query Modest { deep { value } }', {}, from(2))
  await expect.poll(() => answered).toBe(200 - 64)

  planner.release()
  expect(await modest).toMatchObject({ data: { deep: { value: 1 } }, errors: [] })
  const codes = await Promise.all(flood)
  expect(codes.filter((code) => code === 'ANSWERED')).toHaveLength(64)
  expect(new Set(codes)).toEqual(new Set(['ANSWERED', 'RATE_LIMITED', 'SERVICE_UNAVAILABLE']))
  expect(world.gateway.plansMade()).toBe(1 + 64 + 1)
  await world.close()
})
