import { once } from 'node:events'
import { createServer, type Server as HttpServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { composeServices } from '@apollo/composition'
import { parse } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Server, serveSupergraph } from './serve.ts'

const sdl = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])
  type Query { greeting(to: String = "you"): String }
  type Subscription { greeted: String }`

/** A subgraph that says what it was told: its variables and the authorization. */
const openEcho = async (): Promise<HttpServer> => {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
    const { variables } = JSON.parse(Buffer.concat(chunks).toString('utf8'))
    response.end(
      JSON.stringify({
        data: { greeting: `${JSON.stringify(Object.values(variables ?? {}))} ${request.headers.authorization}` },
      }),
    )
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  return server
}

describe('the server of a supergraph', () => {
  const logged: string[] = []
  let echo: HttpServer
  let server: Server
  beforeAll(async () => {
    echo = await openEcho()
    const url = `http://127.0.0.1:${(echo.address() as AddressInfo).port}/`
    const { supergraphSdl = '' } = composeServices([{ name: 'echo', url, typeDefs: parse(sdl) }])
    server = await serveSupergraph({ supergraphSdl, port: 0, log: (message) => logged.push(message) })
  })
  afterAll(async () => {
    await server.close()
    echo.closeAllConnections()
    echo.close()
  })

  const post = async (body: unknown, headers: Record<string, string> = {}) => {
    const answer = await fetch(`http://127.0.0.1:${server.port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
    expect(answer.status).toBe(200)
    return answer.json()
  }

  it('answers, and passes variables and authorization on, each time its own', async () => {
    const query = 'query ($to: String) { greeting(to: $to) __typename }'
    const ask = (to: string, authorization: string) => post({ query, variables: { to } }, { authorization })
    expect(await ask('a', 'one')).toEqual({ data: { greeting: '["a"] one', __typename: 'Query' } })
    expect(await ask('b', 'two')).toEqual({ data: { greeting: '["b"] two', __typename: 'Query' } })
  })

  it.each([
    ['no JSON', '{', 'The body is no JSON.'],
    ['no query', { id: 1 }, 'The body has no query.'],
    ['a list', [], 'The body has no query.'],
    ['variables that are a list', { query: '{ greeting }', variables: [] }, 'variables is no object.'],
    ['a name that is none', { query: '{ greeting }', operationName: 1 }, 'operationName is no text.'],
    ['a document that is none', { query: '{ greeting' }, 'Syntax Error: Expected Name, found <EOF>.'],
    ['a field that is none', { query: '{ farewell }' }, 'Cannot query field "farewell" on type "Query".'],
    ['an operation that is none', { query: 'query A { greeting }', operationName: 'B' }, 'There is no operation B.'],
    [
      'a wrong variable',
      { query: 'query ($to: String!) { greeting(to: $to) }' },
      'Variable "$to" of required type "String!" was not provided.',
    ],
    ['a subscription', { query: 'subscription { greeted }' }, 'A subscription needs a socket.'],
    ['far too much', { query: `{ greeting } #${'x'.repeat(1_000_000)}` }, 'The request has more than 1000000 bytes.'],
  ])('refuses %s', async (_name, body, message) => {
    const refused = await post(body)
    expect(refused).toEqual({ errors: [expect.objectContaining({ message })] })
  })

  it('takes a body whole or in pieces, one after the other on a connection, and none that is empty', async () => {
    const socket = connect(server.port, '127.0.0.1').setNoDelay(true)
    await once(socket, 'connect')
    let came = ''
    socket.setEncoding('utf8').on('data', (text: string) => {
      came += text
    })
    const heard = (text: string) => expect.poll(() => came).toContain(text)
    const requestOf = (to: string): Buffer => {
      const body = Buffer.from(JSON.stringify({ query: 'query ($to: String) { greeting(to: $to) }', variables: { to } }))
      return Buffer.concat([Buffer.from(`POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-length: ${body.length}\r\n\r\n`), body])
    }
    socket.write(requestOf('whole'))
    await heard('whole')
    const bytes = requestOf('pièces')
    // Cut behind the head, and within a character.
    const cuts = [0, bytes.indexOf('{'), bytes.indexOf('è') + 1, bytes.length]
    for (const [index, cut] of cuts.slice(1).entries()) {
      socket.write(bytes.subarray(cuts[index], cut))
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    await heard('pièces')
    socket.write(Buffer.concat([requestOf('first'), requestOf('second')]))
    await heard('first')
    await heard('second')
    socket.destroy()
    expect(await post('')).toEqual({ errors: [expect.objectContaining({ message: 'The body is no JSON.' })] })
  })

  it('has nothing else', async () => {
    const at = (path: string, method: string) => fetch(`http://127.0.0.1:${server.port}${path}`, { method })
    expect((await at('/graphql', 'GET')).status).toBe(405)
    expect((await at('/', 'POST')).status).toBe(404)
    expect((await at('/health', 'GET')).status).toBe(200)
  })

  it('says which subgraph is down, to its log and to the client', async () => {
    const { supergraphSdl = '' } = composeServices([{ name: 'echo', url: 'http://127.0.0.1:1/', typeDefs: parse(sdl) }])
    const lonely = await serveSupergraph({ supergraphSdl, port: 0, log: (message) => logged.push(message) })
    const answer = await fetch(`http://127.0.0.1:${lonely.port}/graphql`, { method: 'POST', body: '{"query":"{ greeting }"}' })
    expect(await answer.json()).toEqual({
      data: { greeting: null },
      errors: [
        {
          message: 'echo does not answer now.',
          path: ['greeting'],
          extensions: { code: 'SERVICE_UNAVAILABLE', service: 'echo' },
        },
      ],
    })
    await lonely.close()
    expect(logged).toEqual(['echo has not answered'])
  })

  const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`
  const objects = (depth: number): string => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`
  it.each([
    ['lists', nested(10_000)],
    ['many lists', nested(1_000_000)],
    ['objects', objects(10_000)],
    ['many objects', objects(1_000_000)],
    ['more bytes than it may', `"${'x'.repeat(10_000_000)}"`],
    ['what is no JSON', '"a'],
    ['what is no UTF-8', Buffer.from([0x22, 0xff, 0x22])],
  ])('loses only the fields of a subgraph that answers with %s', async (_name, value) => {
    const bad = createServer((_request, response) => {
      response.write('{"data":{"anything":')
      response.write(value)
      response.end('}}')
    }).listen(0, '127.0.0.1')
    await new Promise((resolve) => bad.once('listening', resolve))
    const { supergraphSdl = '' } = composeServices([
      { name: 'echo', url: `http://127.0.0.1:${(echo.address() as AddressInfo).port}/`, typeDefs: parse(sdl) },
      {
        name: 'bad',
        url: `http://127.0.0.1:${(bad.address() as AddressInfo).port}/`,
        typeDefs: parse('scalar Anything type Query { anything: Anything }'),
      },
    ])
    const beside = await serveSupergraph({ supergraphSdl, port: 0, log: () => {} })
    const answer = await fetch(`http://127.0.0.1:${beside.port}/graphql`, {
      method: 'POST',
      body: '{"query":"{ greeting anything }"}',
    })
    expect(await answer.json()).toEqual({
      data: { greeting: '[] undefined', anything: null },
      errors: [
        { message: 'bad does not answer now.', path: ['anything'], extensions: { code: 'SERVICE_UNAVAILABLE', service: 'bad' } },
      ],
    })
    await beside.close()
    bad.closeAllConnections()
    bad.close()
  })

  it('refuses to open what is no supergraph', async () => {
    await expect(serveSupergraph({ supergraphSdl: 'type Query { a: Int }', port: 0, log: () => {} })).rejects.toThrow(
      'names no subgraphs',
    )
    await expect(serveSupergraph({ supergraphSdl: 'type', port: 0, log: () => {} })).rejects.toThrow('Syntax Error')
  })
})
