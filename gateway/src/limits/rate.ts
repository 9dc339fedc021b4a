import { type Caller, rateLimited } from '@gruppetto/graph'
import { networkOf, type Runtime, within } from '@gruppetto/runtime'
import { z } from 'zod'
import type { GatewayConfig } from '../config.ts'
import type { Bucket, LocalBuckets } from './local-buckets.ts'
import type { RateState } from './rate-headers.ts'

/** What a stranger may try many times, and what costs much: passwords are hashed, and mails are sent. */
const signsIn = new Set(['signIn', 'signUp', 'refreshSession', 'requestPasswordReset', 'resetPassword', 'verifyEmail'])

/** A request takes 1 token from its bucket, and 1 more for each so much of its cost. */
const COST_PER_TOKEN = 100

export const tokensOf = (cost: number): number => 1 + Math.floor(cost / COST_PER_TOKEN)

/** Returns whose bucket a caller's requests are charged to. */
export const payerOf = (caller: Caller, address: string | null): string => {
  if (caller.kind === 'athlete') return `athlete:${caller.athleteId}`
  return caller.kind === 'partner' ? `key:${caller.keyId}` : `address:${networkOf(address)}`
}

/** Returns the buckets of a request: its caller's, and for sign-in attempts also the stricter one of its address. Pure. */
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
  // An operation that costs more than a full bucket still passes, and uses the whole minute.
  const own = { key: `rate:${payerOf(caller, address)}`, perMinute, cost: Math.min(tokensOf(asked.cost), perMinute) }
  const signIn = { key: `rate:sign-in:${networkOf(address)}`, perMinute: limits.ratePerMinuteSignIn, cost: attempts }
  return attempts > 0 ? [own, signIn] : [own]
}

/**
 * A token bucket that holds one minute's worth and fills evenly. Returns 0, or how many milliseconds to wait, and what is left. It
 * runs as one step on the server, so that two processes cannot both take the last token.
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
return {wait, tostring(tokens)}
`

const ANSWER_WITHIN_MS = 250

/** What a charge did: how long to wait, which is 0 when it was taken, and what is left of the caller's own bucket. */
export interface Charge {
  readonly waitMs: number
  readonly left: RateState | null
}

/** Returns the error for a request that has to wait so long. */
export const mustWait = (waitMs: number) => rateLimited(Math.ceil(waitMs / 1000))

export type ChargeRate = (buckets: readonly Bucket[]) => Promise<Charge>

const answerSchema = z.tuple([z.coerce.number(), z.coerce.number()])

/**
 * Takes a request's cost from its buckets, of which the first is the caller's own. The buckets are in Redis, shared by all gateways.
 * The cost is also taken from a local bucket, and that one decides when Redis does not answer in time.
 */
export const rateLimiter = (runtime: Pick<Runtime, 'redis' | 'log' | 'now'>, local: LocalBuckets): ChargeRate => {
  const take = async (bucket: Bucket): Promise<{ readonly waitMs: number; readonly tokens: number }> => {
    // All gateways together have taken at least as much as this process alone.
    const localWaitMs = local.take(bucket)
    if (localWaitMs > 0) return { waitMs: localWaitMs, tokens: local.left(bucket) }
    try {
      const asked = runtime.redis.eval(script, 1, bucket.key, bucket.perMinute, runtime.now(), bucket.cost)
      const answer = await within(ANSWER_WITHIN_MS, asked, () => null)
      if (answer === null) return { waitMs: 0, tokens: local.left(bucket) }
      const [waitMs, tokens] = answerSchema.parse(answer)
      if (waitMs > 0) local.refund(bucket)
      return { waitMs, tokens }
    } catch (error) {
      runtime.log.warn({ err: error }, 'rates are counted by this process alone')
      return { waitMs: 0, tokens: local.left(bucket) }
    }
  }
  return async (buckets) => {
    const taken = await Promise.all(buckets.map(take))
    const [own] = buckets
    const [first] = taken
    return {
      waitMs: Math.max(0, ...taken.map(({ waitMs }) => waitMs)),
      left: own === undefined || first === undefined ? null : { perMinute: own.perMinute, tokens: first.tokens },
    }
  }
}
