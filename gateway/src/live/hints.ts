import type { LiveHint, LiveTopic } from '@gruppetto/events'
import type { LiveHints } from '@gruppetto/runtime'

export type OnHint = (hint: LiveHint) => void

/** Listens to topics for every socket of this process at once. */
export interface HintHub {
  /** Calls back for each hint until the returned function is called. */
  listen(topic: LiveTopic, key: string, onHint: OnHint): () => void
  /** Topics and keys listened to now. */
  size(): number
}

interface Shared {
  readonly listeners: Set<OnHint>
  readonly subscription: { unsubscribe(): void }
}

/** One subscription of the bus per topic and key, however many sockets ask; ended when the last one goes. */
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
      // A callback of its own for each call: the same function may listen twice.
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
