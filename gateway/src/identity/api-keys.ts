import { createHash } from 'node:crypto'
import { API_KEY_CHANGED_KEY } from '@gruppetto/events'
import { API_KEY_PATH } from '@gruppetto/graph'
import type { Runtime } from '@gruppetto/runtime'
import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import type { SubgraphTransport } from '../transports/transport.ts'

/** How long an answer is kept: a key that is revoked opens nothing after this time, even when the hint is lost. */
const KEPT_MS = 1_000
/** Made-up keys may be kept for longer: a secret that is unknown now is made later by nobody. */
const ABSENT_KEPT_MS = 10_000
const keySchema = z.object({
  keyId: z.string(),
  brandId: z.string(),
  scopes: z.array(z.string()),
  /** When this secret stops to hold. */
  expiresAtMs: z.number().nullish(),
})

export type ApiKeyOwner = z.infer<typeof keySchema>

export interface ApiKeys {
  /** Calls `beforeAsk`, which may throw, before it asks commerce. */
  find(sha256: string, beforeAsk: () => void): Promise<ApiKeyOwner | null>
  /** Calls back with the id of each key that was revoked or got another secret in any process. */
  onChanged(callback: (keyId: string) => void): void
  close(): void
}

export const hashOfKey = (secret: string): string => createHash('sha256').update(secret).digest('hex')

/**
 * Asks commerce for the owner of an API key, by the key's hash. Answers are cached for a second, or until a hint says that the key
 * has changed.
 */
export const openApiKeys = (subgraphs: SubgraphTransport, runtime: Pick<Runtime, 'live' | 'now'>): ApiKeys => {
  // A separate cache, so that made-up keys do not evict real ones.
  const absent = new LRUCache<string, true>({ max: 10_000, ttl: ABSENT_KEPT_MS })
  const ask = async (sha256: string): Promise<ApiKeyOwner | undefined> => {
    const answer = await subgraphs.callRoute('commerce', { method: 'POST', path: API_KEY_PATH, body: { sha256 } })
    if (answer.status === 200) return keySchema.parse(answer.body)
    if (answer.status !== 404) throw new Error(`the API keys' route answered ${answer.status}`)
    absent.set(sha256, true)
    return undefined
  }
  const owners = new LRUCache<string, ApiKeyOwner>({ max: 10_000, ttl: KEPT_MS, fetchMethod: ask })

  const callbacks: ((keyId: string) => void)[] = []
  const hints = runtime.live.subscribe('apiKey', API_KEY_CHANGED_KEY, ({ id }) => {
    if (id === undefined) return
    for (const [sha256, owner] of owners.entries()) if (owner.keyId === id) owners.delete(sha256)
    for (const callback of callbacks) callback(id)
  })

  return {
    async find(sha256, beforeAsk) {
      if (absent.has(sha256)) return null
      if (!owners.has(sha256)) beforeAsk()
      const owner = (await owners.fetch(sha256)) ?? null
      return owner === null || (owner.expiresAtMs ?? Infinity) <= runtime.now() ? null : owner
    },
    onChanged(callback) {
      callbacks.push(callback)
    },
    close: () => hints.unsubscribe(),
  }
}
