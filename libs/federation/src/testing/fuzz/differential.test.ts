import type { ExecutionResult } from 'graphql'
import { describe, expect, it } from 'vitest'
import { type Engine, openApollo, openOurs } from '../engines.ts'
import type { World } from '../world.ts'
import { planOfWorld } from './plan-of-world.ts'
import { compareOn, type Failure, isValid, runSeed, runWorld, shown, smallestOf } from './run.ts'
import { shrink } from './shrink.ts'
import { isHard } from './subgraphs.ts'

/** Runs the worlds of a few seeds that are hard to plan, or that are not. */
const runSeeds = async (
  first: number,
  count: number,
  operations: number,
  open: (world: World) => Promise<Engine>,
  inOrder: boolean,
  hard = false,
) => {
  let ran = 0
  const failures: Failure[] = []
  for (let seed = first; seed < first + count; seed += 1) {
    if (isHard(planOfWorld(seed)) !== hard) continue
    const done = await runSeed(seed, operations, open, inOrder)
    ran += done.ran
    failures.push(...done.failures)
  }
  return { ran, failures }
}

// By hand: npm run fuzz-federation, for a hundred thousand operations.
describe('random operations over random supergraphs', () => {
  // Its answers are right or wrong, however busy the machine is.
  it('are answered as graphql-js answers them over one schema and the same data', { timeout: 900_000 }, async () => {
    const { ran, failures } = await runSeeds(1, 30, 50, openOurs, true)
    expect(ran).toBeGreaterThanOrEqual(400)
    const smallest = smallestOf(failures)
    if (smallest !== undefined) expect.fail(shown(await shrink(smallest, openOurs, true)))
  })

  it('are answered so over hard ones, of which fewer are tried: the first planner dies over many', async () => {
    const { ran, failures } = await runSeeds(1, 11, 8, openOurs, true, true)
    expect(ran).toBeGreaterThanOrEqual(40)
    const smallest = smallestOf(failures)
    if (smallest !== undefined) expect.fail(shown(await shrink(smallest, openOurs, true)))
  })

  it.each([
    [100_382, 10, '{ a2 { h { i { i(must: 3) { g { tax id } tax } } } } }'],
    [100_787, 60, '{ b2(s: "x") { g { y { g } ... on Shoe { x } } } a2 { ... on Club { g { common } } } }'],
    [102_038, 10, '{ b1 { tax } d1 { ... on Club { f(must: 2) { ... on Ride { tax } } } } }'],
    [102_669, 60, '{ a1 { h { x { ... on Shoe { tax } } } } b1 { tax } }'],
    [104_179, 60, 'mutation { cAdds { ... on Shoe { tax } } aAdds { w { tax } } }'],
    [103_421, 60, '{ a2 { f { f } } }'],
  ])('are answered so where they once were not: %d, %d, %s', async (seed, percentage, query) => {
    const running = await runWorld(planOfWorld(seed), openOurs)
    if (running === null) throw new Error('the world does not compose')
    try {
      expect(isValid(running.schema, { query })).toBe(true)
      expect(await compareOn(running, { query, percentage }, true)).toBeNull()
    } finally {
      await running.engine.close()
    }
  })

  it("are answered the same by Apollo's gateway, but for what it plans wrong", async () => {
    const { ran, failures } = await runSeeds(1, 10, 40, openApollo, false)
    expect(ran).toBeGreaterThan(100)
    expect(failures.length / ran).toBeLessThan(0.1)
  })

  it('find an engine that is wrong, and the smallest operation that shows it', async () => {
    /** Tells a lie of one kind of value. */
    const openLiar = async (world: World): Promise<Engine> => {
      const engine = await openOurs(world)
      const lie = (value: unknown): unknown => {
        if (Array.isArray(value)) return value.map(lie)
        if (typeof value !== 'object' || value === null) return value === 'HIGH' ? 'LOW' : value
        return Object.fromEntries(Object.entries(value).map(([key, below]) => [key, lie(below)]))
      }
      return {
        ...engine,
        execute: async (asked): Promise<ExecutionResult> => lie(await engine.execute(asked)) as ExecutionResult,
      }
    }
    const { failures } = await runSeeds(1, 9, 12, openLiar, true)
    const [failure] = failures
    if (failure === undefined) throw new Error('the lie was not found')
    const { asked, difference } = await shrink(failure, openLiar, true, 100)
    expect(difference).toContain('HIGH')
    expect(asked.query.length).toBeLessThanOrEqual(failure.asked.query.length)
    expect(asked.query.match(/\w/g)?.length ?? 0).toBeLessThan(120)
  })

  it('find an engine that answers one text with the values of another that shares its plan', async () => {
    const openForgetful = async (world: World): Promise<Engine> => {
      const engine = await openOurs(world)
      const first = new Map<string, ReturnType<Engine['execute']>>()
      const execute: Engine['execute'] = (asked) => {
        const key = asked.query.startsWith('mutation') ? asked.query : (engine.keyOf?.(asked) ?? '')
        const answer = first.get(key) ?? engine.execute(asked)
        first.set(key, answer)
        return answer
      }
      return { ...engine, execute }
    }
    const { ran, failures } = await runSeeds(1, 9, 12, openForgetful, true)
    expect(failures.length).toBeGreaterThan(ran / 20)
  })

  it('find an engine that hides its errors', async () => {
    const openSilent = async (world: World): Promise<Engine> => {
      const engine = await openOurs(world)
      return { ...engine, execute: async (asked) => ({ data: (await engine.execute(asked)).data ?? null }) }
    }
    const { failures } = await runSeeds(1, 9, 12, openSilent, true)
    expect(failures.map(({ difference }) => difference).join('\n')).toContain('no error at')
  })
})
