import { setTimeout as sleep } from 'node:timers/promises'
import type { GatewayConfig } from '../config.ts'
import type { OperationContext } from '../context.ts'
import type { Bucket, LocalBuckets } from '../limits/local-buckets.ts'
import { payerOf, tokensOf } from '../limits/rate.ts'

/** What a push of an operation takes from the rate of who gets it. */
export const pushOf = (
  caller: OperationContext['caller'],
  address: string | null,
  cost: number,
  { ratePerMinutePushes: perMinute }: GatewayConfig,
): Bucket => ({ key: `push:${payerOf(caller, address)}`, perMinute, cost: Math.min(tokensOf(cost), perMinute) })

/**
 * A push costs as much as a query. Above the rate it waits here, together with the hints that arrive meanwhile. Resolves to false when
 * who waits is gone.
 */
export const pushTurn = async (buckets: LocalBuckets, push: Bucket, isThere: () => boolean): Promise<boolean> => {
  for (let waitMs = buckets.take(push); waitMs > 0; waitMs = buckets.take(push)) {
    await sleep(waitMs, undefined, { ref: false })
    if (!isThere()) return false
  }
  return true
}
