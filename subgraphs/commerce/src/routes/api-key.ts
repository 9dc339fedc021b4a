import type { HttpRoute } from '@gruppetto/runtime'
import { isSha256 } from '../domain/api-key.ts'
import type { Stores } from '../stores/stores.ts'

const hashIn = (body: unknown): string | null =>
  typeof body === 'object' && body !== null && 'sha256' in body && isSha256(body.sha256) ? body.sha256 : null

const json = (status: number, value: unknown) => ({
  status,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  body: JSON.stringify(value),
})

/** The gateway asks whose key a request carries. It sends the secret's hash: the secret itself never leaves the gateway. */
export const apiKeyRoute = ({ apiKeys }: Pick<Stores, 'apiKeys'>): HttpRoute => ({
  method: 'POST',
  path: '/internal/api-key',
  isPublic: false,
  async handle({ body }) {
    const sha256 = hashIn(body)
    const key = sha256 === null ? null : await apiKeys.valid(sha256)
    if (key === null) return json(404, {})
    return json(200, { keyId: key._id, brandId: key.brandId, scopes: key.scopes })
  },
})
