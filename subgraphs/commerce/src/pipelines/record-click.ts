import { setTimeout as sleep } from 'node:timers/promises'
import { backoffMs, within } from '@gruppetto/runtime'
import type { ClickRow } from '../domain/click.ts'
import type { Storage } from '../services.ts'

export interface Click {
  readonly row: ClickRow
  readonly traceparent: string | null
}

export interface ClickRecorder {
  /** Resolves when the click is counted or given up. Never throws: a click that is given up is logged with all its data. */
  record(click: Click): Promise<void>
  /** Stops the retries. Resolves when every click is counted or given up, and after `deadlineMs` at the latest. */
  close(deadlineMs: number): Promise<void>
}

const MAX_TRIES = 5
const FIRST_PAUSE_MS = 200
const MAX_PAUSE_MS = 5_000
/** While the database does not answer, clicks wait in memory. Further clicks are logged at once, so that memory stays bounded. */
const MAX_WAITING = 1_000

/** Counts clicks: writes a row and its event in one transaction, and retries for some seconds. */
export const openClickRecorder = ({ database, stores: { clicks }, runtime: { log } }: Storage): ClickRecorder => {
  const waiting = new Set<Promise<void>>()
  let isClosing = false

  const insert = ({ row, traceparent }: Click): Promise<void> => {
    const { _id: clickId, productId, brandId, athleteId, clickedAt } = row
    return database.transact(
      async (tx) => {
        // A retry may follow a commit whose answer was lost.
        if (await clicks.exists(clickId, tx)) return
        await clicks.insert(row, tx)
        tx.emit('product.clicked', { productId, brandId, athleteId, clickId, at: clickedAt.getTime() })
      },
      { actor: athleteId, traceparent },
    )
  }

  const count = async (click: Click): Promise<void> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await insert(click)
      } catch (error) {
        if (attempt >= MAX_TRIES || isClosing) {
          log.error({ err: error, click: click.row }, 'a click could not be counted')
          return
        }
        await sleep(backoffMs(attempt, FIRST_PAUSE_MS, MAX_PAUSE_MS))
      }
    }
  }

  return {
    async record(click) {
      if (waiting.size >= MAX_WAITING) {
        log.error({ click: click.row }, 'a click could not be counted: too many clicks wait')
        return
      }
      const counted = count(click).finally(() => waiting.delete(counted))
      waiting.add(counted)
      await counted
    },
    async close(deadlineMs) {
      isClosing = true
      await within(deadlineMs, Promise.all(waiting), () => undefined)
    },
  }
}
