import { createHash } from 'node:crypto'
import { API_KEY_PATH } from '@gruppetto/graph'
import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import type { SubgraphTransport } from '../transports/transport.ts'

const KEPT_MS = 10_000
const keySchema = z.object({ keyId: z.string(), brandId: z.string(), scopes: z.array(z.string()) })

export type ApiKeyOwner = z.infer<typeof keySchema>
/** Calls `beforeAsk`, which may throw, before it asks commerce. */
export type FindApiKey = (secret: string, beforeAsk: () => void) => Promise<ApiKeyOwner | null>

/** Asks commerce for the owner of an API key, by the key's hash. Answers are cached for ten seconds, also for unknown keys. */
export const apiKeys = (subgraphs: SubgraphTransport): FindApiKey => {
  // A separate cache, so that made-up keys do not evict real ones.
  const absent = new LRUCache<string, true>({ max: 10_000, ttl: KEPT_MS })
  const ask = async (sha256: string): Promise<ApiKeyOwner | undefined> => {
    const answer = await subgraphs.callRoute('commerce', { method: 'POST', path: API_KEY_PATH, body: { sha256 } })
    if (answer.status === 200) return keySchema.parse(answer.body)
    if (answer.status !== 404) throw new Error(`the API keys' route answered ${answer.status}`)
    absent.set(sha256, true)
    return undefined
  }
  const owners = new LRUCache<string, ApiKeyOwner>({ max: 10_000, ttl: KEPT_MS, fetchMethod: ask })

  return async (secret, beforeAsk) => {
    const sha256 = createHash('sha256').update(secret).digest('hex')
    if (absent.has(sha256)) return null
    if (!owners.has(sha256)) beforeAsk()
    return (await owners.fetch(sha256)) ?? null
  }
}
