import { networkOf } from '@gruppetto/runtime'
import type { GatewayConfig } from '../config.ts'
import type { Bucket, LocalBuckets } from '../limits/local-buckets.ts'
import { mustWait } from '../limits/rate.ts'

/** Counts invalid credentials by network, because looking up each guess costs work. */
export interface Refusals {
  /** Throws RATE_LIMITED when too many were refused. Called before unknown credentials are looked up, never for valid cached ones. */
  check(address: string | null): void
  count(address: string | null): void
}

export const openRefusals = (buckets: LocalBuckets, { ratePerMinuteRefused }: GatewayConfig): Refusals => {
  const bucket = (address: string | null): Bucket => ({
    key: `refused:${networkOf(address)}`,
    perMinute: ratePerMinuteRefused,
    cost: 1,
  })
  return {
    check(address) {
      const waitMs = buckets.wait(bucket(address))
      if (waitMs > 0) throw mustWait(waitMs)
    },
    count: (address) => buckets.drain(bucket(address)),
  }
}
