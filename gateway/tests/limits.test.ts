import { graphqlClient } from '@gruppetto/testing'
import { getIntrospectionQuery } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ids } from './world/subgraphs.ts'
import { openWorld, type World } from './world/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld({
    config: { ratePerMinuteAthlete: 5, ratePerMinuteSignIn: 3, ratePerMinuteAddress: 1_000, maxIntrospectionCost: 200 },
  })
})
afterAll(() => world.close())

const ask = (query: string, variables: Record<string, unknown> = {}) => graphqlClient(world.url)(query, variables)
const refused = async (query: string, variables?: Record<string, unknown>) => {
  const { status, data, errors } = await ask(query, variables)
  expect({ status, data, codes: errors.map((error) => error.extensions?.code) }).toEqual({
    status: 400,
    data: null,
    codes: ['QUERY_TOO_COMPLEX'],
  })
  const { cost, limit } = errors[0]?.extensions ?? {}
  expect(cost).toBeGreaterThan(Number(limit))
}

const nest = (field: string, times: number, leaf: string): string => `${`${field} { `.repeat(times)}${leaf}${' }'.repeat(times)}`

describe('limits', () => {
  it('allow a normal query and full introspection', async () => {
    expect((await ask(`{ ${nest('deep', 15, 'value')} }`)).errors).toEqual([])
    expect(
      (await ask(getIntrospectionQuery({ descriptions: true, inputValueDeprecation: true, specifiedByUrl: true }))).errors,
    ).toEqual([])
  })

  it('refuse too deep documents, also in fragments', async () => {
    await refused(`{ ${nest('deep', 16, 'value')} }`)
    await refused(`{ deep { ...A } } fragment A on Deep { ${nest('deep', 15, 'value')} }`)
  })

  it('refuse too many aliases, root fields and tokens', async () => {
    await refused(`{ ${Array.from({ length: 101 }, (_, index) => `a${index}: plans`).join(' ')} }`)
    await refused(`{ ${'plans '.repeat(51)} }`)
    await refused(`{ ${'plans '.repeat(5_001)} }`)
  })

  it('refuse nested lists by their cost, also when a variable gives the size', async () => {
    await refused('{ deep { many(first: 100) { many(first: 100) { many(first: 100) { value deep { value } } } } } }')
    const query = 'query ($n: Int = 100) { deep { many(first: $n) { many(first: $n) { deep { value } } } } }'
    await refused(query)
    await refused(query, { n: 90 })
    expect((await ask(query, { n: 5 })).errors.map((error) => error.extensions?.code)).not.toContain('QUERY_TOO_COMPLEX')
  })

  it('refuse any string that is too long, before it is processed', async () => {
    const marks = `a${'\u0301'.repeat(200_000)}`
    const inVariable = await ask('query ($email: EmailAddress!) { byEmail(email: $email) { id } }', { email: marks })
    expect(inVariable.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', fields: [{ path: 'email' }] } }])
    const literal = await ask(`{ byEmail(email: "${marks}") { id } }`)
    expect(literal.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', fields: [{ path: 'email' }] } }])
  })

  it('take little time for fragments that spread themselves or each other, or repeat', async () => {
    const cycle = await ask('{ deep { ...A } } fragment A on Deep { deep { ...B } } fragment B on Deep { deep { ...A } }')
    expect(cycle.errors[0]?.extensions?.code).toBe('GRAPHQL_VALIDATION_FAILED')
    const bomb = Array.from(
      { length: 40 },
      (_, index) => `fragment F${index} on Deep { ...F${index + 1} ...F${index + 1} }`,
    ).join(' ')
    await refused(`{ deep { ...F0 } } ${bomb} fragment F40 on Deep { value }`)
    await refused(`{ deep { ${'value '.repeat(2_000)} } }`)
    const nested = `{ deep { ${Array.from({ length: 45 }, () => `deep { ${'value '.repeat(45)} }`).join(' ')} } }`
    await refused(nested)
  })

  it('bound introspection', async () => {
    const schema = '__schema { types { fields { type { fields { type { fields { name } } } } } } }'
    const { status, errors } = await ask(`{ ${schema} }`)
    expect(status).toBe(400)
    expect(errors[0]?.extensions?.code).toBe('GRAPHQL_VALIDATION_FAILED')
    await refused(
      `{ ${Array.from({ length: 50 }, (_, index) => `a${index}: __schema { types { fields { name args { name } } } }`).join(' ')} }`,
    )
  })
})

describe('rates', () => {
  it('count each athlete separately, and say when to come back', async () => {
    const token = await world.token({ athleteId: ids.athlete() })
    const mine = graphqlClient(world.url, token)
    for (let index = 0; index < 5; index += 1) expect((await mine('{ plans }')).errors).toEqual([])
    const { status, errors } = await mine('{ plans }')
    expect(status).toBe(429)
    expect(errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED', retryAfterSeconds: 12 } }])
    const raw = await fetch(world.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: '{"query":"{ plans }"}',
    })
    expect(raw.headers.get('retry-after')).toBe('12')
    expect((await graphqlClient(world.url, await world.token())('{ plans }')).errors).toEqual([])
  })

  it('count each attempt to sign in, also several in one request', async () => {
    const attempt = 'signIn(input: { email: "a@example.org", password: "x" })'
    const many = `mutation { ${Array.from({ length: 4 }, (_, index) => `a${index}: ${attempt}`).join(' ')} }`
    expect((await ask(many)).errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }])
    for (let index = 0; index < 3; index += 1) expect((await ask(`mutation { ${attempt} }`)).errors).toEqual([])
    expect((await ask(`mutation { ${attempt} }`)).errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }])
    expect((await ask('{ plans }')).errors).toEqual([])
  })

  it('use addresses from a trusted proxy, and none that the client invents', async () => {
    const from = (gateway: World, address: string) =>
      graphqlClient(gateway.url)('{ plans }', {}, { headers: { 'x-forwarded-for': address } })
    const proxied = await openWorld({ config: { ratePerMinuteAddress: 1, trustedProxies: 1 } })
    expect((await from(proxied, '198.51.100.1')).errors).toEqual([])
    expect((await from(proxied, '198.51.100.2')).errors).toEqual([])
    expect((await from(proxied, '203.0.113.9, 198.51.100.1')).errors).toHaveLength(1)
    await proxied.close()
    const direct = await openWorld({ config: { ratePerMinuteAddress: 1 } })
    expect((await from(direct, '198.51.100.1')).errors).toEqual([])
    expect((await from(direct, '198.51.100.2')).errors).toHaveLength(1)
    await direct.close()
  })

  it('charge a request by its cost, and also a refused one', async () => {
    const other = await openWorld({ config: { ratePerMinuteAddress: 20, maxCost: 2_000 } })
    const mine = graphqlClient(other.url)
    const codes = async (query: string) => (await mine(query)).errors.map((error) => error.extensions?.code)
    // 1,600 objects and as many leaves cost at least 17 tokens.
    expect(await codes('{ deep { many(first: 40) { many(first: 40) { deep { value } } } } }')).toEqual(['QUERY_TOO_COMPLEX'])
    expect(await codes('{ deep { many(first: 40) { many(first: 35) { value } } } }')).toEqual(['RATE_LIMITED'])
    expect(await codes('{ nothing }')).toEqual(['GRAPHQL_VALIDATION_FAILED'])
    expect(await codes('{ nothing')).toEqual(['GRAPHQL_PARSE_FAILED'])
    for (let index = 0; index < 5; index += 1) await codes('{ plans }')
    expect(await codes('{ nothing }')).toEqual(['RATE_LIMITED'])
    await other.close()
  })

  it('are counted locally when Redis is down', async () => {
    const other = await openWorld({ config: { ratePerMinuteAddress: 3 } })
    const mine = graphqlClient(other.url)
    expect((await mine('{ plans }')).errors).toEqual([])
    other.runtime.redis.disconnect()
    const signedIn = graphqlClient(other.url, await other.token())
    expect((await mine('{ plans }')).errors).toEqual([])
    expect((await mine('{ plans }')).errors).toEqual([])
    expect((await mine('{ plans }')).errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }])
    expect((await signedIn('{ plans }')).errors).toEqual([])
    await other.close()
  })
})
