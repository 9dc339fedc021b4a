import { createHash } from 'node:crypto'
import { encodingFor, knowsTag } from '@gruppetto/runtime'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { KeptAnswer } from '../kept/kept-answers.ts'
import { COMPRESS_FROM_BYTES, compress, ENCODINGS, type Encoding } from './compress.ts'

export interface Answer {
  readonly body: Buffer
  readonly contentType: string
  readonly mayCompress: boolean
  /** Null for an answer that may not be kept. */
  readonly kept: KeptAnswer | null
}

/** How long a cache may show an answer that is out of date while it fetches the next one. */
const staleSeconds = (maxAgeSeconds: number): number => Math.min(2 * maxAgeSeconds, 60)

/** Returns what is made of an answer, which is made once of one that is kept. */
const once = <Made>(kept: KeptAnswer | null, name: string, make: () => Made): Made => {
  if (kept === null) return make()
  const before = kept.made.get(name) as Made | undefined
  if (before !== undefined) return before
  const made = make()
  kept.made.set(name, made)
  return made
}

/** A strong tag. Another media type or encoding is another representation, and so has another tag. */
const tagOf = ({ body, contentType, kept }: Answer): string =>
  once(kept, contentType, () =>
    createHash('sha256').update(contentType).update('\n').update(body).digest('base64url').slice(0, 27),
  )

const etagOf = (tag: string, encoding: Encoding | null): string => (encoding === null ? `"${tag}"` : `"${tag}-${encoding}"`)

/** An answer for who shows no credentials may be kept by any cache, which Vary keeps from those who do. */
const openToCaches = (reply: FastifyReply, { maxAgeSeconds, beganAtMs }: KeptAnswer, nowMs: number): void => {
  const ageSeconds = Math.floor(Math.max(0, nowMs - beganAtMs) / 1_000)
  void reply.headers({
    'cache-control': `public, max-age=${maxAgeSeconds}, stale-while-revalidate=${staleSeconds(maxAgeSeconds)}`,
    ...(ageSeconds === 0 ? {} : { age: String(ageSeconds) }),
  })
}

const hasCredentials = ({ headers }: FastifyRequest): boolean =>
  headers.authorization !== undefined || headers['x-api-key'] !== undefined

/** Sends an answer with the encoding that the client prefers. One to GET or HEAD has an ETag, and is 304 for who has it already. */
export const sendAnswer = async (
  request: FastifyRequest,
  reply: FastifyReply,
  answer: Answer,
  nowMs: number,
): Promise<FastifyReply> => {
  const { body, mayCompress, kept } = answer
  const isLarge = body.length >= COMPRESS_FROM_BYTES
  const encoding = mayCompress && isLarge ? encodingFor(request.headers['accept-encoding']?.toString(), ENCODINGS) : null
  if (request.method !== 'POST' && reply.statusCode === 200) {
    if (kept !== null && !hasCredentials(request)) openToCaches(reply, kept, nowMs)
    const tag = tagOf(answer)
    void reply.header('etag', etagOf(tag, encoding))
    const tags = [null, ...ENCODINGS].map((each) => etagOf(tag, each))
    if (knowsTag(request.headers['if-none-match'], ...tags)) return reply.code(304).removeHeader('content-type').send()
  }
  if (encoding === null) return reply.send(body)
  return reply
    .header('content-encoding', encoding)
    .send(await once(kept, encoding, () => compress(body, encoding, kept === null ? 'once' : 'often')))
}
