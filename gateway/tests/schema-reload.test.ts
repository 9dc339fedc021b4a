import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { graphqlClient, liveClient, testFolder } from '@gruppetto/testing'
import pino from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { inProcessTransport, watchSchemaFile } from '../src/module.ts'
import { ids, typeDefs } from './world/subgraphs.ts'
import { composed, openWorld, type World } from './world/world.ts'

const without = (sdl: string, ...parts: string[]): string =>
  parts.reduce((left, part) => {
    if (!left.includes(part)) throw new Error(`the schema has no ${part}`)
    return left.replace(part, '')
  }, sdl)

const WIDE = composed()
/** Without two fields of Query and a subscription. */
const NARROW = composed({
  athletes: without(typeDefs.athletes, 'near(degrees: Float): Float'),
  social: without(typeDefs.social, 'notification(id: ID!): Notification', 'notificationReceived: Notification!'),
})

let world: World
let token: string
let ask: ReturnType<typeof graphqlClient>
/** While it is there, calls of social wait for it. */
let gate: { readonly passed: Promise<void>; open(): void; waiting: number } | null = null
const me = ids.athlete()
const activityId = ids.activity()

beforeAll(async () => {
  world = await openWorld({
    supergraphSdl: NARROW,
    transport: async (subgraphs) => {
      const inner = inProcessTransport(subgraphs)
      return {
        ...inner,
        execute: async (name, ...rest) => {
          if (name === 'social' && gate !== null) {
            gate.waiting += 1
            await gate.passed
          }
          return inner.execute(name, ...rest)
        },
      }
    },
  })
  world.data.handles.set(me, 'ana')
  world.data.activities.set(activityId, { name: 'Ride', athleteId: me, hiddenFrom: new Set() })
  world.data.notifications.set('notif_1', { owner: me, text: 'hello', activityId })
  token = await world.token({ athleteId: me })
  ask = graphqlClient(world.url, token)
})
afterAll(() => world.close())

/** Puts a schema in place that differs from all before, at least in a comment. */
let versions = 0
const put = (sdl: string): Promise<boolean> => {
  versions += 1
  return world.gateway.replaceSchema(`${sdl}\n# ${versions}`)
}
const listening = async (topics: number) => {
  await expect.poll(() => world.gateway.topics()).toBe(topics)
  await world.runtime.bus.connection.flush()
}

describe('another supergraph', () => {
  beforeEach(() => put(NARROW))

  it('answers the fields that it adds, and refuses those that it lacks, as a validation does', async () => {
    expect((await ask('{ near(degrees: 7.5) }')).errors).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }])
    expect(await put(WIDE)).toBe(true)
    expect(await ask('{ near(degrees: 7.5) }')).toMatchObject({ errors: [], data: { near: 7.5 } })
    expect((await ask('{ __type(name: "Query") { fields { name } } }')).data.__type.fields).toContainEqual({ name: 'near' })
    await put(NARROW)
    expect((await ask('{ near(degrees: 7.5) }')).errors).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }])
    expect((await ask('{ __type(name: "Query") { fields { name } } }')).data.__type.fields).not.toContainEqual({ name: 'near' })
  })

  it('that is the present one changes nothing', async () => {
    const same = `${WIDE}\n# same`
    expect(await world.gateway.replaceSchema(same)).toBe(true)
    expect(await world.gateway.replaceSchema(same)).toBe(false)
  })

  it('has the plans of what was asked for last before it answers', async () => {
    const query = '{ viewer { handle unreadNotificationCount } plans }'
    expect((await ask(query)).errors).toEqual([])
    await put(WIDE)
    const before = world.gateway.plansMade()
    expect((await ask(query)).errors).toEqual([])
    expect(world.gateway.plansMade()).toBe(before)
  })

  it('lets an operation that has begun end on the one before', async () => {
    await put(WIDE)
    let open = () => {}
    const passed = new Promise<void>((resolve) => {
      open = resolve
    })
    gate = { passed, open: () => open(), waiting: 0 }
    const asking = ask(
      '{ near(degrees: 1) viewer { handle unreadNotificationCount } notification(id: "notif_1") { text activity { name } } }',
    )
    await expect.poll(() => gate?.waiting).toBeGreaterThan(0)
    await put(NARROW)
    const other = ask('{ near(degrees: 1) }')
    gate.open()
    gate = null
    expect(await asking).toMatchObject({
      errors: [],
      data: { near: 1, viewer: { handle: 'ana' }, notification: { text: 'hello', activity: { name: 'Ride' } } },
    })
    expect((await other).errors).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }])
  })

  it('ends the subscriptions that it does not have with an error, and the others go on', async () => {
    await put(WIDE)
    const client = await liveClient(world.url, token)
    const notified = client.subscribe('subscription { notificationReceived { text } }')
    const unread = client.subscribe('subscription { unreadNotificationCountChanged }')
    await listening(2)
    world.runtime.live.publish('notification', me, { id: 'notif_1' })
    expect(await notified.next()).toEqual({ notificationReceived: { text: 'hello' } })
    await put(NARROW)
    await expect(notified.next()).rejects.toThrow('GRAPHQL_VALIDATION_FAILED')
    await listening(1)
    world.data.unread.set(me, 41)
    world.runtime.live.publish('unread', me)
    expect(await unread.next()).toEqual({ unreadNotificationCountChanged: 41 })
    await client.close()
    await listening(0)
  })
})

