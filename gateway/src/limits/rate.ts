import { type Caller, rateLimited } from '@gruppetto/graph'
import { networkOf, type Runtime, within } from '@gruppetto/runtime'
import type { GatewayConfig } from '../config.ts'
import type { Bucket, LocalBuckets } from './local-buckets.ts'

const signsIn = new Set(['signIn', 'signUp', 'refreshSession'])

/** What a request draws from its bucket: 1, and 1 for each so much of its cost. */
const COST_PER_TOKEN = 100

export const tokensOf = (cost: number): number => 1 + Math.floor(cost / COST_PER_TOKEN)

/** Whose bucket a caller draws from. */
export const payerOf = (caller: Caller, address: string | null): string => {
  if (caller.kind === 'athlete') return `athlete:${caller.athleteId}`
  return caller.kind === 'partner' ? `key:${caller.keyId}` : `address:${networkOf(address)}`
}

/** Which buckets a request draws from: its caller's by its cost, and for each attempt to sign in the stricter one of its address. Pure. */
export const bucketsOf = (
  caller: Caller,
  address: string | null,
  asked: { readonly rootFields: readonly string[]; readonly cost: number },
  limits: GatewayConfig,
): Bucket[] => {
  const attempts = asked.rootFields.filter((name) => signsIn.has(name)).length
  const perMinute =
    caller.kind === 'athlete'
      ? limits.ratePerMinuteAthlete
      : caller.kind === 'partner'
        ? limits.ratePerMinuteKey
        : limits.ratePerMinuteAddress
  // The dearest operation passes where a bucket is full, and uses up the minute.
  const own = { key: `rate:${payerOf(caller, address)}`, perMinute, cost: Math.min(tokensOf(asked.cost), perMinute) }
  const signIn = { key: `rate:sign-in:${networkOf(address)}`, perMinute: limits.ratePerMinuteSignIn, cost: attempts }
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

/**
 * Takes a request's cost from its buckets; throws RATE_LIMITED. The buckets are in Redis, shared by all gateways. Each is taken from in
 * this process too, and where Redis does not answer in time that one decides: a full one lasts no longer than a minute, whoever is late.
 */
export const rateLimiter = (runtime: Pick<Runtime, 'redis' | 'log' | 'now'>, local: LocalBuckets): ChargeRate => {
  const take = async (bucket: Bucket): Promise<number> => {
    // What this process alone has given away is no more than what all have.
    const localWaitMs = local.take(bucket)
    if (localWaitMs > 0) return localWaitMs
    try {
      const asked = runtime.redis.eval(script, 1, bucket.key, bucket.perMinute, runtime.now(), bucket.cost)
      const answer = await within(ANSWER_WITHIN_MS, asked, () => null)
      const waitMs = answer === null ? 0 : Number(answer)
      if (waitMs > 0) local.refund(bucket)
      return waitMs
    } catch (error) {
      runtime.log.warn({ err: error }, 'rates are counted by this process alone')
      return 0
    }
  }
  return async (buckets) => {
    const waits = await Promise.all(buckets.map(take))
    const waitMs = Math.max(0, ...waits)
    if (waitMs > 0) throw rateLimited(Math.ceil(waitMs / 1000))
  }
}
