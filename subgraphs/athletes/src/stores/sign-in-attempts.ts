import { createHash } from 'node:crypto'
import { type CountedWindow, networkOf, openCounter, patiently, type Runtime } from '@gruppetto/runtime'

/** Of one account from one network. A network is an address, for IPv6 a /64. */
const ATTEMPTS_ALLOWED = 10
const ATTEMPTS_SECONDS = 15 * 60
/** Of one account from all networks that it has not been signed in from: OWASP ASVS 4.0, 2.2.1 asks for at most a hundred an hour. */
export const STRANGERS_ALLOWED = 100
/** Of all accounts from one network: some passwords tried on many accounts. */
export const NETWORK_ALLOWED = 300

const OWN: readonly CountedWindow[] = [{ most: ATTEMPTS_ALLOWED, seconds: ATTEMPTS_SECONDS }]
const STRANGERS: readonly CountedWindow[] = [{ most: STRANGERS_ALLOWED, seconds: 3600 }]
const NETWORK: readonly CountedWindow[] = [{ most: NETWORK_ALLOWED, seconds: ATTEMPTS_SECONDS }]
const KNOWN_SECONDS = 90 * 86_400
/** Signing in does not wait for a Redis that is away. */
const PATIENCE_MS = 300

// Hashed, so that Redis holds nobody's address.
const hashOf = (...parts: readonly string[]): string => createHash('sha256').update(parts.join('\n')).digest('base64url')

/** How often somebody has tried: one account from one network, one account at all, and one network. */
export const openSignInAttempts = (runtime: Pick<Runtime, 'redis' | 'log' | 'now'>) => {
  const { redis, log } = runtime
  const counter = openCounter(runtime)
  const ownKey = (emailKey: string, network: string) => `sign-in:${hashOf(emailKey, network)}`
  const knownKey = (emailKey: string, network: string) => `sign-in-known:${hashOf(emailKey, network)}`
  const quickly = patiently(redis, PATIENCE_MS, (error) =>
    log.warn({ err: error }, 'the networks that accounts are signed in from cannot be read or written'),
  )
  return {
    /**
     * Counts a try; the seconds to wait when it is one too many, else null. Strangers who guess from everywhere are stopped together, and the
     * owner is not stopped with them: a network that the account has been signed in from has a count of its own. Without Redis this process
     * counts for itself.
     */
    async count(emailKey: string, address: string | null): Promise<number | null> {
      const network = networkOf(address)
      const own = await counter.count(ownKey(emailKey, network), OWN)
      if (own > 0) return own
      const all = address === null ? 0 : await counter.count(`sign-in-network:${hashOf(network)}`, NETWORK)
      if (all > 0) return all
      const isKnown = (await quickly(() => redis.exists(knownKey(emailKey, network)))) === 1
      const strangers = isKnown ? 0 : await counter.count(`sign-in-strangers:${hashOf(emailKey)}`, STRANGERS)
      return strangers > 0 ? strangers : null
    },
    /** A right password: the account's count from here begins anew, and the network is one of its own from now on. */
    async succeeded(emailKey: string, address: string | null): Promise<void> {
      const network = networkOf(address)
      await counter.forget(ownKey(emailKey, network), OWN)
      await quickly(() => redis.set(knownKey(emailKey, network), 1, 'EX', KNOWN_SECONDS))
    },
  }
}

export type SignInAttempts = ReturnType<typeof openSignInAttempts>
