import { createReadStream, createWriteStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { makeEnvelope } from '@gruppetto/events'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { eventId } from '../bus/event-id.ts'
import { crashPoint } from '../crash-points.ts'
import { plainQuery } from '../http/plain-query.ts'
import { SYSTEM } from '../origin.ts'
import { isOutage } from '../outages.ts'
import { beginTrace } from '../traces.ts'
import type { Runtime } from '../types.ts'
import { writeNewFile } from './atomic-file.ts'
import { pictureCacheControl, SIGNED_CACHE_CONTROL } from './cache-control.ts'
import { objectFolder, temporaryFolder } from './folder-store.ts'
import { fileOf, isObjectKey } from './keys.ts'
import { checkQuery, type Grant, type Verdict } from './signatures.ts'

/** Browser clients come from other origins. The signature is the permission; cookies are not used. */
const cors = { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' }
const unkept = { 'cache-control': SIGNED_CACHE_CONTROL }

interface Refusal {
  readonly status: number
  readonly text: string
}

const refused = (status: number, text: string): Refusal => ({ status, text })

const NOTHING = refused(404, 'no such object')

const refuse = (reply: FastifyReply, { status, text }: Refusal): FastifyReply =>
  reply
    .code(status)
    .headers({ ...cors, ...unkept, 'content-type': 'text/plain; charset=utf-8' })
    .send(`${text}\n`)

/** The rest of the PUT's body is not read, so the connection cannot be reused. */
const refusePut = (reply: FastifyReply, refusal: Refusal): FastifyReply => refuse(reply.header('connection', 'close'), refusal)

class TooLargeError extends Error {}
class TooShortError extends Error {}
class BrokenOffError extends Error {}

/** Fails unless exactly `sizeBytes` pass through. */
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

/** Writes the body of the request to the file. Never destroys the request itself, because its connection has to carry the response. */
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
): Promise<'stored' | 'there' | Refusal> => {
  const file = fileOf(objectFolder(runtime.config), key)
  // The stream may break before the file is open, when nothing else listens for errors.
  stream.on('error', () => undefined)
  try {
    const isNew = await writeNewFile(temporaryFolder(runtime.config), file, (path) => receive(stream, sizeBytes, path))
    return isNew ? 'stored' : 'there'
  } catch (error) {
    if (error instanceof TooLargeError) return refused(413, 'more bytes came than were announced')
    if (error instanceof TooShortError) return refused(400, 'fewer bytes came than were announced')
    if (error instanceof BrokenOffError) return refused(400, 'the upload broke off')
    if (isOutage(error)) {
      runtime.log.error({ err: error, key }, 'an object could not be stored')
      return refused(503, 'there is no room at the moment; send it to this URL again later')
    }
    throw error
  }
}

/** Publishes that an object is complete. When the bus cannot be reached, the sweep over pending uploads finds the object later. */
const publishStored = async (
  runtime: Runtime,
  { key, sizeBytes, traceparent }: { key: string; sizeBytes: number; traceparent: string | null },
): Promise<void> => {
  const at = runtime.now()
  const envelope = makeEnvelope('object.stored', { key, sizeBytes, at }, { id: eventId(), at, ...SYSTEM, traceparent })
  try {
    await runtime.bus.publishEvent(envelope.id, JSON.stringify(envelope))
  } catch (error) {
    runtime.log.warn({ err: error, key }, 'an object was stored and the bus did not hear of it; the sweep will see it')
  }
}

const unsigned = (verdict: Verdict & { ok: false }): Refusal =>
  verdict.reason === 'expired'
    ? refused(403, 'this URL has expired; ask for a new one')
    : refused(403, 'the signature does not fit')

const keyOf = (request: FastifyRequest): string => String((request.params as Record<string, unknown>)['*'])

const put = async (runtime: Runtime, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const key = keyOf(request)
  if (!isObjectKey(key)) return refusePut(reply, NOTHING)
  const verdict = checkQuery(runtime.config.objectsSecret, 'PUT', key, plainQuery(request), Date.now())
  if (!verdict.ok) return refusePut(reply, unsigned(verdict))
  const sizeBytes = verdict.grant.sizeBytes ?? 0
  const announced = Number(request.headers['content-length'] ?? sizeBytes)
  if (announced !== sizeBytes)
    return refusePut(reply, refused(announced > sizeBytes ? 413 : 400, `this URL takes ${sizeBytes} bytes`))
  const { span } = beginTrace('PUT object', request.headers.traceparent?.toString(), { 'http.request.method': 'PUT' })
  const result = await store(runtime, key, sizeBytes, request.raw)
  if (result !== 'stored') span?.end(result === 'there' ? '409' : String(result.status))
  if (result === 'there') return refusePut(reply, refused(409, 'this object is stored already'))
  if (result !== 'stored') return refusePut(reply, result)
  crashPoint('objects:stored')
  await publishStored(runtime, { key, sizeBytes, traceparent: span?.traceparent ?? null })
  span?.end()
  return reply.code(200).headers(cors).send('')
}

const headersOf = ({ contentType, fileName, expiresAtMs }: Grant): Record<string, string> =>
  contentType === null
    ? {
        ...unkept,
        'content-type': 'application/octet-stream',
        'content-disposition': fileName === null ? 'attachment' : `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`,
      }
    : {
        'cache-control': pictureCacheControl(Math.floor((expiresAtMs - Date.now()) / 1000)),
        'content-type': contentType,
        'content-disposition': 'inline',
      }

const get = async (runtime: Runtime, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const key = keyOf(request)
  if (!isObjectKey(key)) return refuse(reply, NOTHING)
  const verdict = checkQuery(runtime.config.objectsSecret, 'GET', key, plainQuery(request), Date.now())
  if (!verdict.ok) return refuse(reply, unsigned(verdict))
  const file = fileOf(objectFolder(runtime.config), key)
  const found = await stat(file).catch(() => null)
  if (found === null || !found.isFile()) return refuse(reply, NOTHING)
  return reply
    .code(200)
    .headers({
      ...cors,
      ...headersOf(verdict.grant),
      'content-length': String(found.size),
      'x-content-type-options': 'nosniff',
    })
    .send(createReadStream(file))
}

const preflight = {
  ...cors,
  'access-control-allow-methods': 'GET, PUT',
  'access-control-allow-headers': 'content-type, content-length, traceparent',
  'access-control-max-age': '86400',
}

/** Mounts the routes behind the signed URLs of the folder store. Mounts nothing when objects are stored on S3. */
export const objectRoutes =
  (runtime: Runtime) =>
  (app: FastifyInstance): void => {
    if (runtime.config.s3 !== undefined) return
    // The handler of the PUT streams the body itself.
    app.removeAllContentTypeParsers()
    app.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
    app.put('/objects/*', (request, reply) => put(runtime, request, reply))
    app.get('/objects/*', (request, reply) => get(runtime, request, reply))
    app.options('/objects/*', (_request, reply) => reply.code(204).headers(preflight).send(''))
  }
