import { networkOf, type Runtime } from '@gruppetto/runtime'
import type { ApiKeys } from '../identity/api-keys.ts'
import type { Identity } from '../identity/authenticate.ts'
import type { Revocations } from '../identity/revocations.ts'
import { openWheel } from './wheel.ts'

/** What stays open for long: a websocket, or a stream of events. */
export interface LongLived {
  readonly address: string | null
  /** Anonymous as long as nobody has looked who it is. */
  readonly identity: Identity
}

export interface ConnectedOptions<One> {
  readonly runtime: Pick<Runtime, 'log' | 'now'>
  readonly revocations: Pick<Revocations, 'isRevoked' | 'onEnded'>
  readonly apiKeys: Pick<ApiKeys, 'find' | 'onChanged'>
  readonly pingSeconds: number
  /** Ends one whose session, key or token has ended. */
  end(one: One): void
  /** Ends one whose credentials cannot be checked now. */
  endUnchecked(one: One): void
  /** Finds out whether a connection is still there. Returns false where it is not: then it is pinged no more. */
  ping(one: One): boolean
}

/** Who is connected. Each ends with its session, its key or its token, and is counted for its network. */
export interface Connected<One> {
  readonly all: ReadonlySet<One>
  /** How many there are from the network of an address. */
  countOf(address: string | null): number
  enter(one: One): void
  leave(one: One): void
  /** Another identity was found, whose token may expire. */
  identified(one: One): void
  /** Whether the credentials hold at present. Ends it where they do not, or cannot be checked. */
  holds(one: One): Promise<boolean>
  close(): void
}

export const openConnected = <One extends LongLived>(options: ConnectedOptions<One>): Connected<One> => {
  const { revocations, apiKeys, pingSeconds, end, endUnchecked, ping } = options
  const { log, now } = options.runtime
  const all = new Set<One>()
  const ofNetwork = new Map<string, number>()
  const pingEveryMs = pingSeconds * 1000

  const hasEnded = async ({ caller, expiresAtMs, keyHash }: Identity): Promise<boolean> => {
    if (expiresAtMs !== null && expiresAtMs <= now()) return true
    if (caller.kind === 'athlete') return revocations.isRevoked(caller.sessionId)
    return keyHash !== undefined && (await apiKeys.find(keyHash, () => undefined)) === null
  }
  const holds = async (one: One): Promise<boolean> => {
    const isOver = await hasEnded(one.identity).catch(() => null)
    if (isOver === null) endUnchecked(one)
    else if (isOver) end(one)
    return isOver === false
  }
  const checkNow = (one: One): void => {
    holds(one).catch((error: unknown) => log.error({ err: error }, 'a connection could not be checked'))
  }

  revocations.onEnded((sessionId) => {
    for (const one of all) {
      const { caller } = one.identity
      if (caller.kind === 'athlete' && caller.sessionId === sessionId) end(one)
    }
  })
  apiKeys.onChanged((keyId) => {
    for (const one of all) {
      const { caller } = one.identity
      if (caller.kind === 'partner' && caller.keyId === keyId) checkNow(one)
    }
  })
  const expiries = openWheel<One>(now, end)
  const pings = openWheel<One>(Date.now, (one) => {
    if (!ping(one)) return
    pings.set(one, Date.now() + pingEveryMs)
    // If the hint that the session ended was lost, this check finds it, also when nothing is pushed.
    checkNow(one)
  })

  return {
    all,
    countOf: (address) => ofNetwork.get(networkOf(address)) ?? 0,
    enter(one) {
      const network = networkOf(one.address)
      all.add(one)
      ofNetwork.set(network, (ofNetwork.get(network) ?? 0) + 1)
      // The first ping is sent at a random time, so that after a restart not all are pinged at once.
      pings.set(one, Date.now() + pingEveryMs * (0.5 + Math.random() / 2))
    },
    leave(one) {
      const network = networkOf(one.address)
      all.delete(one)
      const left = (ofNetwork.get(network) ?? 1) - 1
      if (left > 0) ofNetwork.set(network, left)
      else ofNetwork.delete(network)
      expiries.delete(one)
      pings.delete(one)
    },
    identified(one) {
      const { expiresAtMs } = one.identity
      if (expiresAtMs !== null && all.has(one)) expiries.set(one, expiresAtMs)
    },
    holds,
    close() {
      expiries.close()
      pings.close()
    },
  }
}
