import { createHash } from 'node:crypto'
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
  const kept = new LRUCache<string, ApiKeyOwner>({ max: 10_000, ttl: KEPT_MS })
  // Apart, so that made-up keys push out no key that is one.
  const absent = new LRUCache<string, true>({ max: 10_000, ttl: KEPT_MS })
  const asking = new Map<string, Promise<ApiKeyOwner | null>>()

  const ask = async (sha256: string): Promise<ApiKeyOwner | null> => {
    const answer = await subgraphs.callRoute('commerce', { method: 'POST', path: '/internal/api-key', body: { sha256 } })
    if (answer.status !== 200 && answer.status !== 404) throw new Error(`the API keys' route answered ${answer.status}`)
    const owner = answer.status === 200 ? keySchema.parse(answer.body) : null
    if (owner === null) absent.set(sha256, true)
    else kept.set(sha256, owner)
    return owner
  }

  return async (secret, beforeAsk) => {
    const sha256 = createHash('sha256').update(secret).digest('hex')
    const known = kept.get(sha256)
    if (known !== undefined) return known
    if (absent.has(sha256)) return null
    beforeAsk()
    const running =
      asking.get(sha256) ??
      ask(sha256).finally(() => {
        asking.delete(sha256)
      })
    asking.set(sha256, running)
    return running
  }
}
