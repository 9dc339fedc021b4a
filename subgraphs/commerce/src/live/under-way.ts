import type { Runtime } from '@gruppetto/runtime'

/** Work of this process that nobody waits for, at most one piece for a key. */
export interface UnderWay {
  readonly size: number
  /** Starts the work, unless some of this key is under way. What it throws is logged. */
  run(key: string, work: () => Promise<void>): void
  /** Resolves when all has ended. */
  ended(): Promise<void>
}

export const openUnderWay = (log: Runtime['log'], failure: string): UnderWay => {
  const works = new Map<string, Promise<void>>()
  return {
    get size() {
      return works.size
    },
    run(key, work) {
      if (works.has(key)) return
      const started = work()
        .catch((error: unknown) => log.warn({ err: error, key }, failure))
        .finally(() => works.delete(key))
      works.set(key, started)
    },
    async ended() {
      await Promise.all(works.values())
    },
  }
}
