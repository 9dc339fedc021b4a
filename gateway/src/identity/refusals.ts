import { rateLimited } from '@gruppetto/graph'
import { networkOf } from '@gruppetto/runtime'
import type { GatewayConfig } from '../config.ts'
import type { Bucket, LocalBuckets } from '../limits/local-buckets.ts'

/** Credentials that were not good, by address: to look each of them up is work for whoever guesses. */
export interface Refusals {
  /** Throws RATE_LIMITED where too many were refused; called before unknown ones are looked up, and never for those known to be good. */
  check(address: string | null): void
  count(address: string | null): void
}

export const refusalsOf = (buckets: LocalBuckets, { ratePerMinuteRefused }: GatewayConfig): Refusals => {
  const bucket = (address: string | null): Bucket => ({
    key: `refused:${networkOf(address)}`,
    perMinute: ratePerMinuteRefused,
    cost: 1,
  })
  return {
    check(address) {
      const waitMs = buckets.wait(bucket(address))
      if (waitMs > 0) throw rateLimited(Math.ceil(waitMs / 1000))
    },
    count: (address) => buckets.drain(bucket(address)),
  }
}
