import type { Caller } from '@gruppetto/graph'
import type { Runtime } from '@gruppetto/runtime'
import type { GatewayConfig } from '../config.ts'
import type { LocalBuckets } from '../limits/local-buckets.ts'
import { payerOf } from '../limits/rate.ts'

const KEPT_SECONDS = 7 * 24 * 3600
const KEPT_SECONDS_ANONYMOUS = 24 * 3600

/**
 * Stores a text, and deletes the oldest texts of the same kind above the limit. KEYS: the text's key, the index of its kind. ARGV: text,
 * seconds, now, limit, hash. All texts of a kind have the same key prefix, and its hash tag keeps them on one server of a cluster.
 */
const script = `
redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2])
redis.call('ZADD', KEYS[2], ARGV[3], ARGV[5])
redis.call('EXPIRE', KEYS[2], ARGV[2])
local over = redis.call('ZCARD', KEYS[2]) - tonumber(ARGV[4])
if over > 0 then
  local prefix = string.sub(KEYS[1], 1, -#ARGV[5] - 1)
  local gone = redis.call('ZPOPMIN', KEYS[2], over)
  for index = 1, #gone, 2 do redis.call('DEL', prefix .. gone[index]) end
end
return 0
`

const textKey = (kind: 'known' | 'anonymous', hash: string): string => `apq:{${kind}}:${hash}`

export interface PersistedQueries {
  find(hash: string): Promise<string | undefined>
  /** Stores an operation that was admitted. Does nothing when it may not be stored, because the operation is answered anyway. */
  keep(hash: string, text: string, caller: Caller): Promise<void>
}

/**
 * Opens the store of persisted operations in Redis, shared by all gateways. Without Redis nothing is found, and clients send the text
 * again. Operations of anonymous callers are stored separately, fewer and for one day, so that they evict only each other.
 */
export const openPersistedQueries = (
  { redis, log, now }: Pick<Runtime, 'redis' | 'log' | 'now'>,
  buckets: LocalBuckets,
  limits: GatewayConfig,
): PersistedQueries => ({
  async find(hash) {
    try {
      const [own, strangers] = await Promise.all([redis.get(textKey('known', hash)), redis.get(textKey('anonymous', hash))])
      return own ?? strangers ?? undefined
    } catch (error) {
      log.warn({ err: error }, 'a persisted operation cannot be read')
      return undefined
    }
  },
  async keep(hash, text, caller) {
    if (caller.kind === 'service' || Buffer.byteLength(text) > limits.maxPersistedBytes) return
    const isAnonymous = caller.kind === 'anonymous'
    const perMinute = isAnonymous ? limits.ratePerMinutePersistedAnonymous : limits.ratePerMinutePersisted
    if (buckets.take({ key: `persisted:${payerOf(caller, caller.address)}`, perMinute, cost: 1 }) > 0) return
    const kind = isAnonymous ? 'anonymous' : 'known'
    const seconds = isAnonymous ? KEPT_SECONDS_ANONYMOUS : KEPT_SECONDS
    const bound = isAnonymous ? limits.persistedKeptAnonymous : limits.persistedKept
    try {
      await redis.eval(script, 2, textKey(kind, hash), `apq-index:{${kind}}`, text, seconds, now(), bound, hash)
    } catch (error) {
      log.warn({ err: error }, 'a persisted operation cannot be kept')
    }
  },
})
