import { setTimeout } from 'node:timers/promises'
import { type TestRuntime, testRuntime } from '@gruppetto/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openGroups } from '../src/mod.ts'

let runtime: TestRuntime
beforeAll(async () => {
  runtime = await testRuntime()
})
afterAll(() => runtime.close())

describe('groups', () => {
  /** Two processes with the same Redis, and what they did: a letter when it begins and when it ends. */
  const openTwo = () => {
    const log: string[] = []
    const groups = [openGroups<string, string>(runtime, 3), openGroups<string, string>(runtime, 3)] as const
    const work = async (items: readonly string[]): Promise<readonly string[]> => {
      log.push(items.join(''))
      await setTimeout(20)
      log.push('ended')
      if (items.includes('!')) throw new Error('no')
      return items.map((item) => item.toUpperCase())
    }
    return { log, ask: (process: 0 | 1, key: string, item: string) => groups[process].run(key, item, work) }
  }

  it('take together what waits in a process, in order, and never two at once in two processes', async () => {
    const { log, ask } = openTwo()
    const asked = [...'abcdef'].map((item) => ask(0, 'one', item))
    const others = [...'uvwxyz'].map((item) => ask(1, 'one', item))
    expect((await Promise.all([...asked, ...others])).join('')).toBe('ABCDEFUVWXYZ')
    const [first, second] = [log.filter((_, index) => index % 2 === 0), log.filter((_, index) => index % 2 === 1)]
    expect(second).toEqual(first.map(() => 'ended'))
    expect(first.every((group) => group.length <= 3)).toBe(true)
    expect(first.length).toBeLessThanOrEqual(6)
    expect([...first.join('')].filter((item) => item < 'm').join('')).toBe('abcdef')
    expect([...first.join('')].filter((item) => item > 'm').join('')).toBe('uvwxyz')
  })

  it('give each process its turn while the other always has more to do', async () => {
    const { log, ask } = openTwo()
    const many = Array.from({ length: 60 }, () => ask(0, 'busy', 'a'))
    await ask(1, 'busy', 'z')
    const before = log.filter((group) => group.startsWith('a')).length
    expect(before).toBeLessThan(5)
    await Promise.all(many)
  })

  it('fail together, and those after them go on', async () => {
    const { ask } = openTwo()
    const first = ask(0, 'failing', 'a')
    const together = Promise.allSettled([ask(0, 'failing', 'b'), ask(0, 'failing', '!')])
    // The first may have been taken with the others.
    await first.catch(() => undefined)
    expect((await together).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(await ask(0, 'failing', 'c')).toBe('C')
  })

  it('go on after a process that ended in its turn, and without Redis', async () => {
    const { ask } = openTwo()
    await runtime.redis.rpush('turns:{dead}', 'the turn of one that is gone')
    expect(await ask(0, 'dead', 'a')).toBe('A')
    const lost = { log: runtime.log, redis: Object.create(runtime.redis, { status: { value: 'reconnecting' } }) }
    await runtime.redis.rpush('turns:{lost}', 'another turn')
    expect(await openGroups<string, string>(lost, 3).run('lost', 'b', async (items) => items)).toBe('b')
  })
})
