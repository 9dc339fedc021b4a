export interface Throttle<Value> {
  /** Acts now, or, where it did so less than the interval ago, once at the interval's end, with the last value. */
  call(value: Value): void
  /** Acts on what waits, and lets go of the timers. */
  close(): void
}

/** At most one call of `act` for each key and interval; the last value is never lost: a trailing call takes it. */
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
