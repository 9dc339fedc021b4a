import { graphqlClient } from '@gruppetto/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { ids } from './world/subgraphs.ts'
import { openWorld, type World } from './world/world.ts'

let world: World
let ask: ReturnType<typeof graphqlClient>
const me = ids.athlete()
beforeAll(async () => {
  world = await openWorld()
  ask = graphqlClient(world.url, await world.token({ athleteId: me }))
})
afterAll(() => world.close())

const post = async (body: string) => {
  const answer = await fetch(world.url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  return { status: answer.status, answer: (await answer.json()) as { errors?: { extensions?: { code?: string } }[] } }
}

/** Sends messages over a socket after the acknowledgement, and returns what arrives until an answer or the close. */
const talk = async (...messages: unknown[]) => {
  const token = await world.token({ athleteId: me })
  const socket = new WebSocket(world.url.replace('http', 'ws'), 'graphql-transport-ws')
  return new Promise<{ code?: number; said: { type: string; payload?: unknown }[] }>((resolve) => {
    const said: { type: string; payload?: unknown }[] = []
    socket.on('open', () =>
      socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } })),
    )
    socket.on('message', (data) => {
      const message = JSON.parse(String(data))
      if (message.type === 'connection_ack') for (const each of messages) socket.send(JSON.stringify(each))
      else if (message.type !== 'ping') said.push(message)
      if (['error', 'next'].includes(message.type)) socket.close()
    })
    socket.on('close', (code) => resolve({ code, said }))
  })
}

