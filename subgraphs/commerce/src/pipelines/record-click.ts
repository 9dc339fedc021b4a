import { setTimeout as sleep } from 'node:timers/promises'
import { backoffMs, type Database, type Runtime, within } from '@gruppetto/runtime'
import type { ClickRow } from '../domain/click.ts'
import type { Stores } from '../stores/mod.ts'

export interface Click {
  readonly click: ClickRow
  /** The address, or whatever else tells one who clicks from another; null counts every click. */
  readonly who: string | null
  readonly traceparent: string | null
}

export interface ClickRecorder {
  /** Never throws: a click that cannot be counted, tried several times, is logged with all it said. */
  record(click: Click): Promise<void>
  /** Tries nothing again from now on; resolves when all clicks taken so far are counted or given up, and after `deadlineMs` at the latest. */
  close(deadlineMs: number): Promise<void>
}

const TRIES = 5
const FIRST_PAUSE_MS = 200
const LONGEST_PAUSE_MS = 5_000
/** So many may wait for a database that does not answer; the next are logged at once, so that memory has a bound. */
const MOST_WAITING = 1_000

/** Counts clicks: a row and its event in one transaction, tried again for some seconds, after the athlete is long at the shop. */
export const openClickRecorder = (
  database: Database,
  { clicks }: Pick<Stores, 'clicks'>,
  { log }: Pick<Runtime, 'log'>,
): ClickRecorder => {
  const waiting = new Set<Promise<void>>()
  let isClosing = false

  const isFirst = async ({ click, who }: Click): Promise<boolean> => {
    if (who === null) return true
    try {
      return await clicks.isFirst(click.productId, who)
    } catch (error) {
      // Without Redis a double click counts twice: better than not at all.
      log.warn({ err: error }, 'clicks are counted without looking for doubles')
      return true
    }
  }

  const write = ({ click, traceparent }: Click): Promise<void> => {
    const { _id: clickId, productId, brandId, athleteId, at } = click
    return database.transact(
      async (tx) => {
        // A commit whose answer was lost is tried again too: the click's id tells.
        if (await clicks.exists(clickId, tx)) return
        await clicks.insert(click, tx)
        tx.emit('product.clicked', { productId, brandId, athleteId, clickId, at: at.getTime() })
      },
      { actor: athleteId, traceparent },
    )
  }

  const count = async (click: Click): Promise<void> => {
    if (!(await isFirst(click))) return
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await write(click)
      } catch (error) {
        if (attempt >= TRIES || isClosing) {
          log.error({ err: error, click: click.click }, 'a click could not be counted')
          return
        }
        await sleep(backoffMs(attempt, FIRST_PAUSE_MS, LONGEST_PAUSE_MS))
      }
    }
  }

  return {
    async record(click) {
      if (waiting.size >= MOST_WAITING) {
        log.error({ click: click.click }, 'a click could not be counted: too many wait')
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
