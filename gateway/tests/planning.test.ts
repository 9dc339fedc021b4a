import { PlanTooSlow } from '@gruppetto/federation'
import { graphqlClient } from '@gruppetto/testing'
import { GraphQLError } from 'graphql'
import { describe, expect, it } from 'vitest'
import { openPlanGate } from '../src/planning/plan-gate.ts'
import { openWorld } from './world/world.ts'

const codeOf = (error: unknown) => (error as { extensions?: { code?: string } }).extensions?.code

describe('the gate to the planner', () => {
  it('lets callers take turns, and gives none the whole queue', async () => {
    const gate = openPlanGate({ maxWaiting: 100, timeoutMs: 1_000 })
    const order: string[] = []
    let underWay = 0
    const ask = (payer: string, index: number) =>
      gate
        .pass(`${payer}${index}`, payer, async () => {
          underWay += 1
          await new Promise((resolve) => setImmediate(resolve))
          expect(underWay).toBe(1)
          underWay -= 1
        })
        .then(
          () => void order.push(payer),
          (error: unknown) => void order.push(`${payer} ${codeOf(error)}`),
        )
    await Promise.all([...Array.from({ length: 30 }, (_, index) => ask('greedy', index)), ask('modest', 0)])
    // One of them is being planned, and 25 wait.
    expect(order.filter((entry) => entry === 'greedy RATE_LIMITED')).toHaveLength(4)
    expect(order.filter((entry) => entry === 'greedy' || entry === 'modest').indexOf('modest')).toBeLessThan(3)
    expect(gate.made()).toBe(27)
  })

  it('has 64 places, of which a flood from a few callers leaves the others theirs', async () => {
    const gate = openPlanGate({ maxWaiting: 64, timeoutMs: 1_000 })
    const order: string[] = []
    let open = () => {}
    const opened = new Promise<void>((resolve) => {
      open = resolve
    })
    const ask = (payer: string, index: number) =>
      gate
        .pass(`${payer}${index}`, payer, () => opened)
        .then(
          () => void order.push(payer),
          (error: unknown) => void order.push(`${payer} ${codeOf(error)}`),
        )
    const countOf = (entry: string) => order.filter((each) => each === entry).length
    const flood = Array.from({ length: 5 * 40 }, (_, index) => ask(`flood${index % 5}`, index))
    await new Promise((resolve) => setImmediate(resolve))
    // One is being planned, and 64 wait: 16 of each of four, or fewer.
    expect(order).toHaveLength(5 * 40 - 65)
    const modest = Array.from({ length: 3 }, (_, index) => ask('modest', index))
    await new Promise((resolve) => setImmediate(resolve))
    expect(order).toHaveLength(5 * 40 - 65 + 3)
    open()
    await Promise.all([...flood, ...modest])
    expect(gate.made()).toBe(65)
    expect(countOf('modest')).toBe(3)
    // Callers take turns: all of the modest caller's plans are among the first three rounds.
    const made = order.filter((entry) => !entry.includes(' '))
    expect(made.lastIndexOf('modest')).toBeLessThan(1 + 3 * 6)
  })

  it('refuses whoever comes when each place is taken by another caller', async () => {
    const gate = openPlanGate({ maxWaiting: 64, timeoutMs: 1_000 })
    let open = () => {}
    const opened = new Promise<void>((resolve) => {
      open = resolve
    })
    const all = Array.from({ length: 65 }, (_, index) => gate.pass(`key${index}`, `caller${index}`, () => opened))
    await expect(gate.pass('late', 'late', () => opened)).rejects.toMatchObject({ extensions: { code: 'SERVICE_UNAVAILABLE' } })
    open()
    await Promise.all(all)
    expect(gate.made()).toBe(65)
  })

  it('refuses an operation that takes too long, refuses it again without planning, and continues with the others', async () => {
    const gate = openPlanGate({ maxWaiting: 100, timeoutMs: 20 })
    let tries = 0
    const slow = async () => {
      tries += 1
      throw new GraphQLError('There is no plan.', {
        extensions: { code: 'QUERY_PLANNING_FAILED' },
        originalError: new PlanTooSlow(20),
      })
    }
    const tooComplex = { extensions: { code: 'QUERY_TOO_COMPLEX', limit: 20 } }
    // The second waits for the first one's turn.
    const both = [gate.pass('wide', 'a', slow), gate.pass('wide', 'b', slow)]
    for (const one of both) await expect(one).rejects.toMatchObject(tooComplex)
    await expect(gate.pass('wide', 'c', slow)).rejects.toMatchObject(tooComplex)
    expect(tries).toBe(1)
    await expect(gate.pass('narrow', 'a', async () => 'plan')).resolves.toBe('plan')
  })

  it('tells an operation without a plan from one that is too complex, and refuses all once it is closed', async () => {
    const gate = openPlanGate({ maxWaiting: 100, timeoutMs: 20 })
    const none = async () => {
      throw new GraphQLError('There is no plan.', { extensions: { code: 'QUERY_PLANNING_FAILED' } })
    }
    await expect(gate.pass('odd', 'a', none)).rejects.toThrow('planning failed')
    const waits = [gate.pass('one', 'a', () => new Promise(() => {})), gate.pass('two', 'a', none)]
    gate.close()
    await expect(waits[1]).rejects.toMatchObject({ extensions: { code: 'SERVICE_UNAVAILABLE' } })
    await expect(gate.pass('three', 'a', none)).rejects.toMatchObject({ extensions: { code: 'SERVICE_UNAVAILABLE' } })
  })
})

