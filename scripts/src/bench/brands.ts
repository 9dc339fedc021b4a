import { createHash, randomBytes } from 'node:crypto'
import { newId } from '@gruppetto/graph'
import type { World } from './world.ts'

export interface Brand {
  readonly id: string
  /** The secret of a key with every scope. */
  readonly secret: string
}

/** Makes a brand with an API key. Only platform staff could make one by the API. */
export const newBrand = async ({ platform }: World): Promise<Brand> => {
  const [id, createdAt] = [newId('Brand'), new Date()]
  const secret = `gpk_${randomBytes(32).toString('base64url')}`
  await platform.insert('commerce', 'brands', [{ _id: id, slug: id, name: 'Bench', logoUrl: null, websiteUrl: null, createdAt }])
  const key = {
    _id: newId('ApiKey'),
    brandId: id,
    name: 'bench',
    prefix: secret.slice(0, 12),
    sha256: createHash('sha256').update(secret).digest('hex'),
    scopes: ['LEADERBOARD_READ', 'CAMPAIGN_READ', 'CAMPAIGN_WRITE', 'KEYS_MANAGE', 'AFFILIATE_READ'],
    createdAt,
    expiresAt: null,
    lastUsedAt: null,
    revokedAt: null,
  }
  await platform.insert('commerce', 'api_keys', [key])
  return { id, secret }
}

interface Answer<Data> {
  readonly data?: Data
  readonly errors?: readonly { readonly message: string }[]
}

/** Asks with the key of a brand, or with none. Throws where the answer has an error. */
export const askWithKey = async <Data>(
  world: World,
  secret: string | null,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<Data> => {
  const headers = { 'content-type': 'application/json', ...(secret === null ? {} : { 'x-api-key': secret }) }
  const answer = await fetch(world.url, { method: 'POST', headers, body: JSON.stringify({ query, variables }) })
  const { data, errors } = (await answer.json()) as Answer<Data>
  if (data === undefined || errors !== undefined) throw new Error(errors?.[0]?.message ?? `HTTP ${answer.status}`)
  return data
}
