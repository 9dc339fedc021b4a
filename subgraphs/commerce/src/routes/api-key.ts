import { API_KEY_PATH, type Routes } from '@gruppetto/graph'
import { endOfSecret, isSha256 } from '../domain/api-key.ts'
import type { Services } from '../services.ts'

const readHash = (body: unknown): string | null =>
  typeof body === 'object' && body !== null && 'sha256' in body && isSha256(body.sha256) ? body.sha256 : null

/** Tells the gateway whose API key a request has. The gateway sends only the hash of the secret. */
export const apiKeyRoute =
  ({ stores: { apiKeys }, keyUses, runtime }: Services): Routes =>
  (app) => {
    app.post(API_KEY_PATH, async ({ body }, reply) => {
      const sha256 = readHash(body)
      const key = sha256 === null ? null : await apiKeys.findByHash(sha256)
      const end = sha256 === null || key === null ? null : endOfSecret(key, sha256)
      if (key === null || (end !== null && end.getTime() <= runtime.now())) return reply.code(404).send({})
      // The gateway asks about once a second for a key that is used, so this tells when a key was last used.
      keyUses.note(key)
      return { keyId: key._id, brandId: key.brandId, scopes: key.scopes, expiresAtMs: end?.getTime() ?? null }
    })
  }
