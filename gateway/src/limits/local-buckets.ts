import { LRUCache } from 'lru-cache'

export interface Bucket {
  readonly key: string
  readonly perMinute: number
  readonly cost: number
}

/** Token buckets in the memory of this process. They always answer at once. */
export interface LocalBuckets {
  /** Takes the cost and returns 0, or takes nothing and returns how many milliseconds to wait. */
  take(bucket: Bucket): number
  /** Returns how many milliseconds to wait, and takes nothing. */
  wait(bucket: Bucket): number
  /** Returns what the bucket holds now. */
  left(bucket: Bucket): number
  /** Takes the cost, or whatever is left. For a cost that is known only after the request. */
  drain(bucket: Bucket): void
  /** Puts the cost back. */
  refund(bucket: Bucket): void
}

const BUCKETS_KEPT = 100_000

export const localBuckets = (now: () => number): LocalBuckets => {
  const held = new LRUCache<string, { tokens: number; atMs: number }>({ max: BUCKETS_KEPT })
  const filled = ({ key, perMinute }: Bucket): { tokens: number; atMs: number } => {
    const nowMs = now()
    const known = held.get(key)
    if (known === undefined) {
      const fresh = { tokens: perMinute, atMs: nowMs }
      held.set(key, fresh)
      return fresh
    }
    known.tokens = Math.min(perMinute, known.tokens + (Math.max(0, nowMs - known.atMs) * perMinute) / 60_000)
    known.atMs = Math.max(known.atMs, nowMs)
    return known
  }
  const missingMs = (bucket: Bucket, tokens: number): number =>
    Math.max(0, Math.ceil(((bucket.cost - tokens) * 60_000) / bucket.perMinute))
  return {
    take(bucket) {
      const held = filled(bucket)
      const waitMs = missingMs(bucket, held.tokens)
      if (waitMs === 0) held.tokens -= bucket.cost
      return waitMs
    },
    wait: (bucket) => missingMs(bucket, filled(bucket).tokens),
    left: (bucket) => filled(bucket).tokens,
    drain(bucket) {
      const held = filled(bucket)
      held.tokens = Math.max(0, held.tokens - bucket.cost)
    },
    refund(bucket) {
      const held = filled(bucket)
      held.tokens = Math.min(bucket.perMinute, held.tokens + bucket.cost)
    },
  }
}
