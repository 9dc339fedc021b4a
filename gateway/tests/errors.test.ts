import { graphqlClient, liveClient } from '@gruppetto/testing'
import pino from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ids } from './world/subgraphs.ts'
import { openWorld, type World } from './world/world.ts'

let world: World
const logged: string[] = []
const me = ids.athlete()
const activityId = ids.activity()
const otherId = ids.activity()
let ask: ReturnType<typeof graphqlClient>
beforeAll(async () => {
  world = await openWorld({ log: pino({ level: 'error' }, { write: (line) => void logged.push(line) }) })
  ask = graphqlClient(world.url, await world.token({ athleteId: me }))
  world.data.handles.set(me, 'ana')
  world.data.activities.set(activityId, { name: 'Morning ride', athleteId: me, hiddenFrom: new Set() })
  world.data.activities.set(otherId, { name: 'Hidden', athleteId: me, hiddenFrom: new Set([me]) })
  world.data.feed.set('feed_1', { owner: me, kind: 'POST', subjectId: 'post_1' })
  world.data.feed.set('feed_2', { owner: me, kind: 'ACTIVITY', subjectId: activityId })
  world.data.feed.set('feed_3', { owner: me, kind: 'ACTIVITY', subjectId: otherId })
})
afterAll(() => world.close())
beforeEach(() => world.down.clear())

const FEED =
  '{ viewer { handle unreadNotificationCount feed { id ... on ActivityFeedItem { activity { id name kudosCount } } ... on PostFeedItem { text } } } }'

describe('a subgraph that is down', () => {
  it('has no effect while all are up, and a hidden reference is null without an error', async () => {
    const { data, errors } = await ask(FEED)
    expect(errors).toEqual([])
    expect(data.viewer.feed).toEqual([
      { id: 'feed_1', text: 'a post' },
      { id: 'feed_2', activity: { id: activityId, name: 'Morning ride', kudosCount: 3 } },
      { id: 'feed_3', activity: null },
    ])
  })

  it('makes its own fields null; each null in the answer has one error with its path', async () => {
    world.down.add('activities')
    const { data, errors, status } = await ask(FEED)
    expect(status).toBe(200)
    expect(data.viewer).toMatchObject({ handle: 'ana', unreadNotificationCount: 0 })
    expect(data.viewer.feed.map((item: { activity?: null }) => item.activity)).toEqual([undefined, null, null])
    expect(errors).toMatchObject([
      { path: ['viewer', 'feed', 1, 'activity', 'name'], extensions: { code: 'SERVICE_UNAVAILABLE', service: 'activities' } },
      { path: ['viewer', 'feed', 2, 'activity', 'name'], extensions: { code: 'SERVICE_UNAVAILABLE', service: 'activities' } },
    ])
    expect(JSON.stringify(errors)).not.toMatch(/ECONNREFUSED|10\.0\.0|serviceName|valueCompletion/)
  })

  it('names the row of each error in a list of several types', async () => {
    const bad = ids.activity()
    world.data.activities.set(bad, { name: 'bad', athleteId: me, hiddenFrom: new Set() })
    const items: [string, 'POST' | 'ACTIVITY', string][] = [
      ['feed_1', 'POST', 'post_1'],
      ['feed_2', 'ACTIVITY', bad],
      ['feed_3', 'POST', 'post_2'],
      ['feed_4', 'ACTIVITY', otherId],
      ['feed_5', 'ACTIVITY', bad],
      ['feed_6', 'ACTIVITY', activityId],
    ]
    const before = [...world.data.feed]
    world.data.feed.clear()
    for (const [id, kind, subjectId] of items) world.data.feed.set(id, { owner: me, kind, subjectId })
    const { data, errors } = await ask(
      '{ viewer { feed { ... on ActivityFeedItem { activity { id effort } } ... on PostFeedItem { text } } } }',
    )
    world.data.feed.clear()
    for (const [id, item] of before) world.data.feed.set(id, item)
    expect(data.viewer.feed[1]).toEqual({ activity: { id: bad, effort: null } })
    expect(data.viewer.feed[3]).toEqual({ activity: { id: otherId, effort: null } })
    expect(data.viewer.feed[5]).toEqual({ activity: { id: activityId, effort: null } })
    expect(errors.map(({ path, extensions }) => [path, extensions?.code])).toEqual([
      [['viewer', 'feed', 1, 'activity', 'effort'], 'FORBIDDEN'],
      [['viewer', 'feed', 4, 'activity', 'effort'], 'FORBIDDEN'],
    ])
  })

  it('makes a root field null, and the error names its alias', async () => {
    world.down.add('social')
    const { data, errors } = await ask(
      '{ me: viewer { handle count: unreadNotificationCount } item: notification(id: "x") { text } plans }',
    )
    expect(data).toMatchObject({ me: { handle: 'ana', count: null }, item: null, plans: ['FREE'] })
    expect(errors.map((error) => error.path)).toEqual(expect.arrayContaining([['item'], ['me', 'count']]))
    expect(errors).toHaveLength(2)
  })

  it('is reported when a non-null field makes the whole answer null', async () => {
    world.down.add('activities')
    const { data, errors } = await ask('{ plans newest { name } }')
    expect(data).toBeNull()
    expect(errors).toMatchObject([{ path: ['newest'], extensions: { code: 'SERVICE_UNAVAILABLE', service: 'activities' } }])
  })

  it('keeps the errors of the other subgraphs', async () => {
    world.down.add('commerce')
    const { data, errors } = await ask('{ broken plans viewer { handle } }')
    expect(data).toBeNull()
    expect(errors.map((error) => error.extensions?.code).sort()).toEqual(['INTERNAL_SERVER_ERROR', 'SERVICE_UNAVAILABLE'])
  })

  it('is called again as soon as it is back', async () => {
    world.down.add('activities')
    expect((await ask(`{ activity(id: "${activityId}") { name } }`)).errors).toHaveLength(1)
    world.down.clear()
    expect(await ask(`{ activity(id: "${activityId}") { name } }`)).toMatchObject({
      errors: [],
      data: { activity: { name: 'Morning ride' } },
    })
  })
})

