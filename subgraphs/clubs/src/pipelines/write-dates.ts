import { SYSTEM, type Turns, type Tx } from '@gruppetto/runtime'
import { editOf, withEdit } from '../domain/date-edit.ts'
import { type OccurrenceRow, occurrenceState } from '../domain/occurrence.ts'
import type { Services } from '../services.ts'
import { forgetUnusedRoutes } from './event-routes.ts'

const DATES_AT_ONCE = 20
/** Whoever edits a series waits so long for its dates. A job writes the rest. */
const WAITED_MS = 2_000

/** Writes dates of an event that are new or have a new revision, and their events. */
const putDates = async (services: Services, eventId: string, rows: readonly OccurrenceRow[], tx: Tx): Promise<void> => {
  const { eventHints, runtime, stores } = services
  await stores.occurrences.put(rows, tx)
  for (const row of rows) tx.emit('club-event.occurrence-changed', occurrenceState(row, runtime.now()))
  tx.afterCommit(() => eventHints.hint(eventId))
}

/** Runs `work` in the turns of all these keys. Taken in the order of the keys, so that two who want the same ones do not wait for each other. */
const inTurns = <Result>(turns: Turns, keys: readonly string[], work: () => Promise<Result>): Promise<Result> => {
  const [key, ...others] = keys
  return key === undefined ? work() : turns.run(key, () => inTurns(turns, others, work))
}

/** Writes the edits of these dates. What another process has written meanwhile stays as it is. */
const writeThese = (services: Services, eventId: string, ids: readonly string[]): Promise<void> =>
  services.database.transact(async (tx) => {
    const { clubEvents, dateEdits, occurrences } = services.stores
    const edits = await dateEdits.many(ids, tx)
    if (edits.size === 0) return
    const known = [...(await occurrences.many([...edits.keys()], tx)).values()]
    const changed = known
      .map((row) => [row, withEdit(row, edits.get(row._id))] as const)
      .filter(([row, edited]) => row !== edited)
    await dateEdits.remove([...edits.keys()], tx)
    if (changed.length === 0) return
    await putDates(
      services,
      eventId,
      changed.map(([, edited]) => edited),
      tx,
    )
    if (changed.every(([row, edited]) => (row.routeId ?? null) === (edited.routeId ?? null))) return
    const event = await clubEvents.get(eventId, tx)
    if (event !== null) await forgetUnusedRoutes(services, event, tx)
  }, SYSTEM)

/**
 * Writes the edits of an event into its dates, some in each transaction. An answer to a date writes the date too, so an edit takes its turn among
 * the answers.
 */
export const writeDates = async (services: Services, eventId: string, waitedMs = WAITED_MS): Promise<void> => {
  const beganMs = performance.now()
  while (performance.now() - beganMs < waitedMs) {
    const ids = await services.stores.dateEdits.idsOf(eventId, DATES_AT_ONCE)
    if (ids.length > 0) await inTurns(services.turns, ids, () => writeThese(services, eventId, ids))
    if (ids.length < DATES_AT_ONCE) return
  }
}

/** Returns the dates of an event that are to come, as they are once all edits are written. */
export const datesToCome = async (
  { stores }: Services,
  eventId: string,
  nowMs: number,
  tx: Tx,
): Promise<readonly OccurrenceRow[]> => {
  const rows = await stores.occurrences.toCome(eventId, new Date(nowMs), tx)
  const edits = await stores.dateEdits.ofEvent(eventId, tx)
  return rows.map((row) => withEdit(row, edits.get(row._id)))
}

/**
 * Writes dates of an event that are new, and notes the edits of the others. These are written after the commit, or by a job when the process ends
 * before that: one transaction over all dates of a series would stop, and be stopped by, each answer to any of them.
 */
export const commitDates = async (services: Services, eventId: string, rows: readonly OccurrenceRow[], tx: Tx): Promise<void> => {
  const { runtime, stores } = services
  const [created, edited] = [rows.filter(({ revision }) => revision === 1), rows.filter(({ revision }) => revision > 1)]
  if (created.length > 0) await putDates(services, eventId, created, tx)
  if (edited.length === 0) return
  const editedAt = new Date(runtime.now())
  await stores.dateEdits.put(
    edited.map((row) => editOf(row, editedAt)),
    tx,
  )
  tx.afterCommit(() => writeDates(services, eventId))
}
