import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { ObjectStore } from '../types.ts'
import { s3Store } from './s3-store.ts'

// A minimal server that speaks this part of the protocol. It shows what the store requests, not how S3 behaves.
const objects = new Map<string, string>()
let asked: string[] = []
let server: Server
let store: ObjectStore
let origin = ''

const answer = async (request: IncomingMessage): Promise<{ status: number; body: string }> => {
  const key = request.url?.split('?')[0] ?? ''
  const source = request.headers['x-amz-copy-source']
  asked.push(`${request.method} ${key}`)
  if (request.method === 'PUT' && typeof source === 'string') {
    objects.set(key, objects.get(`/${source}`) ?? '')
    return { status: 200, body: '<CopyObjectResult><ETag>"x"</ETag></CopyObjectResult>' }
  }
  if (request.method === 'PUT') {
    objects.set(key, await text(request))
    return { status: 200, body: '' }
  }
  if (request.method === 'DELETE') return { status: objects.delete(key) ? 204 : 204, body: '' }
  const found = objects.get(key)
  if (found === undefined) return { status: 404, body: '<Error><Code>NoSuchKey</Code></Error>' }
  const [, from, last] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? []
  return from === undefined ? { status: 200, body: found } : { status: 206, body: found.slice(Number(from), Number(last) + 1) }
}

const settings = (publicEndpoint: string | undefined) => ({
  endpoint: origin,
  publicEndpoint,
  region: 'eu-test-1',
  bucket: 'rides',
  accessKeyId: 'key',
  secretAccessKey: 'secret',
  forcePathStyle: true,
})

beforeAll(async () => {
  server = createServer((request, response) => {
    void answer(request).then(({ status, body }) => {
      response.writeHead(status, { 'content-length': Buffer.byteLength(body) })
      response.end(request.method === 'HEAD' ? undefined : body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  store = s3Store(settings(undefined))
})
afterAll(() => new Promise((resolve) => server.close(resolve)))
beforeEach(() => {
  asked = []
})

test('objects are written, copied, read, looked at and deleted in their bucket', async () => {
  await store.write('uploads/a', new TextEncoder().encode('hello'))
  await store.copy('uploads/a', 'originals/b')
  expect(await text(await store.read('originals/b'))).toBe('hello')
  expect(await text(await store.read('originals/b', { from: 1, to: 4 }))).toBe('ell')
  expect(await store.head('originals/b')).toEqual({ sizeBytes: 5 })
  await store.delete('originals/b')
  expect(await store.head('originals/b')).toBeNull()
  await expect(store.read('originals/b')).rejects.toThrow()
  expect(asked.slice(0, 3)).toEqual(['PUT /rides/uploads/a', 'PUT /rides/originals/b', 'GET /rides/originals/b'])
})

test('a signed PUT binds the key, the length and the time, and needs no checksum of the client', async () => {
  const { url } = await store.signPut('uploads/up_1', { sizeBytes: 5, expiresInSeconds: 600 })
  const signed = new URL(url)
  expect(signed.origin + signed.pathname).toBe(`${origin}/rides/uploads/up_1`)
  expect(signed.searchParams.get('X-Amz-Expires')).toBe('600')
  expect(signed.searchParams.get('X-Amz-SignedHeaders')?.split(';')).toContain('content-length')
  expect([...signed.searchParams.keys()].filter((name) => /checksum/i.test(name))).toEqual([])
  expect((await fetch(url, { method: 'PUT', body: 'hello' })).status).toBe(200)
})

test('a signed GET carries the file name, and that nobody keeps the answer', async () => {
  const { url } = await store.signGet('originals/b', { expiresInSeconds: 60, fileName: 'Été.fit' })
  const { searchParams } = new URL(url)
  expect(searchParams.get('response-content-disposition')).toContain('%C3%89t%C3%A9.fit')
  expect(searchParams.get('response-cache-control')).toBe('private, no-store')
})

test('a signed GET of a picture lets a page show it, and the browser keep it for less than the link is valid', async () => {
  const { url, expiresAtMs } = await store.signGet('photos/a', { expiresInSeconds: 3600, contentType: 'image/webp' })
  const { searchParams } = new URL(url)
  expect(searchParams.get('response-content-type')).toBe('image/webp')
  expect(searchParams.get('response-content-disposition')).toBeNull()
  expect(searchParams.get('response-cache-control')).toBe('private, max-age=3000')
  // The link counts from a full ten minutes, so it is the same until the next.
  expect(expiresAtMs % 600_000).toBe(0)
})

test('no key leads out of the bucket', async () => {
  await expect(store.signPut('../x', { sizeBytes: 1, expiresInSeconds: 1 })).rejects.toThrow('not an object key')
})

test('signs for the address that clients know, and goes to its own', async () => {
  const split = s3Store(settings('https://objects.example'))
  const put = await split.signPut('uploads/a', { sizeBytes: 3, expiresInSeconds: 60 })
  expect(new URL(put.url).origin).toBe('https://objects.example')
  await split.write('uploads/a', new Uint8Array([1, 2, 3]))
  expect(asked).toContain('PUT /rides/uploads/a')
})
