import { createHash } from 'node:crypto'
import { API_KEY_PATH } from '@gruppetto/graph'
import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import type { SubgraphTransport } from '../transports/transport.ts'

const KEPT_MS = 10_000
const keySchema = z.object({ keyId: z.string(), brandId: z.string(), scopes: z.array(z.string()) })

export type ApiKeyOwner = z.infer<typeof keySchema>
/** `beforeAsk` is called, and may throw, before commerce is asked. */
export type FindApiKey = (secret: string, beforeAsk: () => void) => Promise<ApiKeyOwner | null>

/** Asks commerce whose an API key is, by its hash alone. Answers, also that there is no such key, are kept for ten seconds. */
export const apiKeys = (subgraphs: SubgraphTransport): FindApiKey => {
  // Apart, so that made-up keys push out no key that is one.
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
