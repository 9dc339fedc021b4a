import {
  baseContext,
  type Caller,
  newId,
  openSubgraph,
  QUOTAS,
  type Subgraph,
  type SubgraphModule,
  subgraphTypeDefs,
  withLoaders,
} from '@gruppetto/graph'
import { openCounter, type Runtime } from '@gruppetto/runtime'
import { testRuntime } from '@gruppetto/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

let runtime: Runtime
let aheadMs = 0
let added = 0
let subgraph: Subgraph

/** The schema of social, with mutations that only count their calls. */
const counting: SubgraphModule = {
  name: 'social',
  typeDefs: subgraphTypeDefs('social'),
  resolvers: {
    Mutation: {
      addComment: () => {
        added += 1
        return { id: 'cmt_x' }
      },
      takeBackKudos: () => null,
    },
    Comment: { id: () => 'cmt_x' },
  },
  partnerMayRead: [],
  open: async (opened) => ({
    database: await opened.database('social'),
    workers: [],
    jobs: [],
    routes: [],
    suspendedUntilMs: async () => null,
    context: (caller, traceparent) => withLoaders(baseContext(opened, caller, traceparent), () => ({})),
    close: async () => undefined,
  }),
}

beforeAll(async () => {
  runtime = await testRuntime({ now: () => Date.now() + aheadMs, env: { QUOTA_FACTOR: '1' } })
  subgraph = await openSubgraph(counting, runtime)
})
afterAll(async () => {
  await subgraph.close()
  await runtime.close()
})

const newAthlete = (): Caller => ({ kind: 'athlete', athleteId: newId('Athlete'), sessionId: 's', roles: [], address: null })
const comment = (alias: number) => `c${alias}: addComment(input: { subjectId: "act_x", text: "hello" }) { id }`
const perMinute = QUOTAS.addComment?.perMinute ?? 0

const send = async (caller: Caller, times: number) => {
  const query = `mutation { ${Array.from({ length: times }, (_, alias) => comment(alias)).join(' ')} }`
  const { errors = [] } = await subgraph.execute({ query }, caller, null)
  return { refused: errors.map(({ extensions }) => extensions) }
}

describe('a quota', () => {
  it('counts each alias of a request, and runs nothing beyond it', async () => {
    const before = added
    const { refused } = await send(newAthlete(), perMinute + 30)
    expect(added - before).toBe(perMinute)
    // A refused non-null field ends the whole operation with the first refusal.
    const [extensions] = refused
    expect(extensions).toMatchObject({ code: 'RATE_LIMITED' })
    expect(extensions?.retryAfterSeconds).toBeGreaterThan(0)
    expect(extensions?.retryAfterSeconds).toBeLessThanOrEqual(60)
  })

  it('is of one account and one kind of change', async () => {
    const full = newAthlete()
    expect((await send(full, perMinute + 1)).refused).toHaveLength(1)
    expect((await send(newAthlete(), 1)).refused).toEqual([])
    const query = 'mutation { takeBackKudos(subjectId: "act_x") { __typename } }'
    expect((await subgraph.execute({ query }, full, null)).errors).toBeUndefined()
  })

  it('holds over requests that come at the same moment', async () => {
    const [fast, before] = [newAthlete(), added]
    await Promise.all(Array.from({ length: 30 }, () => send(fast, 2)))
    expect(added - before).toBe(perMinute)
  })

  it('is not asked of who is signed out: those are refused by the change itself', async () => {
    expect((await send({ kind: 'anonymous', address: null }, perMinute + 5)).refused).toEqual([])
  })
})

describe('while Redis is away', () => {
  it('this process counts for itself, and begins anew when the window has passed', async () => {
    const away = await testRuntime({ now: () => Date.now() + aheadMs })
    const counter = openCounter(away)
    away.redis.disconnect()
    const windows = [{ most: 3, seconds: 60 }]
    const waits: number[] = []
    for (let index = 0; index < 5; index += 1) waits.push(await counter.count('quota:ath_x:comments', windows))
    expect(waits.map((wait) => wait > 0)).toEqual([false, false, false, true, true])
    expect(await counter.count('quota:ath_y:comments', windows)).toBe(0)
    await counter.forget('quota:ath_x:comments', windows)
    expect(await counter.count('quota:ath_x:comments', [{ most: 1, seconds: 60 }])).toBe(0)
    expect(await counter.count('quota:ath_x:comments', [{ most: 1, seconds: 60 }])).toBeGreaterThan(0)
    aheadMs = 61_000
    expect(await counter.count('quota:ath_x:comments', windows)).toBe(0)
    await away.redis.connect()
    await away.close()
  })
})
