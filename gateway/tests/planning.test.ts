import { QueryPlanner } from '@apollo/query-planner'
import { graphqlClient } from '@gruppetto/testing'
import { parse } from 'graphql'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { openPlanPool, type PlanPool } from '../src/planning/plan-pool.ts'
import { composed, openWorld } from './world/world.ts'

let pool: PlanPool | null = null
afterEach(async () => {
  await pool?.close()
  pool = null
})

const request = (query: string) => ({ document: parse(query, { noLocation: true }), operationName: null })
const open = (options: { maxWaiting?: number; timeoutMs?: number } = {}): PlanPool => {
  pool = openPlanPool({ supergraphSdl: composed(), maxWaiting: 100, timeoutMs: 60_000, ...options })
  return pool
}
const codeOf = (error: unknown) => (error as { extensions?: { code?: string } }).extensions?.code

describe('the planning thread', () => {
  it('plans once for all simultaneous requests of the same operation', async () => {
    const { plan, made } = open()
    const asked = request('{ deep { value } plans }')
    const plans = await Promise.all(['a', 'b', 'c'].map((payer) => plan('key', asked, payer)))
    expect(plans[0]?.plan).toMatchObject({ kind: 'QueryPlan', node: { kind: 'Parallel' } })
    expect(plans[0]?.size).toBeGreaterThan(100)
    expect(made()).toBe(1)
  })

  it('lets callers take turns, and gives none the whole queue', async () => {
    const { plan } = open({ maxWaiting: 100 })
    const order: string[] = []
    const ask = (payer: string, index: number) =>
      plan(`${payer}${index}`, request(`{ a${index}: plans }`), payer).then(
        () => void order.push(payer),
        (error: unknown) => void order.push(`${payer} ${codeOf(error)}`),
      )
    await Promise.all([...Array.from({ length: 15 }, (_, index) => ask('greedy', index)), ask('modest', 0)])
    expect(order.filter((entry) => entry === 'greedy RATE_LIMITED')).toHaveLength(5)
    expect(order.filter((entry) => entry === 'greedy' || entry === 'modest').indexOf('modest')).toBeLessThan(3)
  })

  it('refuses an operation that takes too long, refuses it again without planning, and continues with the others', async () => {
    const wide = `{ ${Array.from({ length: 400 }, (_, index) => `a${index}: viewer { handle uploadCount feed { id } }`).join(' ')} }`
    const { plan, made } = open({ timeoutMs: 1 })
    await expect(plan('wide', request(wide), 'a')).rejects.toMatchObject({ extensions: { code: 'QUERY_TOO_COMPLEX' } })
    await expect(plan('wide', request(wide), 'a')).rejects.toMatchObject({ extensions: { code: 'QUERY_TOO_COMPLEX' } })
    // A terminated thread is replaced, so the next request is answered too.
    await expect(plan('wider', request(wide), 'b')).rejects.toMatchObject({ extensions: { code: 'QUERY_TOO_COMPLEX' } })
    expect(made()).toBe(0)
    await pool?.close()
    const patient = open()
    await patient.plan('wide', request(wide), 'a')
    expect(patient.made()).toBe(1)
  })
})

describe('the gateway', () => {
  it('makes no plan on the main thread, and none for a cached operation', async () => {
    const here = vi.spyOn(QueryPlanner.prototype, 'buildQueryPlan')
    const world = await openWorld()
    const ask = graphqlClient(world.url)
    for (let index = 0; index < 3; index += 1) {
      expect((await ask('query A { plans } query B { deep { value } }', {}, { operationName: 'A' })).errors).toEqual([])
      expect((await ask('query A { plans } query B { deep { value } }', {}, { operationName: 'B' })).errors).toEqual([])
      expect((await ask('{ plans }')).errors).toEqual([])
    }
    expect(here).not.toHaveBeenCalled()
    expect(world.gateway.plansMade()).toBe(3)
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
