import type { Runtime } from '@gruppetto/runtime'
import { LRUCache } from 'lru-cache'

/** How old an answer may be: a session that has ended is refused everywhere within this time. */
export const REVOCATION_SEEN_WITHIN_MS = 1_000
const ANSWER_WITHIN_MS = 250

/** The key that athletes sets when a session ends before its access tokens do. */
export const revocationKey = (sessionId: string): string => `revoked:${sessionId}`

export type IsRevoked = (sessionId: string) => Promise<boolean>

export interface Revocations {
  readonly isRevoked: IsRevoked
  /** Calls back with each session that ends, wherever it was ended: a hint, so what it misses `isRevoked` finds a moment later. */
  onEnded(callback: (sessionId: string) => void): void
  close(): void
}

/**
 * Tells whether a session has been ended. Answers are kept for a second, or until athletes says that the session is over; the asking itself
 * goes out pipelined with whatever else this process asks of Redis. When Redis does not answer the session passes: access tokens are short,
 * and the platform stays up without Redis.
 */
export const sessionRevocations = (runtime: Pick<Runtime, 'redis' | 'live' | 'log' | 'now'>): Revocations => {
  const kept = new LRUCache<string, { readonly isRevoked: boolean; readonly atMs: number }>({ max: 100_000 })
  const asking = new Map<string, Promise<boolean>>()

  const ask = async (sessionId: string): Promise<boolean> => {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<null>((resolve) => {
      timer = setTimeout(resolve, ANSWER_WITHIN_MS, null)
    })
    try {
      const found = await Promise.race([runtime.redis.exists(revocationKey(sessionId)), late])
      const isRevoked = found === 1
      // The word that it ended may have come while the question was on its way.
      if (kept.get(sessionId)?.isRevoked === true) return true
      kept.set(sessionId, { isRevoked, atMs: runtime.now() })
      return isRevoked
    } catch (error) {
      runtime.log.warn({ err: error }, 'cannot ask whether a session has ended')
      return kept.get(sessionId)?.isRevoked ?? false
    } finally {
      clearTimeout(timer)
      asking.delete(sessionId)
    }
  }

  const callbacks: ((sessionId: string) => void)[] = []
  const hints = runtime.live.subscribe('session', 'ended', ({ id }) => {
    if (id === undefined) return
    kept.set(id, { isRevoked: true, atMs: runtime.now() })
    for (const callback of callbacks) callback(id)
  })

  return {
    isRevoked(sessionId) {
      const known = kept.get(sessionId)
      // What has ended stays so.
      if (known?.isRevoked === true) return Promise.resolve(true)
      if (known !== undefined && runtime.now() - known.atMs < REVOCATION_SEEN_WITHIN_MS) return Promise.resolve(false)
      const running = asking.get(sessionId) ?? ask(sessionId)
      asking.set(sessionId, running)
      return running
    },
    onEnded(callback) {
      callbacks.push(callback)
    },
    close: () => hints.unsubscribe(),
  }
}
