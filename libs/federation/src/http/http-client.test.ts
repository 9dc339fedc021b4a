import { createServer, type Server, type Socket } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { type HttpClientOptions, openHttpClient } from './http-client.ts'

const OPEN: { close: () => void }[] = []
afterEach(() => {
  for (const one of OPEN.splice(0)) one.close()
})

/** A server that hands each whole request to `answer`. Counts its connections. */
const serve = async (answer: (socket: Socket, request: string, connection: number) => void) => {
  let connections = 0
  const sockets = new Set<Socket>()
  const server: Server = createServer((socket) => {
    const connection = connections++
    sockets.add(socket)
    let text = ''
    socket.on('error', () => undefined)
    socket.on('data', (bytes) => {
      text += bytes.toString('latin1')
      for (;;) {
        const end = text.indexOf('\r\n\r\n')
        const length = Number(/content-length: (\d+)/.exec(text)?.[1])
        if (end < 0 || text.length < end + 4 + length) return
        const request = text.slice(0, end + 4 + length)
        text = text.slice(request.length)
        answer(socket, request, connection)
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  OPEN.push({
    close: () => {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  })
  const { port } = server.address() as { port: number }
  return { url: new URL(`http://127.0.0.1:${port}/graphql?a=b`), connections: () => connections }
}

const clientOf = (url: URL, options: Partial<HttpClientOptions> = {}) => {
  const client = openHttpClient({ url, connections: 4, timeoutMs: 2_000, mostBytes: 100_000, ...options })
  OPEN.push(client)
  return client
}

const QUERY = { isRepeatable: true }
const MUTATION = { isRepeatable: false }
const whole = (body: string, head = ''): string =>
  `HTTP/1.1 200 OK\r\ncontent-type: application/json; charset=utf-8\r\n${head}content-length: ${body.length}\r\n\r\n${body}`

it('sends the request and reads the answer, whatever pieces it comes in', async () => {
  const requests: string[] = []
  const { url, connections } = await serve((socket, request) => {
    requests.push(request)
    for (const [at, letter] of [...whole('{"data":1}')].entries()) setTimeout(() => socket.write(letter), at / 10)
  })
  const client = clientOf(url)
  const first = await client.post('{"query":"é"}', 'authorization: Bearer one\r\n', QUERY)
  await client.post('{}', '', MUTATION)
  expect(first).toMatchObject({ status: 200, contentEncoding: '', body: '{"data":1}' })
  expect(requests[0]).toBe(
    `POST /graphql?a=b HTTP/1.1\r\nhost: ${url.host}\r\naccept-encoding: identity\r\nauthorization: Bearer one\r\ncontent-length: 13\r\n\r\n{"query":"é"}`,
  )
  expect(connections()).toBe(1)
})

it.each([
  [
    'chunks',
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nabcd\r\nA;x=1\r\n0123456789\r\n0\r\n\r\n',
    'abcd0123456789',
  ],
  ['chunks with a trailer', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\na\r\n0\r\nx: y\r\n\r\n', 'a'],
  ['an answer that follows early hints', `HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n${whole('ab')}`, 'ab'],
  ['no body', 'HTTP/1.1 204 No Content\r\n\r\n', ''],
  ['an empty body', whole(''), ''],
])('reads %s, in one piece and letter by letter', async (_, answer, body) => {
  const { url, connections } = await serve((socket, request) => {
    if (request.includes('slow'))
      for (const [at, letter] of [...answer].entries()) setTimeout(() => socket.write(letter), at / 10)
    else socket.write(answer)
  })
  const client = clientOf(url)
  expect((await client.post('at once', '', QUERY)).body).toBe(body)
  expect((await client.post('slow', '', QUERY)).body).toBe(body)
  expect(connections()).toBe(1)
})

it('reads until the connection ends where the answer has no length', async () => {
  const { url, connections } = await serve((socket) => socket.end('HTTP/1.0 200 OK\r\n\r\nall of it'))
  const client = clientOf(url)
  expect((await client.post('', '', QUERY)).body).toBe('all of it')
  expect((await client.post('', '', QUERY)).body).toBe('all of it')
  expect(connections()).toBe(2)
})

it.each([
  ['no HTTP', 'SSH-2.0-OpenSSH\r\n\r\n', 'BAD_ANSWER'],
  ['a length that is no number', 'HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n', 'BAD_ANSWER'],
  ['a head without an end', `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(70_000)}`, 'BAD_ANSWER'],
  ['a chunk without a size', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n', 'BAD_ANSWER'],
  ['a chunk that is longer than its size', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\nabc', 'BAD_ANSWER'],
  ['another protocol', 'HTTP/1.1 101 Switching Protocols\r\n\r\n', 'BAD_ANSWER'],
  ['a length above the limit', 'HTTP/1.1 200 OK\r\ncontent-length: 100001\r\n\r\n', 'TOO_LARGE'],
  [
    'chunks above the limit',
    `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n${'c350\r\n'.concat('x'.repeat(50_000), '\r\n').repeat(3)}`,
    'TOO_LARGE',
  ],
  ['half an answer', 'half', 'UNREACHABLE'],
])('fails at %s, and the next request has a connection of its own', async (_, answer, failure) => {
  let isFirst = true
  const { url, connections } = await serve((socket) => {
    if (!isFirst) return socket.write(whole('good'))
    isFirst = false
    return answer === 'half' ? socket.end(whole('abcdef').slice(0, -2)) : socket.write(answer)
  })
  const client = clientOf(url)
  await expect(client.post('', '', QUERY)).rejects.toMatchObject({ failure, wasSent: true })
  expect((await client.post('', '', QUERY)).body).toBe('good')
  expect(connections()).toBe(2)
})

it('fails at once where nobody listens, and says that nothing was sent', async () => {
  const { url } = await serve(() => undefined)
  OPEN.splice(0)[0]?.close()
  await expect(clientOf(url).post('', '', MUTATION)).rejects.toMatchObject({ failure: 'UNREACHABLE', wasSent: false })
})

it('ends the connection of an answer that does not come in time, or that nobody waits for', async () => {
  const { url, connections } = await serve((socket, request) => {
    if (request.includes('answer')) socket.write(whole('yes'))
  })
  await expect(clientOf(url, { timeoutMs: 50 }).post('silence', '', QUERY)).rejects.toMatchObject({ failure: 'TIMED_OUT' })
  const client = clientOf(url)
  const controller = new AbortController()
  const aborted = client.post('silence', '', { ...QUERY, signal: controller.signal })
  await expect.poll(() => connections()).toBe(2)
  controller.abort()
  await expect(aborted).rejects.toMatchObject({ failure: 'ABORTED' })
  await expect(client.post('answer', '', { ...QUERY, signal: controller.signal })).rejects.toMatchObject({ failure: 'ABORTED' })
  expect((await client.post('answer', '', QUERY)).body).toBe('yes')
  expect(connections()).toBe(3)
})

it('repeats a query that met a connection the server had just ended, and never a mutation', async () => {
  const seen: string[] = []
  const { url } = await serve((socket, request, connection) => {
    seen.push(request.slice(-1))
    // The first connection answers once, and ends when the next request comes.
    if (connection === 0 && seen.length > 1) return void socket.destroy()
    socket.write(whole('yes'))
  })
  const client = clientOf(url)
  await client.post('a', '', QUERY)
  expect((await client.post('b', '', QUERY)).body).toBe('yes')
  expect(seen).toEqual(['a', 'b', 'b'])
})

it('tells of a mutation on a connection that ended', async () => {
  let requests = 0
  const { url } = await serve((socket) => {
    requests += 1
    if (requests === 2) socket.destroy()
    else socket.write(whole('yes'))
  })
  const client = clientOf(url)
  await client.post('a', '', MUTATION)
  await expect(client.post('b', '', MUTATION)).rejects.toMatchObject({ failure: 'UNREACHABLE', wasSent: true })
  expect(requests).toBe(2)
})

it('opens no more connections than it may, and the others wait', async () => {
  let underWay = 0
  let most = 0
  const { url, connections } = await serve((socket) => {
    underWay += 1
    most = Math.max(most, underWay)
    setTimeout(() => {
      underWay -= 1
      socket.write(whole('yes'))
    }, 5)
  })
  const client = clientOf(url)
  const answers = await Promise.all(Array.from({ length: 40 }, () => client.post('', '', QUERY)))
  expect(answers.map(({ body }) => body)).toEqual(Array.from({ length: 40 }, () => 'yes'))
  expect(most).toBe(4)
  expect(connections()).toBe(4)
})

it('leaves a connection that the server is about to end, or that it ended', async () => {
  const { url, connections } = await serve((socket, request) => {
    socket.write(whole('yes', 'Keep-Alive: timeout=1\r\n'))
    if (request.endsWith('end')) socket.end()
  })
  const client = clientOf(url)
  await client.post('a', '', QUERY)
  await client.post('b end', '', QUERY)
  await client.post('c', '', MUTATION)
  expect(connections()).toBe(3)
})

it('closes: what is under way and what waits fails, and nothing is sent any more', async () => {
  const { url } = await serve(() => undefined)
  const client = clientOf(url, { connections: 1 })
  const calls = [client.post('', '', QUERY), client.post('', '', QUERY)]
  await new Promise((resolve) => setTimeout(resolve, 20))
  client.close()
  for (const call of [...calls, client.post('', '', QUERY)]) await expect(call).rejects.toMatchObject({ failure: 'UNREACHABLE' })
})
