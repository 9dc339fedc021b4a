import { createHash } from 'node:crypto'
import { graphqlClient, liveClient, type TestRuntime, testRuntime } from '@gruppetto/testing'
import pino from 'pino'
import { afterEach, describe, expect, it } from 'vitest'
import { openMostUsed } from '../src/planning/most-used.ts'
import { publish } from '../src/registered/mod.ts'
import { ids, typeDefs } from './world/subgraphs.ts'
import { composed, openWorld, type World } from './world/world.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const plans = 'query Plans { plans }'
const deep = 'query Deep { deep { value } }'
const watch = 'subscription Watch($id: ID!) { uploadProgressed(id: $id) { status } }'

let world: World | null = null
let runtime: TestRuntime | null = null
afterEach(async () => {
  await world?.close()
  await runtime?.close()
  world = null
  runtime = null
})

const add = ({ objects, now }: TestRuntime, name: string, ...texts: string[]) =>
  publish(objects, { name, documents: new Map(texts.map((text) => [sha256(text), text])), nowMs: now() })

describe('plans', () => {
  it('of registered operations are made before anybody asks, also for what a subscription reads', async () => {
    const both = 'query A { plans } query B { near(degrees: 1) }'
    world = await openWorld({
      prepare: async (opened) => {
        await add(opened, 'web 1', plans, deep, watch, both)
        return opened
      },
    })
    await world.gateway.warmed()
    // `both` has an operation that asks what `plans` asks.
    expect(world.gateway.plansMade()).toBe(4)
    const ask = graphqlClient(world.url)
    const athleteId = ids.athlete()
    world.data.uploads.set('upl_1', { owner: athleteId, status: 'DONE', progress: 1 })
    expect((await ask(plans, {}, { operationName: 'Plans' })).data).toEqual({ plans: ['FREE'] })
    expect((await ask(deep)).data).toEqual({ deep: { value: 1 } })
    expect((await ask(both, {}, { operationName: 'B' })).data).toEqual({ near: 1 })
    const live = await liveClient(world.url, await world.token({ athleteId }))
    expect(await live.subscribe(watch, { id: 'upl_1' }).next()).toEqual({ uploadProgressed: { status: 'DONE' } })
    await live.close()
    expect(world.gateway.plansMade()).toBe(4)
  })

  it('of operations with conditions are made for each of their values, whatever else a client has to send', async () => {
    const some = `query Some($id: ID!, $who: Boolean!, $deep: Boolean!) {
      plans athlete(id: $id) @include(if: $who) { handle } deep @skip(if: $deep) { value }
    }`
    const many =
      'query Many($a: Boolean = true, $b: Boolean!, $c: Boolean!) { plans @skip(if: $a) deep @skip(if: $b) { value @skip(if: $c) } }'
    world = await openWorld({
      prepare: async (opened) => {
        await add(opened, 'web 1', some, many)
        return opened
      },
    })
    await world.gateway.warmed()
    const made = world.gateway.plansMade()
    const ask = graphqlClient(world.url)
    world.data.handles.set('ath_1', 'ana')
    for (const [who, isSkipped] of [
      [true, true],
      [true, false],
      [false, true],
      [false, false],
    ]) {
      const { data, errors } = await ask(some, { id: 'ath_1', who, deep: isSkipped })
      expect(errors).toEqual([])
      expect(data).toEqual({
        plans: ['FREE'],
        ...(who && { athlete: { handle: 'ana' } }),
        ...(isSkipped ? {} : { deep: { value: 1 } }),
      })
    }
    expect(world.gateway.plansMade()).toBe(made)
    // Eight plans would be too many to make for nobody.
    expect((await ask(many, { b: false, c: false })).data).toEqual({ deep: { value: 1 } })
    expect(world.gateway.plansMade()).toBe(made + 1)
  })

  it('of what is registered later are made when it is found', async () => {
    let clockMs = Date.now()
    world = await openWorld({ now: () => clockMs })
    await add(world.runtime, 'web 1', plans, deep)
    clockMs += 5_000
    const answer = await fetch(`${world.url}?documentId=sha256:${sha256(plans)}`)
    expect(await answer.json()).toEqual({ data: { plans: ['FREE'] } })
    await world.gateway.warmed()
    expect(world.gateway.plansMade()).toBe(2)
  })

  it('that the schema does not allow any more are said in the log, with whose they are, and the others are made', async () => {
    const lines: Record<string, unknown>[] = []
    const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(JSON.parse(line)) })
    const old = 'query Old { prices }'
    world = await openWorld({
      log,
      prepare: async (opened) => {
        await add(opened, 'web 1', old, plans)
        return opened
      },
    })
    await world.gateway.warmed()
    const said = lines.filter(({ msg }) => msg === 'an operation cannot be planned with this schema')
    expect(said).toMatchObject([{ hash: sha256(old), publication: 'web 1', reason: expect.stringContaining('prices') }])
    expect(world.gateway.plansMade()).toBe(1)
  })

  it('are made again for a supergraph that takes the place of the first, and what it has lost is said', async () => {
    const lines: Record<string, unknown>[] = []
    const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(JSON.parse(line)) })
    const near = 'query Near { near(degrees: 1) }'
    world = await openWorld({
      log,
      prepare: async (opened) => {
        await add(opened, 'web 1', near, plans, deep)
        return opened
      },
    })
    await world.gateway.warmed()
    expect(world.gateway.plansMade()).toBe(3)
    const athletes = typeDefs.athletes.replace('near(degrees: Float): Float', '')
    await world.gateway.replaceSchema(composed({ athletes }))
    await world.gateway.warmed()
    const said = lines.filter(({ msg }) => msg === 'an operation cannot be planned with this schema')
    expect(said).toMatchObject([{ hash: sha256(near), publication: 'web 1', reason: expect.stringContaining('near') }])
    const made = world.gateway.plansMade()
    const ask = graphqlClient(world.url)
    expect([(await ask(plans)).errors, (await ask(deep)).errors]).toEqual([[], []])
    expect((await ask(near)).errors).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }])
    expect(world.gateway.plansMade()).toBe(made)
  })

  it('of the operations that were used most are made by the next process', async () => {
    const first = await openWorld()
    const ask = graphqlClient(first.url)
    for (let time = 0; time < 3; time += 1) expect((await ask(plans)).errors).toEqual([])
    expect((await ask(deep)).errors).toEqual([])
    expect((await ask('query Wrong { nothing }')).errors).toHaveLength(1)
    expect((await ask('query Mine { byEmail(email: "ana@example.org") { id } }')).errors).toEqual([])
    await first.gateway.close()
    const { redis } = first.runtime
    const used = openMostUsed({ runtime: first.runtime, maxBytes: 1_000 })
    expect((await used.top()).map(({ text }) => text)).toEqual([plans, deep])
    world = await openWorld({ prepare: async (opened) => ({ ...opened, redis }) })
    await world.gateway.warmed()
    expect(world.gateway.plansMade()).toBe(2)
    await world.close()
    world = null
    await used.close()
    await first.close()
  })
})

