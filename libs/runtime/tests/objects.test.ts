import { readdirSync, symlinkSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { settle, testRuntime } from '@gruppetto/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { defineWorker, type HttpServer, objectRoutes, openRuntime, type Runtime, serveHttp, within } from '../src/mod.ts'

let runtime: Runtime
let server: HttpServer
const stored: Array<{ key: string; sizeBytes: number }> = []

beforeAll(async () => {
  const world = await testRuntime()
  // The store signs URLs of the public address, where this server listens.
  server = await serveHttp({ runtime: world, host: '127.0.0.1', port: 0, register: objectRoutes(world) })
  const own = await openRuntime({ ...world.config, publicUrl: `http://127.0.0.1:${server.port}` }, { log: world.log })
  runtime = {
    ...world,
    objects: own.objects,
    close: async () => {
      await own.close()
      await world.close()
    },
  }
  const database = await world.database('objects')
  await world.startWorkers(database, [
    defineWorker({
      name: 'objects-see',
      on: ['object.stored'],
      decide: ({ data }) => ({ key: data.key, sizeBytes: data.sizeBytes }),
      save: async (object) => {
        stored.push(object)
      },
    }),
  ])
})
afterAll(async () => {
  await server.close()
  await runtime.close()
})

const put = (url: string, body: string) => fetch(url, { method: 'PUT', body })
const incoming = () => {
  try {
    return readdirSync(join(runtime.config.dataDir, 'objects', '.incoming'))
  } catch {
    return []
  }
}
const sign = (key: string, sizeBytes: number, expiresInSeconds = 60) =>
  runtime.objects.signPut(key, { sizeBytes, expiresInSeconds })

test('a stored object is complete, is announced by an event, and is returned with its file name', async () => {
  const { url, headers } = await sign('uploads/up_1', 5)
  // Only headers that fetch allows a page to set.
  expect(headers).toEqual([{ name: 'Content-Type', value: 'application/octet-stream' }])
  const response = await put(url, 'hello')
  expect(response.status).toBe(200)
  expect(response.headers.get('access-control-allow-origin')).toBe('*')
  expect(await runtime.objects.head('uploads/up_1')).toEqual({ sizeBytes: 5 })
  await runtime.objects.copy('uploads/up_1', 'originals/abc')
  await runtime.objects.delete('uploads/up_1')
  expect(await runtime.objects.head('uploads/up_1')).toBeNull()
  expect(await text(await runtime.objects.read('originals/abc'))).toBe('hello')
  expect(await text(await runtime.objects.read('originals/abc', { from: 1, to: 4 }))).toBe('ell')
  const get = await runtime.objects.signGet('originals/abc', { expiresInSeconds: 60, fileName: 'Tour d’été.fit' })
  const answer = await fetch(get.url)
  expect(await answer.text()).toBe('hello')
  expect(answer.headers.get('cache-control')).toBe('private, no-store')
  expect(answer.headers.get('content-disposition')).toBe(`attachment; filename*=UTF-8''${encodeURIComponent('Tour d’été.fit')}`)
  await settle(runtime)
  expect(stored).toContainEqual({ key: 'uploads/up_1', sizeBytes: 5 })
})

test('a picture is served to a page with its type, which nobody can change in the link', async () => {
  await runtime.objects.write('photos/a/b/large.webp', Buffer.from('picture'))
  const { url, expiresAtMs } = await runtime.objects.signGet('photos/a/b/large.webp', {
    expiresInSeconds: 3600,
    contentType: 'image/webp',
  })
  expect(expiresAtMs % 600_000).toBe(0)
  const answer = await fetch(url)
  expect(await answer.text()).toBe('picture')
  expect(answer.headers.get('content-type')).toBe('image/webp')
  expect(answer.headers.get('content-disposition')).toBe('inline')
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  expect(answer.headers.get('cache-control')).toMatch(/^private, max-age=\d+$/)
  expect((await fetch(url.replace('image%2Fwebp', 'text%2Fhtml'))).status).toBe(403)
})

test('a second PUT to the same URL changes nothing', async () => {
  const { url } = await sign('uploads/up_twice', 3)
  expect((await put(url, 'one')).status).toBe(200)
  expect((await put(url, 'two')).status).toBe(409)
  expect(await text(await runtime.objects.read('uploads/up_twice'))).toBe('one')
})

test('a stream is written whole, and is ended where it cannot be written', async () => {
  expect(await runtime.objects.writeStream('exports/a', Readable.from([Buffer.from('whole')]))).toBe(5)
  expect(await text(await runtime.objects.read('exports/a'))).toBe('whole')
  const body = Readable.from([Buffer.from('never read')])
  await expect(runtime.objects.writeStream('../a', body)).rejects.toThrow()
  expect(body.destroyed).toBe(true)
})

test('an empty object can be put', async () => {
  const { url } = await sign('uploads/up_empty', 0)
  expect((await put(url, '')).status).toBe(200)
  expect(await runtime.objects.head('uploads/up_empty')).toEqual({ sizeBytes: 0 })
})

test.each([
  ['more than announced', 'hello', 4, 413],
  ['less than announced', 'hel', 4, 400],
])('%s is refused and leaves nothing', async (_what, body, sizeBytes, status) => {
  const { url } = await sign('uploads/up_size', sizeBytes)
  expect((await put(url, body)).status).toBe(status)
  expect(await runtime.objects.head('uploads/up_size')).toBeNull()
  expect(incoming()).toEqual([])
})

/** Sends a PUT without a length, or one that is cut off in the middle. */
const rawPut = (url: string, chunks: readonly string[], cutOff: boolean): Promise<number> =>
  new Promise((resolve) => {
    const call = request(url, { method: 'PUT', headers: cutOff ? { 'content-length': '1000' } : {} }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    call.on('error', () => resolve(0))
    for (const chunk of chunks) call.write(chunk)
    if (cutOff) setTimeout(() => call.destroy(), 100)
    else call.end()
  })

test('a body without a length is counted while it arrives', async () => {
  const { url } = await sign('uploads/up_chunked', 6)
  expect(await rawPut(url, ['hel', 'lo, world'], false)).toBe(413)
  expect(await rawPut(url, ['he'], false)).toBe(400)
  expect(await runtime.objects.head('uploads/up_chunked')).toBeNull()
  expect(await rawPut(url, ['hello', '!'], false)).toBe(200)
  expect(incoming()).toEqual([])
})

test('an interrupted PUT leaves nothing and can be repeated', async () => {
  const { url } = await sign('uploads/up_cut', 1000)
  expect(await rawPut(url, ['hello'], true)).toBe(0)
  for (let look = 0; look < 100 && incoming().length > 0; look += 1) await new Promise((resolve) => setTimeout(resolve, 20))
  expect(incoming()).toEqual([])
  expect(await runtime.objects.head('uploads/up_cut')).toBeNull()
  expect((await put(url, 'x'.repeat(1000))).status).toBe(200)
})

test('a request that differs from the signed one is refused', async () => {
  const { url } = await sign('uploads/up_safe', 5)
  const changed = (change: (url: URL) => void): string => {
    const copy = new URL(url)
    change(copy)
    return copy.toString()
  }
  const hostile = [
    changed((copy) => copy.searchParams.set('size', '500')),
    changed((copy) => copy.searchParams.set('expires', String(Date.now() + 1e9))),
    changed((copy) => copy.searchParams.set('signature', 'AAAA')),
    changed((copy) => copy.searchParams.delete('signature')),
    changed((copy) => copy.searchParams.delete('size')),
    changed((copy) => {
      copy.pathname = '/objects/uploads/up_other'
    }),
  ]
  for (const address of hostile) expect((await put(address, 'hello')).status).toBe(403)
  expect((await fetch(url)).status).toBe(403)
  const late = await sign('uploads/up_late', 5, -1)
  const answer = await put(late.url, 'hello')
  expect([answer.status, await answer.text()]).toEqual([403, 'this URL has expired; ask for a new one\n'])
  expect(await runtime.objects.head('uploads/up_safe')).toBeNull()
})

test.each(['../secret', 'uploads/../../x', 'uploads/..', '.incoming/x', 'a//b', '/etc/passwd', 'a\0b', ''])(
  'no key leads out of the folder: %j',
  async (key) => {
    await expect(sign(key, 5)).rejects.toThrow('not an object key')
    await expect((async () => runtime.objects.read(key))()).rejects.toThrow()
    const status = await rawPut(`http://127.0.0.1:${server.port}/objects/${encodeURIComponent(key)}?size=5`, ['hello'], false)
    expect(status).toBe(404)
  },
)

test('the keys below a folder are listed, and a folder that cannot be read is not taken for an empty one', async () => {
  await runtime.objects.write('listed/a/one', Buffer.from('1'))
  await runtime.objects.write('listed/two', Buffer.from('2'))
  expect([...(await runtime.objects.list('listed'))].sort()).toEqual(['listed/a/one', 'listed/two'])
  expect(await runtime.objects.list('nowhere')).toEqual([])
  const circle = join(runtime.config.dataDir, 'objects', 'circle')
  symlinkSync(circle, circle)
  await expect(runtime.objects.list('circle')).rejects.toThrow('ELOOP')
})

test('the server reports its health', async () => {
  expect((await fetch(`${server.url}/health/live`)).status).toBe(200)
  const ready = await fetch(`${server.url}/health/ready`)
  expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready', mongo: true, nats: true, redis: true }])
})

test('a browser can send a preflight request', async () => {
  const answer = await fetch(`${server.url}/objects/uploads/x`, { method: 'OPTIONS' })
  expect(answer.status).toBe(204)
  expect(answer.headers.get('access-control-allow-methods')).toContain('PUT')
})

test('a server that closes answers what it has begun, and does not wait for the connection to be used again', async () => {
  let answer: () => void = () => undefined
  let begin: () => void = () => undefined
  const begun = new Promise<void>((resolve) => {
    begin = resolve
  })
  const closing = await serveHttp({
    runtime,
    host: '127.0.0.1',
    port: 0,
    register: (app) => {
      app.get('/slow', async () => {
        begin()
        await new Promise<void>((resolve) => {
          answer = resolve
        })
        return { slow: true }
      })
    },
  })
  const agent = new Agent({ keepAlive: true })
  const answered = new Promise<string>((resolve, reject) => {
    request({ port: closing.port, path: '/slow', agent }, (response) => resolve(text(response)))
      .on('error', reject)
      .end()
  })
  await begun
  const closed = closing.close().then(() => 'closed')
  // The server has begun to close when it takes no new connection.
  await expect
    .poll(() =>
      fetch(`http://127.0.0.1:${closing.port}/health/live`).then(
        () => 'open',
        () => 'closed',
      ),
    )
    .toBe('closed')
  answer()
  expect(await answered).toBe('{"slow":true}')
  expect(await within(20_000, closed, () => 'waits')).toBe('closed')
  agent.destroy()
})
