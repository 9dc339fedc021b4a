import { API_KEY_CHANGED_KEY } from '@gruppetto/events'
import { within } from '@gruppetto/runtime'
import type { Storage } from '../services.ts'

const NOTIFY_WITHIN_MS = 250

/**
 * Tells the gateways, before the caller gets an answer, that a key has changed: they ask for it again. One that misses this asks
 * again within a second.
 */
export const announceApiKey = async ({ runtime }: Pick<Storage, 'runtime'>, id: string): Promise<void> => {
  runtime.live.publish('apiKey', API_KEY_CHANGED_KEY, { id })
  const sent = runtime.bus.connection.flush().catch(() => undefined)
  await within(NOTIFY_WITHIN_MS, sent, () => undefined)
}
