import type { Graphs } from '../schema/graphs.ts'

/** Tells the open subscriptions that there is another schema. */
export interface Renewals {
  /** Calls `renew` for each other schema that comes, until the returned function is called. */
  enter(renew: () => void): () => void
}

/** So many are told in one turn of the event loop: with a hundred thousand open ones, others must be served meanwhile. */
const AT_ONCE = 500

export const openRenewals = (graphs: Pick<Graphs, 'onReplaced'>): Renewals => {
  const open = new Set<() => void>()
  const tell = async (): Promise<void> => {
    let told = 0
    // Those that are entered meanwhile are told too, which changes nothing for them.
    for (const renew of open) {
      renew()
      told += 1
      if (told % AT_ONCE === 0) await new Promise(setImmediate)
    }
  }
  graphs.onReplaced(() => void tell())
  return {
    enter(renew) {
      open.add(renew)
      return () => open.delete(renew)
    },
  }
}