describe("a client's mistake is never reported as an internal error", () => {
  it.each([
    ['null for a variable with a default', 'query ($n: Int = 5) { page(size: $n) }', { n: null }, 'size'],
    ['null for a variable before a default', 'query ($n: Int) { page(size: $n) }', { n: null }, 'size'],
    ['null as a default', 'query ($n: Int = null) { page(size: $n) }', {}, 'size'],
    ['null in a fragment', 'query ($n: Int = 5) { ...F } fragment F on Query { page(size: $n) }', { n: null }, 'size'],
    ['null for a condition', 'query ($yes: Boolean = true) { plans @include(if: $yes) }', { yes: null }, 'if'],
    [
      'null for an optional condition on a field inside',
      'query ($no: Boolean = false) { viewer { id handle @skip(if: $no) } }',
      { no: null },
      'if',
    ],
    ['a fraction', 'query ($n: Int!) { page(size: $n) }', { n: 1.5 }, 'size'],
    ['a variable that is missing', 'query ($n: Int!) { page(size: $n) }', {}, 'size'],
  ])('%s', async (_what, query, variables, path) => {
    const { errors } = await ask(query, variables)
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', fields: [{ path }] } }])
  })

  it.each([
    '{"query":"query ($d: Float) { near(degrees: $d) }","variables":{"d":1e400}}',
    '{"query":"query ($d: Int!) { page(size: $d) }","variables":{"d":-1e400}}',
    '{"query":"query ($d: ID!) { athlete(id: $d) { id } }","variables":{"d":1e400}}',
  ])('a number too large: %s', async (body) => {
    expect((await post(body)).answer.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', fields: [{}] } }])
  })

  it('similar valid operations are answered', async () => {
    expect((await ask('query ($n: Int = 5) { page(size: $n) }')).data).toEqual({ page: 5 })
    expect((await ask('query ($n: Int) { page(size: $n) }')).data).toEqual({ page: 3 })
    expect((await ask('query ($d: Float) { near(degrees: $d) }', { d: null })).data).toEqual({ near: null })
    expect((await ask('{ near(degrees: 1e300) }')).data).toEqual({ near: 1e300 })
  })

  it.each([
    ['{ near(degrees: 1e400) }', 'GRAPHQL_VALIDATION_FAILED'],
    ['{ near(degrees: -1e999) }', 'GRAPHQL_VALIDATION_FAILED'],
    [`{ near(degrees: ${'9'.repeat(400)}) }`, 'GRAPHQL_VALIDATION_FAILED'],
    ['query ($d: Float = 1e400) { near(degrees: $d) }', 'GRAPHQL_VALIDATION_FAILED'],
    ['{ __typename: plans }', 'GRAPHQL_VALIDATION_FAILED'],
    ['{ viewer { __typename: handle } }', 'GRAPHQL_VALIDATION_FAILED'],
    [`{ athlete(id: ${'['.repeat(2_400)}${']'.repeat(2_400)}) { id } }`, 'QUERY_TOO_COMPLEX'],
    [`{ athlete(id: ${'{a:'.repeat(1_600)}1${'}'.repeat(1_600)}) { id } }`, 'QUERY_TOO_COMPLEX'],
    [`query ($x: ${'['.repeat(2_000)}Int${']'.repeat(2_000)}) { plans }`, 'QUERY_TOO_COMPLEX'],
    [`${'{ deep '.repeat(2_400)}`, 'QUERY_TOO_COMPLEX'],
    [`{ athlete(id: ${'['.repeat(150)}${']'.repeat(150)}) { id } }`, 'GRAPHQL_VALIDATION_FAILED'],
    ['{ byEmail(email: 5) { id } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['{ plans @include }', 'GRAPHQL_VALIDATION_FAILED'],
    ['', 'BAD_USER_INPUT'],
    ['#', 'GRAPHQL_PARSE_FAILED'],
    ['fragment F on Query { plans }', 'GRAPHQL_VALIDATION_FAILED'],
  ])('%.60s', async (query, code) => {
    expect((await ask(query)).errors[0]?.extensions?.code).toBe(code)
  })

  it.each([
    '{"query":"{ plans }","extensions":{"persistedQuery":{"version":2,"sha256Hash":"x"}}}',
    '{"query":"{ plans }","extensions":{"persistedQuery":{"version":"1","sha256Hash":"x"}}}',
    '{"query":"{ plans }","extensions":{"persistedQuery":"x"}}',
    '{"query":"{ plans }","extensions":{"persistedQuery":{"version":1}}}',
    '{"query":"{ plans }","extensions":{"persistedQuery":{"version":1,"sha256Hash":7}}}',
    '{"query":"{ plans }","extensions":[]}',
    '{"query":"{ plans }","variables":[1]}',
    '{"query":"{ plans }","variables":"{}"}',
    '{"query":"{ plans }","operationName":7}',
    '{"query":["{ plans }"]}',
    '{"query":7}',
    '{"query":null}',
    '{}',
    '7',
    'null',
    '',
    `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
    `{"query":"query ($d: Float) { near(degrees: $d) }","variables":{"d":${'['.repeat(100_000)}${']'.repeat(100_000)}}}`,
  ])('a request that is none: %.80s', async (body) => {
    const { status, answer } = await post(body)
    expect([status < 500, answer.errors?.[0]?.extensions?.code]).toEqual([
      true,
      expect.stringMatching(/^BAD_USER_INPUT|QUERY_TOO_COMPLEX$/),
    ])
  })
})

it('an error names the argument of a wrong value, whatever the name of the variable', async () => {
  const place = async (query: string, variables: Record<string, unknown>) =>
    (await ask(query, variables)).errors.map((error) => (error.extensions?.fields as { path: string }[] | undefined)?.[0]?.path)
  expect(await place('mutation ($x: Credentials!) { signIn(input: $x) }', { x: { email: 'no', password: 'x' } })).toEqual([
    'input.email',
  ])
  expect(await place('mutation ($e: EmailAddress!) { signIn(input: { email: $e, password: "x" }) }', { e: 'no' })).toEqual([
    'input.email',
  ])
  expect(await place('query ($who: EmailAddress!) { byEmail(email: $who) { id } }', { who: 'no' })).toEqual(['email'])
})

describe('over a socket', () => {
  it.each(['connection_ack', 'next', 'error'])('%s, a message that only servers send, is a bad request', async (type) => {
    const payload = type === 'error' ? [{ message: 'x' }] : {}
    expect((await talk({ id: '1', type, payload })).code).toBe(4400)
  })

  it.each(['@include(if: false)', '@include(if: true)', '@skip(if: true)'])(
    'a subscription has its root field whatever happens: %s is refused',
    async (directive) => {
      for (const query of [
        `subscription { notificationReceived ${directive} { text } }`,
        `subscription { ... ${directive} { notificationReceived { text } } }`,
        `subscription { ...F } fragment F on Subscription { notificationReceived ${directive} { text } }`,
      ]) {
        const { said } = await talk({ id: '1', type: 'subscribe', payload: { query } })
        expect(said).toMatchObject([{ type: 'error', payload: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] }])
      }
    },
  )

  it('null for a variable of a subscription is reported as for other operations', async () => {
    const query = 'subscription ($n: Boolean = true) { notificationReceived { text(upper: $n) id @include(if: $n) } }'
    const { said } = await talk({ id: '1', type: 'subscribe', payload: { query, variables: { n: null } } })
    expect(said).toMatchObject([
      { type: 'error', payload: [{ extensions: { code: 'BAD_USER_INPUT', fields: [{ path: 'if' }] } }] },
    ])
  })
})