describe('the count of used operations', () => {
  it('is that of all processes, for today and yesterday', async () => {
    let clockMs = Date.parse('2026-11-29T23:00:00Z')
    runtime = await testRuntime({ now: () => clockMs })
    const [one, two] = [openMostUsed({ runtime, maxBytes: 100 }), openMostUsed({ runtime, maxBytes: 100 })]
    for (const used of [one, two]) for (let time = 0; time < 2; time += 1) used.count(sha256(plans), plans)
    for (let time = 0; time < 3; time += 1) one.count(sha256(deep), deep)
    one.count('large', 'x'.repeat(101))
    await one.flush()
    await two.flush()
    expect((await one.top()).map(({ text }) => text)).toEqual([plans, deep])
    clockMs += 2 * 3600 * 1000
    for (let time = 0; time < 2; time += 1) two.count(sha256(deep), deep)
    await two.flush()
    expect((await one.top()).map(({ text }) => text)).toEqual([deep, plans])
    clockMs += 24 * 3600 * 1000
    expect((await one.top()).map(({ text }) => text)).toEqual([deep])
    await one.close()
    await two.close()
  })

  it('is bounded, and a flood of others does not push out what is used', async () => {
    runtime = await testRuntime()
    const used = openMostUsed({ runtime, maxBytes: 100 })
    for (let round = 0; round < 10; round += 1) {
      for (let index = 0; index < 2_000; index += 1) {
        const text = `query Q${round}x${index} { plans }`
        used.count(sha256(text), text)
        if (index % 500 === 0) used.count(sha256(plans), plans)
      }
      await used.flush()
    }
    const top = await used.top()
    expect(top[0]?.text).toBe(plans)
    expect(top).toHaveLength(300)
    const [texts] = (await runtime.redis.keys(`${runtime.config.namespace}:operations-texts:*`)) as [string]
    expect(await runtime.redis.hlen(texts.slice(runtime.config.namespace.length + 1))).toBe(300)
    await used.close()
  })

  it('is lost without Redis, and nothing else is', async () => {
    runtime = await testRuntime()
    const used = openMostUsed({ runtime, maxBytes: 100 })
    runtime.redis.disconnect()
    used.count(sha256(plans), plans)
    await used.flush()
    expect(await used.top()).toEqual([])
    await used.close()
  })
})
