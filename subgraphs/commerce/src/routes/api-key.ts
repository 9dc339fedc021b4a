import { API_KEY_PATH, type Routes } from '@gruppetto/graph'
import { isSha256 } from '../domain/api-key.ts'
import type { Stores } from '../stores/mod.ts'

const hashIn = (body: unknown): string | null =>
  typeof body === 'object' && body !== null && 'sha256' in body && isSha256(body.sha256) ? body.sha256 : null

/** The gateway asks whose key a request carries. It sends the secret's hash: the secret itself never leaves the gateway. */
export const apiKeyRoute =
  ({ apiKeys }: Pick<Stores, 'apiKeys'>): Routes =>
  (app) => {
    app.post(API_KEY_PATH, async ({ body }, reply) => {
      const sha256 = hashIn(body)
      const key = sha256 === null ? null : await apiKeys.valid(sha256)
      if (key === null) return reply.code(404).send({})
      return { keyId: key._id, brandId: key.brandId, scopes: key.scopes }
    })
  }
