import { describe, expect, it } from 'vitest'
import { type BreakerState, openBreaker, withBreaker } from './breaker.ts'
import type { SubgraphCall } from './subgraph.ts'

const openWorld = () => {
  const world = { nowMs: 0, asked: 0, isDown: true, waiting: [] as (() => void)[] }
  const caller = withBreaker<null>(
    {
      call: async () => {
        world.asked++
        await new Promise<void>((resolve) => world.waiting.push(resolve))
        if (world.isDown) throw new Error('down')
        return { data: {} }
      },
    },
    { name: 'one', failures: 3, restMs: 1_000, now: () => world.nowMs },
  )
  const start = (signal: AbortSignal | null = null): Promise<string> => {
    const call: SubgraphCall<null> = {
      operation: { subgraph: 'one', kind: 'query', document: '{ a }', operationName: null },
      variables: {},
      sent: {},
      representations: [],
      context: null,
      signal,
    }
    return caller.call(call).then(
      () => 'answered',
      (error: Error) => error.message,
    )
  }
  const finish = () => {
    for (const resolve of world.waiting.splice(0)) resolve()
  }
  const ask = (signal: AbortSignal | null = null) => {
    const asking = start(signal)
    finish()
    return asking
  }
  return { world, start, finish, ask }
}

const spared = 'one has not answered 3 times in a row and is left alone for a while'

describe('a breaker', () => {
  it('leaves a subgraph alone after failures in a row, and tries it with one call after a rest', async () => {
    const { world, ask, start, finish } = openWorld()
    expect([await ask(), await ask(), await ask()]).toEqual(['down', 'down', 'down'])
    expect(await ask()).toBe(spared)
    expect(world.asked).toBe(3)

    world.nowMs = 1_000
    const trial = start()
    expect(await ask()).toBe(spared)
    expect(await trial).toBe('down')
    expect(world.asked).toBe(4)
    expect(await ask()).toMatch('4 times')

    world.nowMs = 2_000
    world.isDown = false
    expect(await ask()).toBe('answered')
    const both = [start(), start()]
    finish()
    expect(await Promise.all(both)).toEqual(['answered', 'answered'])
  })

  it('counts failures in a row alone', async () => {
    const { world, ask } = openWorld()
    for (const isDown of [true, true, false, true, true, false, true, true]) {
      world.isDown = isDown
      expect(await ask()).toBe(isDown ? 'down' : 'answered')
    }
  })

  it('counts nothing that a client has given up, and goes on trying after it', async () => {
    const { world, ask } = openWorld()
    const gone = AbortSignal.abort()
    for (let times = 0; times < 5; times++) expect(await ask(gone)).toBe('down')
    expect([await ask(), await ask(), await ask(), await ask()]).toEqual(['down', 'down', 'down', spared])
    world.nowMs = 1_000
    expect(await ask(gone)).toBe('down')
    expect(await ask()).toBe('down')
    expect(world.asked).toBe(10)
  })

  it('says what becomes of it, also where the subgraph flaps', async () => {
    let nowMs = 0
    const states: BreakerState[] = []
    const breaker = openBreaker({
      name: 'one',
      failures: 2,
      restMs: 1_000,
      now: () => nowMs,
      onState: (state) => void states.push(state),
    })
    const ask = (isDown: boolean, saysNothing = false) =>
      breaker
        .pass(
          async () => {
            if (isDown) throw new Error('down')
          },
          () => saysNothing,
        )
        .catch(() => {})
    for (let round = 0; round < 2; round++) {
      await ask(true)
      await ask(true)
      expect(breaker.state()).toBe('OPEN')
      nowMs += 1_000
      // A trial that is given up leaves the next one to another call.
      await ask(true, true)
      expect(breaker.state()).toBe('OPEN')
      await ask(true)
      nowMs += 1_000
      await ask(false)
      expect(breaker.state()).toBe('CLOSED')
    }
    const round = ['OPEN', 'HALF_OPEN', 'OPEN', 'HALF_OPEN', 'OPEN', 'HALF_OPEN', 'CLOSED']
    expect(states).toEqual([...round, ...round])
  })

  it('is not opened anew, nor its trial ended, by the failure of a call from before', async () => {
    const states: BreakerState[] = []
    let nowMs = 0
    const breaker = openBreaker({
      name: 'one',
      failures: 1,
      restMs: 1_000,
      now: () => nowMs,
      onState: (state) => void states.push(state),
    })
    const ends: ((error: Error | null) => void)[] = []
    const start = () =>
      breaker
        .pass(
          () => new Promise<void>((resolve, reject) => ends.push((error) => (error === null ? resolve() : reject(error)))),
          () => false,
        )
        .catch(() => {})
    const [first, second] = [start(), start()]
    ends[0]?.(new Error('down'))
    await first
    nowMs = 1_000
    const trial = start()
    ends[1]?.(new Error('down'))
    await second
    expect(breaker.state()).toBe('HALF_OPEN')
    ends[2]?.(null)
    await trial
    expect(states).toEqual(['OPEN', 'HALF_OPEN', 'CLOSED'])
  })
})
