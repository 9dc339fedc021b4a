import { type Runtime, within } from '@gruppetto/runtime'
import { LRUCache } from 'lru-cache'
import { z } from 'zod'

/** The text of a document with its SHA-256. */
export interface UsedDocument {
  readonly hash: string
  readonly text: string
}

/** Counts which documents are used most. The counts of all gateways are together in Redis, for today and yesterday. */
export interface MostUsed {
  /** Counts one use, in the memory of this process. */
  count(hash: string, text: string): void
  /** Brings the counts of this process to Redis. Never rejects: what Redis does not take is lost. */
  flush(): Promise<void>
  /** Returns the documents with the highest counts, the most used first. None when Redis does not answer. */
  top(): Promise<readonly UsedDocument[]>
  close(): Promise<void>
}

const FLUSH_EVERY_MS = 60_000
const ANSWER_WITHIN_MS = 2_000
/** How many documents a process counts, with how many characters in all; the others are counted when they come again. */
const COUNTED = 1_000
const COUNTED_CHARACTERS = 4 * 1024 * 1024
/** How many of them a process brings to Redis, and how many are kept there for each day. */
const FLUSHED = 100
const KEPT = 300
const KEPT_SECONDS = 2 * 24 * 3600
const DAY_MS = 24 * 3600 * 1000

/**
 * Adds counts and texts, and removes the least used documents above the limit. KEYS: the counts, the texts. ARGV: seconds, limit, and for each
 * document its hash, count and text.
 */
const script = `
for at = 3, #ARGV, 3 do
  redis.call('ZINCRBY', KEYS[1], ARGV[at + 1], ARGV[at])
  redis.call('HSET', KEYS[2], ARGV[at], ARGV[at + 2])
end
local over = redis.call('ZCARD', KEYS[1]) - tonumber(ARGV[2])
if over > 0 then
  local gone = redis.call('ZPOPMIN', KEYS[1], over)
  for index = 1, #gone, 2 do redis.call('HDEL', KEYS[2], gone[index]) end
end
redis.call('EXPIRE', KEYS[1], ARGV[1])
redis.call('EXPIRE', KEYS[2], ARGV[1])
return 0
`

const counts = z.array(z.string())

/** A text in it may be about somebody, as in a sign-in. Such a document is hardly used twice, and must not be stored. */
const hasText = (document: string): boolean => document.includes('"')

export interface MostUsedOptions {
  readonly runtime: Pick<Runtime, 'redis' | 'log' | 'now'>
  /** The largest text that is counted. */
  readonly maxBytes: number
}

export const openMostUsed = ({ runtime, maxBytes }: MostUsedOptions): MostUsed => {
  const { redis, log, now } = runtime
  const used = new LRUCache<string, { readonly text: string; count: number }>({
    max: COUNTED,
    maxSize: COUNTED_CHARACTERS,
    sizeCalculation: ({ text }) => text.length + 1,
  })
  const keysOf = (ms: number): readonly [string, string] => {
    const day = new Date(ms).toISOString().slice(0, 10)
    // The hash tag keeps both on one server of a cluster.
    return [`operations-used:{${day}}`, `operations-texts:{${day}}`]
  }
  const flush = async (): Promise<void> => {
    const most = [...used.entries()].toSorted(([, a], [, b]) => b.count - a.count).slice(0, FLUSHED)
    used.clear()
    if (most.length === 0) return
    const [countsKey, textsKey] = keysOf(now())
    const added = most.flatMap(([hash, { count, text }]) => [hash, count, text])
    try {
      await redis.eval(script, 2, countsKey, textsKey, KEPT_SECONDS, KEPT, ...added)
    } catch (error) {
      log.warn({ err: error }, 'the use of operations cannot be counted')
    }
  }
  const dayOf = async (ms: number): Promise<readonly (UsedDocument & { readonly count: number })[]> => {
    const [countsKey, textsKey] = keysOf(ms)
    const found = counts.parse(await redis.zrevrange(countsKey, 0, KEPT - 1, 'WITHSCORES'))
    const hashes = found.filter((_, index) => index % 2 === 0)
    if (hashes.length === 0) return []
    const texts = await redis.hmget(textsKey, ...hashes)
    return hashes.flatMap((hash, index) => {
      const text = texts[index]
      return text === null || text === undefined ? [] : [{ hash, text, count: Number(found[index * 2 + 1]) }]
    })
  }
  const timer = setInterval(() => void flush(), FLUSH_EVERY_MS)
  timer.unref()

  return {
    count(hash, text) {
      const known = used.get(hash)
      if (known !== undefined) known.count += 1
      else if (text.length <= maxBytes && !hasText(text)) used.set(hash, { text, count: 1 })
    },
    flush,
    async top() {
      try {
        const asked = Promise.all([dayOf(now()), dayOf(now() - DAY_MS)])
        const days = (await within(ANSWER_WITHIN_MS, asked, () => [])).flat()
        const all = new Map<string, UsedDocument & { count: number }>()
        for (const { hash, text, count } of days) all.set(hash, { hash, text, count: count + (all.get(hash)?.count ?? 0) })
        return [...all.values()].toSorted((a, b) => b.count - a.count)
      } catch (error) {
        log.warn({ err: error }, 'the most used operations cannot be read')
        return []
      }
    },
    async close() {
      clearInterval(timer)
      await within(ANSWER_WITHIN_MS, flush(), () => undefined)
    },
  }
}
