import { type Caller, rateLimited } from '@gruppetto/graph'
import type { Runtime } from '@gruppetto/runtime'
import type { GatewayLimits } from '../config.ts'

export interface Bucket {
  readonly key: string
  readonly perMinute: number
  readonly cost: number
}

const signsIn = new Set(['signIn', 'signUp', 'refreshSession'])

/** Which buckets a request draws from: its caller's, and for each attempt to sign in the stricter one of its address. Pure. */
export const bucketsOf = (
  caller: Caller,
  address: string | null,
  rootFields: readonly string[],
  limits: GatewayLimits,
): Bucket[] => {
  const attempts = rootFields.filter((name) => signsIn.has(name)).length
  const from = address ?? 'unknown'
  const own =
    caller.kind === 'athlete'
      ? { key: `rate:athlete:${caller.athleteId}`, perMinute: limits.ratePerMinuteAthlete, cost: 1 }
      : caller.kind === 'partner'
        ? { key: `rate:key:${caller.keyId}`, perMinute: limits.ratePerMinuteKey, cost: 1 }
        : { key: `rate:address:${from}`, perMinute: limits.ratePerMinuteAddress, cost: 1 }
  const signIn = { key: `rate:sign-in:${from}`, perMinute: limits.ratePerMinuteSignIn, cost: attempts }
  return attempts > 0 ? [own, signIn] : [own]
}

/**
 * A token bucket: holds a minute's worth, fills evenly. Returns 0, or the milliseconds until the cost is there. In one step on the
 * server, so that processes that share an athlete's bucket cannot both take its last token.
 */
const script = `
local capacity = tonumber(ARGV[1])
local now = tonumber(ARGV[2])
local cost = tonumber(ARGV[3])
local perMs = capacity / 60000
local held = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local tokens = tonumber(held[1]) or capacity
local at = tonumber(held[2]) or now
tokens = math.min(capacity, tokens + math.max(0, now - at) * perMs)
local wait = 0
if tokens < cost then
  wait = math.ceil((cost - tokens) / perMs)
else
  tokens = tokens - cost
end
redis.call('HSET', KEYS[1], 'tokens', tostring(tokens), 'at', tostring(math.max(now, at)))
redis.call('PEXPIRE', KEYS[1], 120000)
return wait
`

const ANSWER_WITHIN_MS = 250

export type ChargeRate = (buckets: readonly Bucket[]) => Promise<void>

/** Takes a request's cost from its buckets; throws RATE_LIMITED. Without Redis every request passes: the platform stays up. */
export const rateLimiter = (runtime: Pick<Runtime, 'redis' | 'log' | 'now'>): ChargeRate => {
  const take = async (bucket: Bucket): Promise<number> => {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<0>((resolve) => {
      timer = setTimeout(resolve, ANSWER_WITHIN_MS, 0)
    })
    try {
      const asked = runtime.redis.eval(script, 1, bucket.key, bucket.perMinute, runtime.now(), bucket.cost)
      return Number(await Promise.race([asked, late]))
    } catch (error) {
      runtime.log.warn({ err: error }, 'rates cannot be counted')
      return 0
    } finally {
      clearTimeout(timer)
    }
  }
  return async (buckets) => {
    const waits = await Promise.all(buckets.map(take))
    const waitMs = Math.max(0, ...waits)
    if (waitMs > 0) throw rateLimited(Math.ceil(waitMs / 1000))
  }
}
