import { createReadStream, createWriteStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { makeEnvelope } from '@gruppetto/events'
import { crashPoint } from '../crash-points.ts'
import { eventId } from '../event-ids.ts'
import { SYSTEM } from '../origin.ts'
import type { HttpRoute, Runtime } from '../types.ts'
import { writeNewFile } from './atomic-file.ts'
import { SIGNED_CACHE_CONTROL } from './cache-control.ts'
import { objectFolder, temporaryFolder } from './folder-store.ts'
import { fileOf, isObjectKey } from './keys.ts'
import { checkQuery, type Verdict } from './signatures.ts'

type Answer = Awaited<ReturnType<HttpRoute['handle']>>

/** Browser clients come from other origins; the signature is the permission, no cookie is. */
const cors = { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' }
const unkept = { 'cache-control': SIGNED_CACHE_CONTROL }

const plain = (status: number, text: string, more: Record<string, string> = {}): Answer => ({
  status,
  headers: { ...cors, ...unkept, 'content-type': 'text/plain; charset=utf-8', ...more },
  body: `${text}\n`,
})

/** The body is not read to its end: the connection cannot be used again. */
const refused = (status: number, text: string): Answer => plain(status, text, { connection: 'close' })

class TooLargeError extends Error {}
class TooShortError extends Error {}
class BrokenOffError extends Error {}

/** Lets exactly `sizeBytes` through. */
const exactly = (sizeBytes: number): Transform => {
  let seen = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length
      if (seen > sizeBytes) done(new TooLargeError())
      else done(null, chunk)
    },
    flush(done) {
      done(seen === sizeBytes ? null : new TooShortError())
    },
  })
}

/** Reads the request's body into the file. The request itself is never destroyed: its connection has to carry the answer. */
const receive = async (stream: Readable, sizeBytes: number, path: string): Promise<void> => {
  const sized = exactly(sizeBytes)
  const written = pipeline(sized, createWriteStream(path, { flags: 'wx' }))
  const breakOff = () => sized.destroy(new BrokenOffError())
  if (stream.destroyed) breakOff()
  stream.on('error', breakOff)
  stream.on('close', () => (stream.readableEnded ? undefined : breakOff()))
  stream.pipe(sized)
  try {
    await written
  } finally {
    stream.unpipe(sized)
  }
}

const store = async (
  runtime: Runtime,
  key: string,
  sizeBytes: number,
  stream: Readable,
): Promise<'stored' | 'there' | Answer> => {
  const file = fileOf(objectFolder(runtime.config), key)
  // It may break before the file is open: nobody else listens then.
  stream.on('error', () => undefined)
  try {
    const isNew = await writeNewFile(temporaryFolder(runtime.config), file, (path) => receive(stream, sizeBytes, path))
    return isNew ? 'stored' : 'there'
  } catch (error) {
    if (error instanceof TooLargeError) return refused(413, 'more bytes came than were announced')
    if (error instanceof TooShortError) return refused(400, 'fewer bytes came than were announced')
    if (error instanceof BrokenOffError) return refused(400, 'the upload broke off')
    throw error
  }
}

/** Says that an object is whole. Where the bus cannot be reached now, the sweep over awaited uploads finds the object. */
const tell = async (runtime: Runtime, key: string, sizeBytes: number): Promise<void> => {
  const at = runtime.now()
  const envelope = makeEnvelope('object.stored', { key, sizeBytes, at }, { id: eventId(), at, ...SYSTEM })
  try {
    await runtime.bus.publishEvent(envelope.id, envelope.name, JSON.stringify(envelope))
  } catch (error) {
    runtime.log.warn({ err: error, key }, 'an object was stored and the bus did not hear of it; the sweep will see it')
  }
}

const refuse = (verdict: Verdict & { ok: false }): Answer =>
  verdict.reason === 'expired'
    ? refused(403, 'this URL has expired; ask for a new one')
    : refused(403, 'the signature does not fit')

const put = async (runtime: Runtime, request: Parameters<HttpRoute['handle']>[0]): Promise<Answer> => {
  const key = request.params['*'] ?? ''
  if (!isObjectKey(key)) return refused(404, 'no such object')
  const verdict = checkQuery(runtime.config.objectsSecret, 'PUT', key, request.query, Date.now())
  if (!verdict.ok) return refuse(verdict)
  const sizeBytes = verdict.grant.sizeBytes ?? 0
  const announced = request.headers['content-length']
  if (announced !== undefined && Number(announced) > sizeBytes) return refused(413, `this URL takes ${sizeBytes} bytes`)
  if (announced !== undefined && Number(announced) !== sizeBytes) return refused(400, `this URL takes ${sizeBytes} bytes`)
  const result = await store(runtime, key, sizeBytes, request.stream)
  if (result === 'there') return refused(409, 'this object is stored already')
  if (result !== 'stored') return result
  crashPoint('objects:stored')
  await tell(runtime, key, sizeBytes)
  return { status: 200, headers: cors }
}

const get = async (runtime: Runtime, request: Parameters<HttpRoute['handle']>[0]): Promise<Answer> => {
  const key = request.params['*'] ?? ''
  if (!isObjectKey(key)) return plain(404, 'no such object')
  const verdict = checkQuery(runtime.config.objectsSecret, 'GET', key, request.query, Date.now())
  if (!verdict.ok) return refuse(verdict)
  const file = fileOf(objectFolder(runtime.config), key)
  const found = await stat(file).catch(() => null)
  if (found === null || !found.isFile()) return plain(404, 'no such object')
  const name = verdict.grant.fileName
  return {
    status: 200,
    headers: {
      ...cors,
      ...unkept,
      'content-type': 'application/octet-stream',
      'content-length': String(found.size),
      'x-content-type-options': 'nosniff',
      'content-disposition': name === null ? 'attachment' : `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    },
    body: createReadStream(file),
  }
}

const preflight: HttpRoute['handle'] = async () => ({
  status: 204,
  headers: {
    ...cors,
    'access-control-allow-methods': 'GET, PUT',
    'access-control-allow-headers': 'content-type, content-length',
    'access-control-max-age': '86400',
  },
})

/** Where signed URLs of the folder store lead; none when objects are on S3. */
export const objectRoutes = (runtime: Runtime): HttpRoute[] =>
  runtime.config.s3 !== undefined
    ? []
    : [
        { method: 'PUT', path: '/objects/*', isPublic: true, handle: (request) => put(runtime, request) },
        { method: 'GET', path: '/objects/*', isPublic: true, handle: (request) => get(runtime, request) },
        { method: 'OPTIONS', path: '/objects/*', isPublic: true, handle: preflight },
      ]
