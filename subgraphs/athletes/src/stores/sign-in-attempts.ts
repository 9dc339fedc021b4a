import { createHash } from 'node:crypto'
import { type CountedWindow, networkOf, openCounter, patiently, type Runtime } from '@gruppetto/runtime'

/** The most attempts for one account from one network. A network is an address, or a /64 of IPv6. */
const ATTEMPTS_MAX = 10
const ATTEMPTS_SECONDS = 15 * 60
/** The most attempts for one account from all its unknown networks. OWASP ASVS 4.0, 2.2.1 asks for at most 100 an hour. */
export const UNKNOWN_NETWORKS_MAX = 100
/** The most attempts from one network on all accounts, against password spraying. */
export const NETWORK_MAX = 300

const OWN: readonly CountedWindow[] = [{ most: ATTEMPTS_MAX, seconds: ATTEMPTS_SECONDS }]
const UNKNOWN_NETWORKS: readonly CountedWindow[] = [{ most: UNKNOWN_NETWORKS_MAX, seconds: 3600 }]
const NETWORK: readonly CountedWindow[] = [{ most: NETWORK_MAX, seconds: ATTEMPTS_SECONDS }]
const KNOWN_SECONDS = 90 * 86_400
/** The longest that a sign-in waits for Redis. */
const PATIENCE_MS = 300

// Redis holds only hashes, no addresses.
const hashOf = (...parts: readonly string[]): string => createHash('sha256').update(parts.join('\n')).digest('base64url')

/** Counts the attempts to sign in. A network is known to an account for 90 days after it was signed in from there. */
export const openSignInAttempts = (runtime: Pick<Runtime, 'redis' | 'log' | 'now'>) => {
  const { redis, log } = runtime
  const counter = openCounter(runtime)
  const ownKey = (emailKey: string, network: string) => `sign-in:${hashOf(emailKey, network)}`
  const knownKey = (emailKey: string, network: string) => `sign-in-known:${hashOf(emailKey, network)}`
  const quickly = patiently(redis, PATIENCE_MS, (error) =>
    log.warn({ err: error }, 'the known networks of an account cannot be read or written'),
  )
  return {
    /**
     * Counts an attempt. Returns the seconds to wait when it is one too many, otherwise null. All unknown networks of an account share
     * one limit, so an attack from many networks is stopped. It does not lock out the owner, whose known networks do not count
     * there. When Redis does not answer, this process counts by itself.
     */
    async count(emailKey: string, address: string | null): Promise<number | null> {
      const network = networkOf(address)
      const own = await counter.count(ownKey(emailKey, network), OWN)
      if (own > 0) return own
      const all = address === null ? 0 : await counter.count(`sign-in-network:${hashOf(network)}`, NETWORK)
      if (all > 0) return all
      const isKnown = (await quickly(() => redis.exists(knownKey(emailKey, network)))) === 1
      const unknown = isKnown ? 0 : await counter.count(`sign-in-strangers:${hashOf(emailKey)}`, UNKNOWN_NETWORKS)
      return unknown > 0 ? unknown : null
    },
    /** Whether the account was signed in to from this network before. When Redis does not answer, nobody is alarmed. */
    async knowsNetwork(emailKey: string, address: string | null): Promise<boolean> {
      return (await quickly(() => redis.exists(knownKey(emailKey, networkOf(address))))) !== 0
    },
    /** Resets the account's count from this network and makes the network a known one of the account. */
    async succeeded(emailKey: string, address: string | null): Promise<void> {
      const network = networkOf(address)
      await counter.forget(ownKey(emailKey, network), OWN)
      await quickly(() => redis.set(knownKey(emailKey, network), 1, 'EX', KNOWN_SECONDS))
    },
  }
}

export type SignInAttempts = ReturnType<typeof openSignInAttempts>
