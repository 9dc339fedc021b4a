import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import type { SubgraphOperation } from '../subgraph.ts'
import { headerLines, httpCaller } from './http-caller.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()))
})

/** Opens a server that answers as `listener` does, and a caller of it that sends the context as `authorization`. */
const open = async (listener: RequestListener, limits: { timeoutMs?: number; maxAnswerBytes?: number } = {}) => {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/some/path?of=it`
  const caller = httpCaller<string>({
    url,
    headers: (authorization) => headerLines({ authorization }),
    timeoutMs: 60_000,
    maxAnswerBytes: 1_000,
    connections: 4,
    ...limits,
  })
  closing.push(async () => {
    await caller.close()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  const call = (kind: SubgraphOperation['kind'] = 'query', signal: AbortSignal | null = null) =>
    caller.call({
      operation: { subgraph: 'one', kind, document: '{ a }', operationName: null },
      variables: { x: 1 },
      sent: { x: 1 },
      representations: [],
      context: 'Bearer of-client',
      signal,
    })
  return { call }
}

const bodyOf = async (request: Parameters<RequestListener>[0]): Promise<unknown> => {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  return JSON.parse(Buffer.concat(chunks).toString('utf8'))
}

describe('a caller over HTTP', () => {
  it('asks at the whole URL, with the headers of the request', async () => {
    const seen: unknown[] = []
    const { call } = await open(async (request, response) => {
      seen.push([request.method, request.url, request.headers.authorization, await bodyOf(request)])
      response.end('{"data":{"a":1}}')
    })
    expect(await call()).toEqual({ data: { a: 1 }, bytes: 16 })
    expect(seen).toEqual([['POST', '/some/path?of=it', 'Bearer of-client', { query: '{ a }', variables: { x: 1 } }]])
  })

  it('takes an answer of GraphQL with any status, and nothing else', async () => {
    const answers = [
      [400, '{"errors":[{"message":"no"}]}'],
      [502, '<html>bad gateway</html>'],
      [200, '[]'],
      [200, '{"message":"no result"}'],
      [204, ''],
    ] as const
    let next = 0
    const { call } = await open((_request, response) => {
      const [status, text] = answers[next++] ?? [500, '']
      response.writeHead(status).end(text)
    })
    expect(await call()).toEqual({ errors: [{ message: 'no' }], bytes: 29 })
    for (const _answer of answers.slice(1)) await expect(call()).rejects.toThrow()
    expect(next).toBe(answers.length)
  })

  it('refuses an answer that is too large, even one that never ends', async () => {
    const { call } = await open((_request, response) => {
      const more = () => {
        if (!response.destroyed) response.write('x'.repeat(10_000), () => setImmediate(more))
      }
      more()
    })
    await expect(call()).rejects.toMatchObject({ failure: 'TOO_LARGE' })
  })

  it('waits no longer than it may, for the headers and for the end', async () => {
    const silent = await open(() => {}, { timeoutMs: 30 })
    await expect(silent.call()).rejects.toMatchObject({ failure: 'TIMED_OUT' })
    const slow = await open(
      (_request, response) => {
        const drip = setInterval(() => response.write(' '), 5)
        response.once('close', () => clearInterval(drip))
      },
      { timeoutMs: 60 },
    )
    await expect(slow.call()).rejects.toMatchObject({ failure: 'TIMED_OUT' })
  })

  it('ends a call that nobody waits for', async () => {
    const gone = new AbortController()
    let isEnded = false
    const { call } = await open((request) => {
      request.socket.once('close', () => {
        isEnded = true
      })
      gone.abort(new Error('gone'))
    })
    await expect(call('query', gone.signal)).rejects.toMatchObject({ failure: 'ABORTED' })
    await expect.poll(() => isEnded).toBe(true)
  })

  it('repeats a query once when the connection breaks, and a mutation never', async () => {
    let asked = 0
    const { call } = await open((request, response) => {
      asked++
      if (asked === 2) response.end('{"data":{"a":1}}')
      else request.socket.destroy()
    })
    expect(await call()).toEqual({ data: { a: 1 }, bytes: 16 })
    expect(asked).toBe(2)
    await expect(call('mutation')).rejects.toThrow()
    expect(asked).toBe(3)
    await expect(call()).rejects.toThrow()
    expect(asked).toBe(5)
  })
})

it.each(['a\nx: b', 'a\r\nx: b', 'a\0'])('writes no header that would be several: %j', (value) => {
  expect(() => headerLines({ good: 'a', authorization: value })).toThrow('the header "authorization" has more than one line')
  expect(headerLines({ good: 'a', other: 'b: c' })).toBe('good: a\r\nother: b: c\r\n')
})
