import type { Graphs } from '../schema/graphs.ts'

/** What stands on a schema. */
export interface Renewed {
  renew(): void
}

/** Tells the open subscriptions that there is another schema. */
export interface Renewals {
  /** Renews it for each other schema that comes, until it leaves. */
  enter(one: Renewed): void
  leave(one: Renewed): void
}

/** So many are told in one turn of the event loop: with a hundred thousand open ones, others must be served meanwhile. */
const AT_ONCE = 500

export const openRenewals = (graphs: Pick<Graphs, 'onReplaced'>): Renewals => {
  const open = new Set<Renewed>()
  const tell = async (): Promise<void> => {
    let told = 0
    // Those that are entered meanwhile are told too, which changes nothing for them.
    for (const one of open) {
      one.renew()
      told += 1
      if (told % AT_ONCE === 0) await new Promise(setImmediate)
    }
  }
  graphs.onReplaced(() => void tell())
  return {
    enter(one) {
      open.add(one)
    },
    leave(one) {
      open.delete(one)
    },
  }
}
