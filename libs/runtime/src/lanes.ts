/** Runs one piece of work after another for each key, in the order in which they were asked for. */
export interface Lanes {
  run<Result>(key: string, work: () => Promise<Result>): Promise<Result>
}

/**
 * Opens lanes of this process. Transactions that all write the same row would stop each other and try again; one after another they
 * do not. Other processes still do, so a lane saves work and guarantees nothing.
 */
export const openLanes = (): Lanes => {
  const last = new Map<string, Promise<unknown>>()
  return {
    async run(key, work) {
      const before = last.get(key) ?? Promise.resolve()
      const mine = before.then(work)
      const settled = mine.catch(() => undefined)
      last.set(key, settled)
      try {
        return await mine
      } finally {
        if (last.get(key) === settled) last.delete(key)
      }
    },
  }
}
