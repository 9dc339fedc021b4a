export interface Renewal {
  /** Reads anew, at once or as soon as what is on its way is there. */
  renew(): void
  /** Says that something has changed: an answer that is on its way may be from before it, and is asked for once more. */
  changed(): void
  end(): void
}

/**
 * Reads anew what a screen shows. Where that fails it is tried again: what came while a part of the platform was away would be missed for good.
 * `pauseMs` says how long to wait after how many failures.
 */
export const renewal = (read: () => Promise<unknown>, pauseMs: (failures: number) => number): Renewal => {
  let changes = 0
  let failures = 0
  let isReading = false
  let isOver = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const next = (inMs: number): void => {
    clearTimeout(timer)
    // Never in this turn, in which Relay would give the same answer again.
    timer = setTimeout(attempt, inMs)
  }
  const attempt = async (): Promise<void> => {
    isReading = true
    const before = changes
    try {
      await read()
      failures = 0
      if (changes !== before && !isOver) next(0)
    } catch {
      if (!isOver) next(pauseMs(failures++))
    } finally {
      isReading = false
    }
  }
  return {
    renew() {
      isOver = false
      changes += 1
      if (!isReading) next(0)
    },
    changed() {
      changes += 1
    },
    end() {
      isOver = true
      clearTimeout(timer)
    },
  }
}
