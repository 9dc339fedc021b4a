import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { type ClientHttp2Session, connect, constants, type IncomingHttpHeaders } from 'node:http2'
import { request as httpsRequest } from 'node:https'
import { join } from 'node:path'
import { connect as connectTls } from 'node:tls'
import { brotliDecompressSync } from 'node:zlib'
import { testFolder } from '@gruppetto/testing'
import { createClient } from 'graphql-ws'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import { CERTIFICATES } from './world/certificates.ts'
import { ids } from './world/subgraphs.ts'
import { openWorld, type World } from './world/world.ts'

let world: World
let token: string
let files: { cert: string; key: string }

const write = (which: keyof typeof CERTIFICATES, parts: readonly ('cert' | 'key')[] = ['cert', 'key']): void => {
  for (const part of parts) writeFileSync(files[part], CERTIFICATES[which][part])
}
const me = ids.athlete()
beforeAll(async () => {
  const folder = testFolder('tls')
  files = { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') }
  write('first')
  world = await openWorld({
    config: { h2cPort: 0, tlsPort: 0, tlsCertFile: files.cert, tlsKeyFile: files.key, bodyTimeoutSeconds: 1 },
  })
  token = await world.token({ athleteId: me })
  world.data.handles.set(me, 'ana')
})
afterAll(() => world.close())

const urlOf = (kind: string): string => (kind === 'h2c' ? world.h2cUrl : world.tlsUrl) ?? ''
const open = async (kind: string): Promise<ClientHttp2Session> => {
  const session = connect(urlOf(kind), kind === 'h2c' ? {} : { ca: readFileSync(files.cert) })
  await once(session, 'connect')
  return session
}

const ask = async (
  session: ClientHttp2Session,
  headers: Record<string, string>,
  body?: string,
): Promise<{ headers: IncomingHttpHeaders; body: Buffer }> => {
  const stream = session.request(headers)
  stream.end(body)
  const [answer] = (await once(stream, 'response')) as [IncomingHttpHeaders]
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  return { headers: answer, body: Buffer.concat(chunks) }
}
const post = (session: ClientHttp2Session, query: string, headers: Record<string, string> = {}) =>
  ask(
    session,
    { ':method': 'POST', ':path': '/graphql', 'content-type': 'application/json', ...headers },
    JSON.stringify({ query }),
  )

describe.each(['h2c', 'TLS'])('HTTP/2 over %s', (kind) => {
  it('answers as HTTP/1.1 does, many at once on one connection', async () => {
    const session = await open(kind)
    expect(session.alpnProtocol).toBe(kind === 'h2c' ? 'h2c' : 'h2')
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => post(session, '{ viewer { handle } plans }', { authorization: `Bearer ${token}` })),
    )
    for (const { headers, body } of answers) {
      expect(headers).toMatchObject({ ':status': 200, 'x-content-type-options': 'nosniff', 'cache-control': 'private, no-store' })
      expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
      expect(JSON.parse(body.toString())).toEqual({ data: { viewer: { handle: 'ana' }, plans: ['FREE'] } })
    }
    const get = await ask(session, { ':path': `/graphql?query=${encodeURIComponent('{ plans }')}` })
    expect(JSON.parse(get.body.toString())).toEqual({ data: { plans: ['FREE'] } })
    for (const [path, status] of [
      ['/health/live', 200],
      ['/nowhere', 404],
      ['/go/prod_1', 302],
      ['/live/token', 200],
    ] as const) {
      expect([path, (await ask(session, { ':path': path })).headers[':status']]).toEqual([path, status])
    }
    const put = await ask(
      session,
      { ':method': 'PUT', ':path': '/objects/a.fit', 'content-type': 'application/vnd.ant.fit' },
      'x'.repeat(3_000_000),
    )
    expect(JSON.parse(put.body.toString())).toMatchObject({ bytes: 3_000_000 })
    session.close()
  })

  it('compresses, and knows the address of the client', async () => {
    const session = await open(kind)
    const many = `{ ${Array.from({ length: 40 }, (_, index) => `aVeryLongAliasForTheSameField${index}: plans`).join(' ')} }`
    const { headers, body } = await post(session, many, { 'accept-encoding': 'br' })
    expect(headers['content-encoding']).toBe('br')
    expect(Object.keys((JSON.parse(brotliDecompressSync(body).toString()) as { data: object }).data)).toHaveLength(40)
    expect((await ask(session, { ':path': '/go/prod_1' })).headers['x-seen-address']).toMatch(/127\.0\.0\.1$|^::1$/)
    session.close()
  })

  it('has the same limits: a body that is too large, or does not come', async () => {
    const session = await open(kind)
    const large = await post(session, `{ plans } # ${'x'.repeat(1_100_000)}`)
    expect(large.headers[':status']).toBe(413)
    const slow = session.request({
      ':method': 'POST',
      ':path': '/graphql',
      'content-type': 'application/json',
      'content-length': '100',
    })
    slow.write('{"query":')
    const failed = once(slow, 'close')
    slow.on('error', () => {})
    await failed
    expect(slow.rstCode).toBe(constants.NGHTTP2_CANCEL)
    // The others on the connection go on.
    expect((await post(session, '{ plans }')).headers[':status']).toBe(200)
    session.close()
  })
})

describe('the TLS port', () => {
  it('speaks HTTP/1.1 too', async () => {
    const [answer] = (await once(
      httpsRequest(`${urlOf('TLS')}/graphql?query=${encodeURIComponent('{ plans }')}`, { ca: readFileSync(files.cert) }).end(),
      'response',
    )) as [import('node:http').IncomingMessage]
    expect([answer.httpVersion, answer.statusCode]).toEqual(['1.1', 200])
    answer.resume()
  })

  it('carries websockets', async () => {
    const ca = readFileSync(files.cert)
    const client = createClient({
      url: `${urlOf('TLS').replace('https', 'wss')}/graphql`,
      webSocketImpl: class extends WebSocket {
        constructor(url: string, protocols: string) {
          super(url, protocols, { ca })
        }
      },
      retryAttempts: 0,
    })
    const results = client.iterate({ query: '{ plans }' })
    expect(await results.next()).toEqual({ done: false, value: { data: { plans: ['FREE'] } } })
    await client.dispose()
  })

  it('takes a new certificate for new connections, and keeps the one from before when it is broken', async () => {
    const subjectNow = async (): Promise<string | string[] | undefined> => {
      const socket = connectTls({ port: Number(new URL(urlOf('TLS')).port), host: 'localhost', rejectUnauthorized: false })
      await once(socket, 'secureConnect')
      const { CN } = socket.getPeerCertificate().subject
      socket.destroy()
      return CN
    }
    write('second', ['cert'])
    expect(() => world.gateway.renewCertificate()).toThrow(/certificate/)
    expect(await subjectNow()).toBe('first')
    write('second')
    world.gateway.renewCertificate()
    expect(await subjectNow()).toBe('second')
    write('first')
    world.gateway.renewCertificate()
    expect(await subjectNow()).toBe('first')
  })
})

it('without a word about it there is HTTP/1.1 alone', async () => {
  const plain = await openWorld()
  expect([plain.h2cUrl, plain.tlsUrl]).toEqual([null, null])
  await plain.close()
})

it('what has begun is answered when the gateway closes', async () => {
  const closing = await openWorld({ config: { h2cPort: 0 } })
  const session = connect(closing.h2cUrl ?? '')
  await once(session, 'connect')
  const answering = post(session, '{ plans }')
  const ended = once(session, 'close')
  expect((await answering).headers[':status']).toBe(200)
  await closing.close()
  await ended
})
