import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
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

/** The parts of uploads that are under way, by their number. */
const parts = new Map<string, Map<number, string>>()
/** How many keys a page of a list has. S3 has a thousand. */
const PAGE = 2

const answerMultipart = async (request: IncomingMessage, key: string, query: URLSearchParams) => {
  const id = query.get('uploadId') ?? ''
  if (query.has('uploads')) {
    parts.set('upload-1', new Map())
    return { status: 200, body: '<InitiateMultipartUploadResult><UploadId>upload-1</UploadId></InitiateMultipartUploadResult>' }
  }
  if (request.method === 'PUT') {
    const bytes = await text(request)
    parts.get(id)?.set(Number(query.get('partNumber')), bytes)
    return { status: 200, body: '' }
  }
  if (request.method === 'DELETE') return { status: parts.delete(id) ? 204 : 404, body: '' }
  const list = await text(request)
  const numbers = [...list.matchAll(/<PartNumber>(\d+)<\/PartNumber>/g)].map(([, number]) => Number(number))
  objects.set(key, numbers.map((number) => parts.get(id)?.get(number) ?? '').join(''))
  parts.delete(id)
  return { status: 200, body: '<CompleteMultipartUploadResult><ETag>"x"</ETag></CompleteMultipartUploadResult>' }
}

const answerList = (query: URLSearchParams) => {
  const after = query.get('continuation-token') ?? ''
  const prefix = `/rides/${query.get('prefix') ?? ''}`
  const keys = [...objects.keys()].filter((key) => key.startsWith(prefix) && key > after).sort()
  const page = keys.slice(0, PAGE)
  const next = keys.length > PAGE ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : ''
  const contents = page.map((key) => `<Contents><Key>${key.replace('/rides/', '')}</Key></Contents>`).join('')
  return { status: 200, body: `<ListBucketResult>${contents}<IsTruncated>${next !== ''}</IsTruncated>${next}</ListBucketResult>` }
}

const answer = async (request: IncomingMessage): Promise<{ status: number; body: string }> => {
  const [key = '', search] = (request.url ?? '').split('?')
  const query = new URLSearchParams(search)
  if (query.get('list-type') === '2') {
    asked.push('list')
    return answerList(query)
  }
  if (query.has('uploads') || query.has('uploadId')) return answerMultipart(request, key, query)
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
      response.writeHead(status, { 'content-length': Buffer.byteLength(body), etag: '"x"' })
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

/** A stream that gives its chunks one after the other, as a table that is read row by row does. */
const streamOf = (chunks: readonly string[], failure?: Error): Readable =>
  Readable.from(
    (async function* () {
      for (const chunk of chunks) {
        await new Promise(setImmediate)
        yield Buffer.from(chunk)
      }
      if (failure !== undefined) throw failure
    })(),
    { objectMode: false },
  )

test.each([
  ['nothing', []],
  ['a few bytes', ['hel', 'lo']],
  ['more than one part', Array.from({ length: 12 }, (_, index) => String.fromCharCode(97 + index).repeat(1_000_000))],
])('a stream of %s is written whole', async (_what, chunks) => {
  const whole = chunks.join('')
  expect(await store.writeStream('exports/a/parts.json', streamOf(chunks))).toBe(whole.length)
  expect(objects.get('/rides/exports/a/parts.json') === whole).toBe(true)
  expect(parts.size).toBe(0)
})

test('a stream that breaks off leaves neither an object nor parts of one', async () => {
  const chunks = Array.from({ length: 12 }, () => 'x'.repeat(1_000_000))
  const writing = store.writeStream('exports/b/broken.zip', streamOf(chunks, new Error('the row cannot be read')))
  await expect(writing).rejects.toThrow('the row cannot be read')
  expect([objects.has('/rides/exports/b/broken.zip'), parts.size]).toEqual([false, 0])
})

test('a stream that cannot be written is ended', async () => {
  const body = streamOf(['never read'])
  await expect(store.writeStream('../b', body)).rejects.toThrow()
  expect(body.destroyed).toBe(true)
})

test('a list has every key below a folder, however many pages it takes, and none beside it', async () => {
  const keys = ['1', '2', '3', '4', '5'].map((name) => `exports/c/x/${name}`)
  for (const key of [...keys, 'exports/cc/x/1', 'exports/d']) await store.write(key, new Uint8Array([1]))
  asked = []
  expect((await store.list('exports/c')).toSorted()).toEqual(keys)
  expect(asked).toHaveLength(3)
  expect(await store.list('exports/none')).toEqual([])
})

test('the keys of all objects are read page by page', async () => {
  const keys = ['exports/e/1', 'originals/2', 'uploads/3']
  for (const key of keys) await store.write(key, new Uint8Array([1]))
  const found: string[] = []
  for await (const key of store.keys()) found.push(key)
  expect(found).toEqual([...objects.keys()].map((key) => key.replace('/rides/', '')).toSorted())
  expect(found).toEqual(expect.arrayContaining(keys))
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
