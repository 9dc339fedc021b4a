interface Listening {
  readonly listeners: Set<() => void>
  readonly tell: () => void
}

const listening = new WeakMap<AbortSignal, Listening>()

const listenTo = (signal: AbortSignal): Listening => {
  const listeners = new Set<() => void>()
  const tell = (): void => {
    for (const listener of listeners) listener()
  }
  signal.addEventListener('abort', tell, { once: true })
  const made = { listeners, tell }
  listening.set(signal, made)
  return made
}

/**
 * Calls a listener, which throws nothing, when a signal that is not aborted yet is. Returns a function that ends this. However many calls of one
 * request listen to its signal, one listener of Node's serves them all: Node takes more than ten for a leak, and says so.
 */
export const whenAborted = (signal: AbortSignal, listener: () => void): (() => void) => {
  const { listeners, tell } = listening.get(signal) ?? listenTo(signal)
  listeners.add(listener)
  return () => {
    if (!listeners.delete(listener) || listeners.size > 0) return
    signal.removeEventListener('abort', tell)
    listening.delete(signal)
  }
}
