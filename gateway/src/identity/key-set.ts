import { KEY_SET_PATH } from '@gruppetto/graph'
import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose'
import type { Logger } from 'pino'
import type { SubgraphTransport } from '../transports/transport.ts'

/** The key set is read at most once in this time, so that made-up key ids do not become a load on athletes. */
const REFRESH_EVERY_MS = 5_000

class KeysUnavailable extends Error {}

const isKeySet = (body: unknown): body is JSONWebKeySet =>
  typeof body === 'object' && body !== null && 'keys' in body && Array.isArray(body.keys)

/**
 * Opens the cache of athletes' public keys for access tokens. It is read at the start, so that the first token does not wait for it, and again when
 * a token names an unknown key; until then it is kept, also while athletes is away.
 */
export const openKeySet = (subgraphs: SubgraphTransport, now: () => number, log: Logger): JWTVerifyGetKey => {
  let keys: ReturnType<typeof createLocalJWKSet> | null = null
  let askedAtMs = Number.NEGATIVE_INFINITY
  let asking: Promise<void> | null = null

  const ask = async (): Promise<void> => {
    try {
      const answer = await subgraphs.callRoute('athletes', { method: 'GET', path: KEY_SET_PATH })
      if (answer.status !== 200 || !isKeySet(answer.body)) throw new Error(`the key set's route answered ${answer.status}`)
      keys = createLocalJWKSet(answer.body)
      askedAtMs = now()
    } catch (error) {
      log.error({ err: error }, 'the keys of access tokens cannot be read')
      if (keys === null) throw new KeysUnavailable()
    }
  }
  const refresh = (): Promise<void> => {
    asking ??= ask().finally(() => {
      asking = null
    })
    return asking
  }

  // When athletes is not there yet, the first token asks again.
  refresh().catch(() => undefined)

  return async (header, token) => {
    if (keys === null) await refresh()
    if (keys === null) throw new KeysUnavailable()
    try {
      return await keys(header, token)
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || now() - askedAtMs < REFRESH_EVERY_MS) throw error
      askedAtMs = now()
      await refresh()
      return await keys(header, token)
    }
  }
}