it('no request and no push is lost while the supergraph is replaced ten times', async () => {
  const client = await liveClient(world.url, token)
  const unread = client.subscribe('subscription { unreadNotificationCountChanged }')
  await listening(1)
  const state = { isOver: false, answered: 0, pushed: 0 }
  const wrong: unknown[] = []
  const reader = async (query: string, expected: unknown) => {
    while (!state.isOver) {
      const { data, errors } = await ask(query)
      if (errors.length > 0 || JSON.stringify(data) !== JSON.stringify(expected)) wrong.push({ data, errors })
      state.answered += 1
    }
  }
  const pusher = async () => {
    while (!state.isOver) {
      world.data.unread.set(me, state.pushed)
      world.runtime.live.publish('unread', me)
      const pushed = await unread.next()
      if (pushed.unreadNotificationCountChanged !== state.pushed) wrong.push(pushed)
      state.pushed += 1
    }
  }
  // Documents that were never seen are planned while the supergraph is replaced.
  const stranger = async () => {
    for (let number = 0; !state.isOver; number += 1) {
      const { errors } = await ask(`{ a${number}: plans viewer { handle } }`)
      if (errors.length > 0) wrong.push(errors)
      state.answered += 1
    }
  }
  const work = [
    reader('{ viewer { handle } plans }', { viewer: { handle: 'ana' }, plans: ['FREE'] }),
    reader(`{ activity(id: "${activityId}") { name kudosCount } }`, { activity: { name: 'Ride', kudosCount: 3 } }),
    stranger(),
    pusher(),
  ]
  for (let round = 0; round < 10; round += 1) {
    const { answered, pushed } = state
    expect(await put(round % 2 === 0 ? WIDE : NARROW)).toBe(true)
    // Each of them is used before the next one comes.
    await expect.poll(() => state.answered > answered + 4 && state.pushed > pushed, { timeout: 30_000 }).toBe(true)
  }
  state.isOver = true
  await Promise.all(work)
  expect(wrong).toEqual([])
  await client.close()
})

const BROKEN: [what: string, sdl: string, why: RegExp][] = [
  ['no GraphQL', 'nothing {', /Syntax Error/],
  ['empty', '', /Syntax Error/],
  ['no supergraph', 'type Query { a: Int }', /no supergraph/],
  ['cut off', WIDE.slice(0, WIDE.length / 2), /./],
  [
    'of a subgraph that is unknown',
    WIDE.replace('@join__graph(name: "commerce"', '@join__graph(name: "weather"'),
    /weather is unknown/,
  ],
  [
    'with a subscription that nobody feeds',
    composed({ clubs: typeDefs.clubs.replace('type Subscription {', 'type Subscription { weatherChanged: Challenge!') }),
    /Subscription\.weatherChanged/,
  ],
  ['with a type that is unknown', WIDE.replace('plans: [String!]!', 'plans: [Nothing!]!'), /Nothing/],
]

describe('a supergraph that cannot be used', () => {
  it.each(BROKEN)('%s is refused, and the one before stays', async (_what, sdl, why) => {
    await put(WIDE)
    await expect(world.gateway.replaceSchema(sdl)).rejects.toThrow(why)
    expect(await ask('{ near(degrees: 2) plans }')).toMatchObject({ errors: [], data: { near: 2, plans: ['FREE'] } })
  })
})

describe('the file of the supergraph', () => {
  it('is taken over when it has changed and is whole, and is refused with a word where it cannot be used', async () => {
    await put(NARROW)
    const file = join(testFolder('schema'), 'supergraph.graphql')
    const logged: string[] = []
    const warnings = new Map<string, string>()
    const log = pino({}, { write: (line) => void logged.push((JSON.parse(line) as { msg: string }).msg) })
    let replaced = 0
    const watched = watchSchemaFile({
      runtime: { log, warnings },
      file,
      everyMs: 50,
      replace: (sdl) => {
        replaced += 1
        return world.gateway.replaceSchema(sdl)
      },
    })
    await expect.poll(() => warnings.get('supergraph')).toMatch(/cannot be read/)
    writeFileSync(file, `${NARROW}\n# of the file`)
    await expect.poll(() => warnings.has('supergraph')).toBe(false)
    await expect.poll(() => replaced).toBe(1)

    writeFileSync(file, WIDE.slice(0, 5_000))
    await expect.poll(() => warnings.get('supergraph')).toMatch(/cannot be used/)
    expect((await ask('{ plans }')).errors).toEqual([])
    expect(replaced).toBe(2)

    const whole = `${file}.next`
    writeFileSync(whole, `${WIDE}\n# of the file`)
    renameSync(whole, file)
    await expect.poll(() => warnings.has('supergraph')).toBe(false)
    expect((await ask('{ near(degrees: 3) }')).data).toEqual({ near: 3 })
    expect(logged).toContain('a new supergraph cannot be used: the one from before stays')
    expect(logged.at(-1)).toBe('a new supergraph is used from now on')

    watched.close()
    writeFileSync(file, `${NARROW}\n# asked for`)
    await watched.look()
    expect((await ask('{ near(degrees: 3) }')).errors).toHaveLength(1)
  })
})
