import type { LiveHint, LiveTopic } from '@gruppetto/events'
import type { LiveHints } from '@gruppetto/runtime'

export type OnHint = (hint: LiveHint) => void

/** Listens to the topics of the bus for all sockets of this process. */
export interface HintHub {
  /** Calls `onHint` for each hint, until the returned function is called. */
  listen(topic: LiveTopic, key: string, onHint: OnHint): () => void
  /** Returns the number of topics and keys that it listens to now. */
  size(): number
}

interface Shared {
  readonly listeners: Set<OnHint>
  readonly subscription: { unsubscribe(): void }
}

/** Opens one subscription on the bus for each topic and key, shared by all sockets. It ends with the last listener. */
export const openHintHub = (live: LiveHints): HintHub => {
  const shared = new Map<string, Shared>()
  const open = (topic: LiveTopic, key: string): Shared => {
    const listeners = new Set<OnHint>()
    const subscription = live.subscribe(topic, key, (hint) => {
      for (const listener of listeners) listener(hint)
    })
    return { listeners, subscription }
  }
  return {
    listen(topic, key, onHint) {
      const name = JSON.stringify([topic, key])
      const entry = shared.get(name) ?? open(topic, key)
      shared.set(name, entry)
      // A new function for each call, because the same `onHint` may listen twice.
      const listener: OnHint = (hint) => onHint(hint)
      entry.listeners.add(listener)
      return () => {
        if (!entry.listeners.delete(listener) || entry.listeners.size > 0) return
        entry.subscription.unsubscribe()
        shared.delete(name)
      }
    },
    size: () => shared.size,
  }
}
