import { setTimeout as sleep } from 'node:timers/promises'
import { backoffMs, within } from '@gruppetto/runtime'
import type { ClickRow } from '../domain/click.ts'
import type { ClickJournal, NotedClick } from '../live/click-journal.ts'
import type { Storage } from '../services.ts'

export interface Click {
  readonly row: ClickRow
  readonly traceparent: string | null
}

export interface ClickRecorder {
  /**
   * Writes the click down, and counts it. Resolves when it is counted, or left to the next start of the platform. Never throws: a click that
   * could not even be written down is logged with all its data.
   */
  record(click: Click): Promise<void>
  /** Counts what processes have left that were killed. Resolves when all of it is counted or given up. */
  recover(): Promise<void>
  /** Stops the retries. Resolves when every click is counted or given up, and after `deadlineMs` at the latest. */
  close(deadlineMs: number): Promise<void>
}

const MAX_TRIES = 5
const FIRST_PAUSE_MS = 200
const MAX_PAUSE_MS = 5_000
/** While the database does not answer, clicks wait in memory. Further ones stand in the journal alone, so that memory stays bounded. */
const MAX_WAITING = 1_000

/** Counts clicks: writes a row and its event in one transaction, and retries for some seconds. */
export const openClickRecorder = (
  { database, stores: { clicks }, runtime: { log } }: Storage,
  journal: ClickJournal,
): ClickRecorder => {
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

  const count = async (click: Click): Promise<boolean> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await insert(click)
        return true
      } catch (error) {
        if (attempt >= MAX_TRIES || isClosing) {
          log.error({ err: error, click: click.row }, 'a click could not be counted; the journal keeps it for the next start')
          return false
        }
        await sleep(backoffMs(attempt, FIRST_PAUSE_MS, MAX_PAUSE_MS))
      }
    }
  }

  const countNoted = async (click: Click, noted: NotedClick | null): Promise<void> => {
    if (waiting.size >= MAX_WAITING) {
      log.error({ click: click.row }, 'too many clicks wait; the journal keeps this one for the next start')
      return
    }
    const counted = count(click)
      .then((done) => {
        if (done) noted?.strike()
      })
      .finally(() => waiting.delete(counted))
    waiting.add(counted)
    await counted
  }

  return {
    async record(click) {
      const noted = await journal.note(click.row).catch((error: unknown) => {
        log.error({ err: error, click: click.row }, 'a click could not be written down')
        return null
      })
      await countNoted(click, noted)
    },
    async recover() {
      const left = await journal.takeLeft()
      if (left.length > 0) log.info({ clicks: left.length }, 'clicks of a process that was killed are counted')
      for (const noted of left) await countNoted({ row: noted.row, traceparent: null }, noted)
    },
    async close(deadlineMs) {
      isClosing = true
      await within(deadlineMs, Promise.all(waiting), () => undefined)
    },
  }
}