describe('the gateway', () => {
  it('plans an operation once, also where several ask at the same moment', async () => {
    const world = await openWorld()
    const ask = graphqlClient(world.url)
    for (let index = 0; index < 3; index += 1) {
      expect((await ask('query A { plans } query B { deep { value } }', {}, { operationName: 'A' })).errors).toEqual([])
      expect((await ask('query A { plans } query B { deep { value } }', {}, { operationName: 'B' })).errors).toEqual([])
      expect((await ask('{ plans }')).errors).toEqual([])
    }
    // The last one asks the same as A.
    expect([world.gateway.plansMade(), world.gateway.plansShared()]).toEqual([2, 1])
    const many = await Promise.all(Array.from({ length: 5 }, () => ask('{ deep { value } plans }')))
    expect(many.flatMap(({ errors }) => errors)).toEqual([])
    expect(world.gateway.plansMade()).toBe(3)
    await world.close()
  })

  it('plans the only operation of a document once, whether it is named or not', async () => {
    const world = await openWorld()
    const ask = graphqlClient(world.url)
    expect((await ask('query A { plans }')).errors).toEqual([])
    expect((await ask('query A { plans }', {}, { operationName: 'A' })).errors).toEqual([])
    expect((await ask('query A { plans }', {}, { operationName: 'B' })).errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT' } },
    ])
    expect(world.gateway.plansMade()).toBe(1)
    await world.close()
  })

  it('refuses what takes too long to plan', async () => {
    const world = await openWorld({ config: { planTimeoutMs: 1 } })
    const wide = `{ ${Array.from({ length: 100 }, (_, index) => `a${index}: deep { value }`).join(' ')} }`
    for (let time = 0; time < 2; time += 1) {
      expect((await graphqlClient(world.url)(wide)).errors).toMatchObject([{ extensions: { code: 'QUERY_TOO_COMPLEX' } }])
    }
    expect(world.gateway.plansMade()).toBe(0)
    await world.close()
  })

  it('plans an operation anew for each value of its conditions', async () => {
    const world = await openWorld()
    const ask = graphqlClient(world.url)
    const query = 'query ($deep: Boolean!) { plans deep @include(if: $deep) { value } }'
    const shallow = await ask(query, { deep: false })
    expect(Object.keys(shallow.data as object)).toEqual(['plans'])
    expect(Object.keys((await ask(query, { deep: true })).data as object)).toEqual(['plans', 'deep'])
    const made = world.gateway.plansMade()
    expect((await ask(query, { deep: false })).data).toEqual(shallow.data)
    expect(world.gateway.plansMade()).toBe(made)
    await world.close()
  })

  it('refuses branches by type before they are planned', async () => {
    const world = await openWorld({ config: { maxBranches: 20 } })
    const token = await world.token()
    const feed = (index: number) => `a${index}: feed { ... on PostFeedItem { text } ... on ActivityFeedItem { at } }`
    const query = (times: number) => `{ viewer { ${Array.from({ length: times }, (_, index) => feed(index)).join(' ')} } }`
    const ask = graphqlClient(world.url, token)
    expect((await ask(query(11))).errors).toMatchObject([{ extensions: { code: 'QUERY_TOO_COMPLEX', cost: 22, limit: 20 } }])
    expect(world.gateway.plansMade()).toBe(0)
    expect((await ask(query(10))).errors).toEqual([])
    await world.close()
  })
})

describe('an answer', () => {
  it('is refused when it would be too large, over every transport', async () => {
    const world = await openWorld({ config: { maxAnswerBytes: 50_000 } })
    const ask = graphqlClient(world.url)
    const twice = 'a: text(length: 15000) b: text(length: 15000)'
    expect((await ask(`{ deep { ${twice} } }`)).errors).toEqual([])
    const large = await ask(`{ deep { ${twice} } other: deep { ${twice} } }`)
    expect(large).toMatchObject({ data: null, errors: [{ extensions: { code: 'QUERY_TOO_COMPLEX', limit: 50_000 } }] })
    const many = await ask('{ deep { many(first: 60) { text(length: 1000) } } }')
    expect(many.errors).toMatchObject([{ extensions: { code: 'QUERY_TOO_COMPLEX' } }])
    await world.close()
  })
})
