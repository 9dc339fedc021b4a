export interface Coalescer {
  /** Does it now, or, where it was done less than the interval ago, once at the interval's end. */
  touch(key: string): void
  close(): void
}

/** At most one call of `act` per key and interval; the last touch is never lost: a trailing call follows it. */
export const coalesce = (act: (key: string) => void, intervalMs: number): Coalescer => {
  const open = new Map<string, { again: boolean; timer: NodeJS.Timeout }>()
  const start = (key: string): void => {
    act(key)
    const timer = setTimeout(() => {
      const state = open.get(key)
      open.delete(key)
      if (state?.again === true) start(key)
    }, intervalMs)
    timer.unref()
    open.set(key, { again: false, timer })
  }
  return {
    touch(key) {
      const state = open.get(key)
      if (state === undefined) start(key)
      else state.again = true
    },
    close() {
      for (const [key, { again, timer }] of open) {
        clearTimeout(timer)
        if (again) act(key)
      }
      open.clear()
    },
  }
}
