export interface Throttle<Value> {
  /** Calls `act` at once. Within the interval after a call, it waits for the interval's end and then passes the last value. */
  call(value: Value): void
  /** Calls `act` for the values that wait, and clears the timers. */
  close(): void
}

/** Calls `act` at most once per key and interval. A trailing call passes the last value, so it is never lost. */
export const throttle = <Value>(
  act: (value: Value) => void,
  keyOf: (value: Value) => string,
  intervalMs: number,
): Throttle<Value> => {
  const resting = new Map<string, { readonly timer: NodeJS.Timeout; waiting: { readonly value: Value } | null }>()
  const start = (key: string, value: Value): void => {
    act(value)
    const timer = setTimeout(() => {
      const waiting = resting.get(key)?.waiting ?? null
      resting.delete(key)
      if (waiting !== null) start(key, waiting.value)
    }, intervalMs)
    resting.set(key, { timer: timer.unref(), waiting: null })
  }
  return {
    call(value) {
      const rest = resting.get(keyOf(value))
      if (rest === undefined) start(keyOf(value), value)
      else rest.waiting = { value }
    },
    close() {
      for (const { timer, waiting } of resting.values()) {
        clearTimeout(timer)
        if (waiting !== null) act(waiting.value)
      }
      resting.clear()
    },
  }
}
