import { isIdOf } from '@gruppetto/graph'
import type { Tx } from '@gruppetto/runtime'
import type { Context } from '../context.ts'
import type { ApiKeyRow } from '../domain/api-key.ts'
import { requireOwn } from './require-scope.ts'

/** Returns an API key that the caller may change. Throws NOT_FOUND, for another brand's too. */
export const requireApiKey = async (context: Context, id: string, tx: Tx): Promise<ApiKeyRow> => {
  const key = isIdOf('ApiKey', id) ? await context.stores.apiKeys.get(id, tx) : null
  return requireOwn(context, key, 'This API key', 'KEYS_MANAGE')
}
