import { setTimeout as sleep } from 'node:timers/promises'
import type { LiveHints } from '../types.ts'

/** Who wants a row says so again with each try, which comes sooner than this. */
const WANTED_MS = 250
const LOOK_AGAIN_MS = 10
/** Nobody gives way for longer at once, so that nothing stands still for somebody who keeps failing. */
const LONGEST_MS = 1000

/** Who goes first among the transactions of all processes that write the same row of a database. */
export interface Precedence {
  /** Says that somebody wants to write the row `key`, whom others have stopped before. */
  want(key: string): void
  /** Says that they have had it. */
  had(key: string): void
  /** Waits while somebody wants the row, for a second at most. */
  giveWay(key: string): Promise<void>
  close(): void
}

/**
 * Opens the precedence of a database. Of two transactions that write one row, the later one begins again, after a pause. Where others write the row
 * without a pause, as the workers of an import do, it would find the row taken each time. So it says that it wants the row, and those that have
 * not begun give way. A hint that is lost costs it some tries.
 */
export const openPrecedence = (live: Pick<LiveHints, 'publish' | 'subscribe'>, database: string): Precedence => {
  const wantedUntil = new Map<string, number>()
  const note = (key: string): void => {
    const nowMs = performance.now()
    for (const [known, untilMs] of wantedUntil) if (untilMs <= nowMs) wantedUntil.delete(known)
    wantedUntil.set(key, nowMs + WANTED_MS)
  }
  const isWanted = (key: string): boolean => (wantedUntil.get(key) ?? 0) > performance.now()
  const { unsubscribe } = live.subscribe('wanted', database, ({ id }) => {
    if (id !== undefined) note(id)
  })
  return {
    want(key) {
      note(key)
      live.publish('wanted', database, { id: key })
    },
    had(key) {
      wantedUntil.delete(key)
    },
    async giveWay(key) {
      const untilMs = performance.now() + LONGEST_MS
      while (isWanted(key) && performance.now() < untilMs) await sleep(LOOK_AGAIN_MS)
    },
    close: unsubscribe,
  }
}
