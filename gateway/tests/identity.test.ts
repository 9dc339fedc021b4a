import { createHash } from 'node:crypto'
import { API_KEY_PATH, IDENTITY_HEADER, signIdentity } from '@gruppetto/graph'
import { graphqlClient } from '@gruppetto/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadGatewayConfig } from '../src/config.ts'
import { type SubgraphServer, serveSubgraph } from '../src/subgraph-server.ts'
import { ids } from './world/subgraphs.ts'
import { openWorld, type World } from './world/world.ts'

let aheadMs = 0
let world: World
beforeAll(async () => {
  world = await openWorld({ now: () => Date.now() + aheadMs })
})
afterAll(() => world.close())

const ask = (token?: string, headers?: Record<string, string>) =>
  graphqlClient(world.url, token)('{ viewer { id } plans }', {}, headers === undefined ? {} : { headers })
const codes = (errors: readonly { extensions?: { code?: string } }[]) => errors.map((error) => error.extensions?.code)

describe('access tokens', () => {
  it('identify the athlete, and nobody without a token', async () => {
    const athleteId = ids.athlete()
    expect((await ask(await world.token({ athleteId }))).data).toMatchObject({ viewer: { id: athleteId } })
    expect((await ask()).data).toMatchObject({ viewer: null, plans: ['FREE'] })
  })

  it.each([
    ['expired', { secondsLeft: -1 }],
    ['of another issuer', { issuer: 'someone' }],
    ['for another audience', { audience: 'someone' }],
    ['signed with an unknown key', { kid: 'nobody' }],
  ])('reads for a token %s what everybody may read, and says so where the viewer is asked for', async (_what, options) => {
    const { status, data, errors } = await ask(await world.token(options))
    expect({ status, data, codes: codes(errors) }).toEqual({
      status: 200,
      data: { viewer: null, plans: ['FREE'] },
      codes: ['UNAUTHENTICATED'],
    })
    expect(errors[0]?.path).toEqual(['viewer'])
    expect(errors[0]?.message).not.toBe('Sign in first.')
  })

  it('that have expired allow public fields, and mutations that need a viewer are refused at their field', async () => {
    const stale = graphqlClient(world.url, await world.token({ secondsLeft: -1 }))
    const signIn = 'signIn(input: { email: "a@example.org", password: "x" })'
    expect(await stale(`mutation { ${signIn} }`)).toMatchObject({ data: { signIn: 'token' }, errors: [] })
    const mixed = await stale(`mutation { ${signIn} secret }`)
    expect(mixed.data).toEqual({ signIn: 'token', secret: null })
    expect(mixed.errors).toMatchObject([
      { path: ['secret'], message: 'The access token has ended: refresh it.', extensions: { code: 'UNAUTHENTICATED' } },
    ])
  })

  it('that are invalid never make the anonymous answer look like the one for the athlete', async () => {
    const id = ids.activity()
    const athleteId = ids.athlete()
    world.data.handles.set(athleteId, 'ana')
    world.data.activities.set(id, { name: 'Ride', athleteId, hiddenFrom: new Set() })
    const stale = graphqlClient(world.url, await world.token({ secondsLeft: -1 }))
    const query = `{ a: activity(id: "${id}") { name viewerHasGivenKudos } upload(id: "upl_1") { id } me: viewer { handle unreadNotificationCount uploadCount }
      athlete(id: "${athleteId}") { handle } }`
    const { data, errors } = await stale(query)
    expect(data).toEqual({ a: { name: 'Ride', viewerHasGivenKudos: null }, upload: null, me: null, athlete: { handle: 'ana' } })
    expect(errors.map((error) => [error.path, error.extensions?.code]).sort()).toEqual([
      [['a', 'viewerHasGivenKudos'], 'UNAUTHENTICATED'],
      [['me'], 'UNAUTHENTICATED'],
      [['upload'], 'UNAUTHENTICATED'],
    ])
    expect((await graphqlClient(world.url)(query)).errors).toEqual([])
  })

  it('that are malformed, altered or unsigned identify nobody', async () => {
    const good = await world.token()
    const [head, , signature] = good.split('.')
    const claims = { sub: ids.athlete(), sid: 's', iss: 'gruppetto', aud: 'gruppetto', exp: 9e9 }
    const body = Buffer.from(JSON.stringify(claims)).toString('base64url')
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${body}.`
    for (const token of ['nonsense', `${head}.${body}.${signature}`, none, 'x'.repeat(10_000)]) {
      const { data, errors } = await ask(token)
      expect([data.viewer, codes(errors)]).toEqual([null, ['UNAUTHENTICATED']])
    }
    expect(codes((await ask(undefined, { authorization: 'Basic eDp5' })).errors)).toEqual(['UNAUTHENTICATED'])
  })

  it('that are invalid give status 200 to a client that accepts only plain JSON', async () => {
    const answer = await fetch(world.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', authorization: 'Bearer nonsense' },
      body: JSON.stringify({ query: '{ viewer { id } }' }),
    })
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] })
  })

  it('may have a new key, which is read from the key set, but not once for each invented key', async () => {
    const before = world.data.calls.jwks ?? 0
    for (let index = 0; index < 20; index += 1) await ask(await world.token({ kid: `made-up-${index}` }))
    expect((world.data.calls.jwks ?? 0) - before).toBeLessThanOrEqual(1)
    aheadMs += 5_100
    await world.rotate()
    const athleteId = ids.athlete()
    expect((await ask(await world.token({ athleteId }))).data).toMatchObject({ viewer: { id: athleteId } })
  })

  it('of an ended session identify nobody within a second', async () => {
    const sessionId = ids.session()
    const token = await world.token({ sessionId })
    expect((await ask(token)).errors).toEqual([])
    await world.runtime.redis.set(`revoked:${sessionId}`, '1', 'EX', 900)
    aheadMs += 1_050
    expect(codes((await ask(token)).errors)).toEqual(['UNAUTHENTICATED'])
  })
})

describe('API keys', () => {
  const secret = 'gk_live_secret'
  beforeAll(() => {
    world.data.apiKeys.set(createHash('sha256').update(secret).digest('hex'), {
      keyId: 'key_1',
      brandId: 'brand_1',
      scopes: ['LEADERBOARD_READ'],
    })
  })
  const asPartner = (query: string, key = secret) => graphqlClient(world.url)(query, {}, { headers: { 'x-api-key': key } })

  it('read partner, and commerce is called once for many requests', async () => {
    const before = world.data.calls.apiKey ?? 0
    for (let index = 0; index < 5; index += 1) {
      expect((await asPartner('{ __typename partner { brandId } }')).data).toEqual({
        __typename: 'Query',
        partner: { brandId: 'brand_1' },
      })
    }
    expect((world.data.calls.apiKey ?? 0) - before).toBe(1)
    expect((await asPartner('{ __schema { queryType { name } } }')).errors).toEqual([])
  })

  it('read nothing else, however the query is written', async () => {
    for (const query of [
      '{ plans }',
      '{ partner { brandId } viewer { id } }',
      '{ partner: plans }',
      'query { ...F } fragment F on Query { ... { plans } }',
      'mutation { rename(handle: "x") { id } }',
    ]) {
      const { data, errors, status } = await asPartner(query)
      expect({ query, data, status, codes: codes(errors) }).toEqual({ query, data: null, status: 403, codes: ['FORBIDDEN'] })
    }
  })

  it('are refused when they are unknown, or sent together with a token', async () => {
    expect(codes((await asPartner('{ partner { brandId } }', 'wrong')).errors)).toEqual(['UNAUTHENTICATED'])
    const both = await graphqlClient(world.url, await world.token())('{ plans }', {}, { headers: { 'x-api-key': secret } })
    expect(codes(both.errors)).toEqual(['UNAUTHENTICATED'])
  })

  it('give SERVICE_UNAVAILABLE, not UNAUTHENTICATED, when they cannot be checked', async () => {
    world.down.add('commerce')
    const { errors } = await asPartner('{ partner { brandId } }', 'another')
    world.down.delete('commerce')
    expect(errors).toMatchObject([{ extensions: { code: 'SERVICE_UNAVAILABLE', service: 'commerce' } }])
  })
})

describe('the HTTP server of a subgraph', () => {
  let server: SubgraphServer
  let url: string
  beforeAll(async () => {
    const commerce = world.subgraphs.find((subgraph) => subgraph.module.name === 'commerce')
    if (commerce === undefined) throw new Error('no commerce')
    server = await serveSubgraph(commerce, world.runtime, loadGatewayConfig({}), 0, '127.0.0.1')
    url = server.url
  })
  afterAll(() => server.close())

  const secretOf = () => world.runtime.config.identitySecret
  const knock = (identity: string | undefined, path = '/graphql', body: unknown = { query: '{ plans }' }) =>
    fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(identity === undefined ? {} : { [IDENTITY_HEADER]: identity }) },
      body: JSON.stringify(body),
    })

  it('answers a caller with a signed identity', async () => {
    const answer = await knock(signIdentity({ kind: 'anonymous', address: null }, secretOf(), Date.now()))
    expect(await answer.json()).toEqual({ data: { plans: ['FREE'] } })
  })

  it('refuses a missing, forged, altered or old identity', async () => {
    const caller = { kind: 'anonymous', address: null } as const
    const good = signIdentity(caller, secretOf(), Date.now())
    const forged = signIdentity(
      { kind: 'athlete', athleteId: 'ath_x', sessionId: 's', roles: ['STAFF'], address: null },
      'x'.repeat(40),
      Date.now(),
    )
    const altered = `${forged.split('.')[0]}.${good.split('.')[1]}`
    const old = signIdentity(caller, secretOf(), Date.now() - 3_600_000)
    for (const identity of [undefined, '', 'a.b', forged, altered, old]) {
      const answer = await knock(identity)
      expect(answer.status).toBe(401)
      expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] })
    }
  })

  it('answers internal routes only to the platform', async () => {
    const body = { sha256: 'none' }
    const asAthlete = signIdentity({ kind: 'anonymous', address: null }, secretOf(), Date.now())
    expect((await knock(asAthlete, API_KEY_PATH, body)).status).toBe(401)
    const asService = signIdentity({ kind: 'service', name: 'gateway' }, secretOf(), Date.now())
    expect((await knock(asService, API_KEY_PATH, body)).status).toBe(404)
  })

  it('answers 400 to a body without a query', async () => {
    const identity = signIdentity({ kind: 'anonymous', address: null }, secretOf(), Date.now())
    expect((await knock(identity, '/graphql', { q: 1 })).status).toBe(400)
  })
})
