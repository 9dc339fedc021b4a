import type { LiveHint, LiveTopic } from '@gruppetto/events'
import type { LiveHints } from '@gruppetto/runtime'
import { isStateTopic } from './topics.ts'

/** A hint as this process passes it on, with its number. Numbers only grow, so they say what was read before a hint and what after it. */
export interface NumberedHint extends LiveHint {
  readonly number: number
}

/** Who is told the hints of a topic and key. */
export interface HintListener {
  hint(hint: NumberedHint): void
}

/** What listens to one topic and key. */
export interface Listening {
  /** The number of the newest hint. A read that began with this number or a later one has seen all that is known to have changed. */
  newest(): number
  stop(): void
}

/** Listens to the topics of the bus for all sockets of this process. */
export interface HintHub {
  /**
   * Tells a listener the hints of a topic and key, until it is stopped. Hints of a state that come within one tick are passed on as
   * one, at the end of the tick. Hints of events are passed on at once and singly, since each carries an id of its own.
   */
  listen(topic: LiveTopic, key: string, listener: HintListener): Listening
  /** Resolves when no hint is missed any more by those who listen at this moment: the bus knows of them. Rejects once the bus is closed. */
  listening(): Promise<void>
  /** The number of the newest hint of all. */
  number(): number
  /** Returns the number of topics and keys that it listens to now. */
  size(): number
}

/**
 * A commit, and the workers and processes that follow it, send their hints within a few milliseconds of each other. A tick gathers them and takes
 * a tenth of the quarter of a second within which a change should reach all who watch; nobody sees the difference.
 */
const TICK_MS = 25

interface Shared {
  readonly name: string
  readonly listeners: Set<ListeningOne>
  readonly subscription: { unsubscribe(): void }
  newest: number
  tick: NodeJS.Timeout | null
}

/** A class, since there is one for each idle subscription. The same listener may listen twice. */
class ListeningOne implements Listening {
  readonly listener: HintListener
  readonly #all: Map<string, Shared>
  readonly #entry: Shared

  constructor(all: Map<string, Shared>, entry: Shared, listener: HintListener) {
    this.listener = listener
    this.#all = all
    this.#entry = entry
    entry.listeners.add(this)
  }

  newest(): number {
    return this.#entry.newest
  }

  stop(): void {
    const { name, listeners, subscription, tick } = this.#entry
    if (!listeners.delete(this) || listeners.size > 0) return
    subscription.unsubscribe()
    if (tick !== null) clearTimeout(tick)
    this.#all.delete(name)
  }
}

/** Opens one subscription on the bus for each topic and key, shared by all sockets. It ends with the last listener. */
export const openHintHub = (live: LiveHints): HintHub => {
  const shared = new Map<string, Shared>()
  let number = 0

  const tell = (entry: Shared, hint: LiveHint): void => {
    number += 1
    entry.newest = number
    const numbered: NumberedHint = { ...hint, number }
    for (const { listener } of entry.listeners) listener.hint(numbered)
  }
  const open = (name: string, topic: LiveTopic, key: string): Shared => {
    const isState = isStateTopic(topic)
    const subscription = live.subscribe(topic, key, (hint) => {
      if (!isState) tell(entry, hint)
      else
        entry.tick ??= setTimeout(() => {
          entry.tick = null
          tell(entry, hint)
        }, TICK_MS).unref()
    })
    // What was hinted before this moment was not heard, so what was read before it may be out of date.
    number += 1
    const entry: Shared = { name, listeners: new Set(), subscription, newest: number, tick: null }
    return entry
  }
  let asking: Promise<void> | null = null
  return {
    listening() {
      // All who ask within a tick are told by one word of the bus, which is asked for behind the last of them.
      asking ??= new Promise((resolve) => setImmediate(resolve)).then(() => {
        asking = null
        return live.subscribed()
      })
      return asking
    },
    listen(topic, key, listener) {
      const name = JSON.stringify([topic, key])
      const entry = shared.get(name) ?? open(name, topic, key)
      shared.set(name, entry)
      return new ListeningOne(shared, entry, listener)
    },
    number: () => number,
    size: () => shared.size,
  }
}
