import { retryAfterMs } from '@gruppetto/graph'
import { openPublicRequests, RefusedAddressError, type Runtime } from '@gruppetto/runtime'
import type { TryResult } from '../domain/webhook-delivery.ts'

/** A receiver that needs longer should answer first and work afterwards. */
const PATIENCE_MS = 10_000

/** Posts deliveries to the addresses of partners: only to public ones, and without following a redirect. */
export interface WebhookSender {
  post(url: string, headers: Readonly<Record<string, string>>, body: string): Promise<TryResult>
  close(): Promise<void>
}

const codeOf = (error: unknown): string | null => {
  if (!(error instanceof Error)) return null
  if ('code' in error && typeof error.code === 'string') return error.code
  return error.name
}

/** Says in words for the partner why nothing was answered. The words hold nothing about this network. */
const wordsOf = (error: unknown): string => {
  if (error instanceof RefusedAddressError) return 'The address is not public.'
  const code = codeOf(error)
  if (code === 'TimeoutError' || code?.endsWith('_TIMEOUT')) return `There was no answer within ${PATIENCE_MS / 1000} seconds.`
  return `There was no answer (${code ?? 'unknown'}).`
}

export const openWebhookSender = async ({ config, now }: Pick<Runtime, 'config' | 'now'>): Promise<WebhookSender> => {
  const requests = await openPublicRequests({ timeoutMs: PATIENCE_MS, testOrigin: config.webhookTestOrigin })
  return {
    async post(url, headers, body) {
      try {
        const { status, retryAfter } = await requests.post(url, { headers, body: Buffer.from(body) })
        if (status >= 200 && status < 300) return { status, error: null, retryAfterMs: null }
        const isRedirect = status >= 300 && status < 400
        const error = isRedirect ? `The answer was ${status}; redirects are not followed.` : `The answer was ${status}.`
        return { status, error, retryAfterMs: retryAfterMs(retryAfter, now()) }
      } catch (error) {
        return { status: null, error: wordsOf(error), retryAfterMs: null }
      }
    },
    close: () => requests.close(),
  }
}