describe('errors', () => {
  it('never reveal internals', async () => {
    const { data, errors } = await ask('{ broken viewer { handle } }')
    expect(data).toMatchObject({ broken: null, viewer: { handle: 'ana' } })
    expect(errors).toEqual([
      { message: 'Something went wrong on our side.', path: ['broken'], extensions: { code: 'INTERNAL_SERVER_ERROR' } },
    ])
  })

  it('name the wrong input of a variable, before any subgraph is called', async () => {
    const { status, data, errors } = await ask('mutation ($input: Credentials!) { signIn(input: $input) }', {
      input: { email: 'no address', password: 'x' },
    })
    expect({ status, data }).toEqual({ status: 400, data: null })
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', fields: [{ path: 'input.email' }] } }])
    const missing = await ask('query ($id: ID!) { athlete(id: $id) { id } }', {})
    expect(missing.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', fields: [{ path: 'id' }] } }])
  })

  it('in syntax and in validation have their codes and locations', async () => {
    expect((await ask('{ viewer {')).errors).toMatchObject([
      { locations: [{ line: 1 }], extensions: { code: 'GRAPHQL_PARSE_FAILED' } },
    ])
    const { errors } = await ask('{ nothing noneEither }')
    expect(errors.map((error) => error.extensions?.code)).toEqual(['GRAPHQL_VALIDATION_FAILED', 'GRAPHQL_VALIDATION_FAILED'])
    const unnamed = await ask('query A { plans } query B { plans }')
    expect(unnamed.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }])
    expect((await ask('query A { plans } query B { __typename }', {}, { operationName: 'B' })).data).toEqual({
      __typename: 'Query',
    })
  })

  it('hide nothing of the public schema, and all inaccessible elements', async () => {
    const { data } = await ask('{ __schema { types { name } } __type(name: "_Entity") { name } }')
    const names = data.__schema.types.map((type: { name: string }) => type.name)
    expect(names).toContain('Notification')
    expect(names.filter((name: string) => /^join__|^_/.test(name) && !name.startsWith('__'))).toEqual([])
    expect(data.__type).toBeNull()
  })
})

describe('an unexpected error', () => {
  const failed = () => logged.filter((line) => line.includes('an operation failed'))
  beforeEach(() => {
    logged.length = 0
  })

  it('is logged once over HTTP', async () => {
    const { errors } = await ask('{ broken }')
    expect(errors).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }])
    expect(failed()).toHaveLength(1)
  })

  it('is logged once over a websocket, for a query and at the start of a subscription', async () => {
    const client = await liveClient(world.url, await world.token({ athleteId: me }))
    await expect(client.subscribe('{ broken }').next()).rejects.toThrow('INTERNAL_SERVER_ERROR')
    expect(failed()).toHaveLength(1)
    const spoilt = {
      owner: me,
      progress: 0,
      get status(): string {
        throw new Error('spoilt')
      },
    }
    world.data.uploads.set('spoilt', spoilt)
    const begun = client.subscribe('subscription { uploadProgressed(id: "spoilt") { id } }')
    await expect(begun.next()).rejects.toThrow('INTERNAL_SERVER_ERROR')
    expect(failed()).toHaveLength(2)
    await client.close()
  })
})
