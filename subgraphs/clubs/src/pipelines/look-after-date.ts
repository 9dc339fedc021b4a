import { SYSTEM, type Tx } from '@gruppetto/runtime'
import {
  afterChange,
  afterReminder,
  type EventDateRow,
  isChangeDue,
  isForgotten,
  isWorthTelling,
  reminderDue,
} from '../domain/event-date.ts'
import { noticeOfChange, noticeOfReminder } from '../domain/event-notice.ts'
import type { Services } from '../services.ts'

/** Notes that the changes of all dates of an event are to be told, in one notice. */
const tellChanges = async ({ stores, runtime }: Services, { clubEventId }: EventDateRow, tx: Tx): Promise<void> => {
  const nowMs = runtime.now()
  const changed = await stores.eventDates.changedOf(clubEventId, tx)
  const notice = noticeOfChange(
    changed.filter((row) => isWorthTelling(row, nowMs)),
    nowMs,
  )
  if (notice !== null) await stores.eventNotices.insert(notice, tx)
  await stores.eventDates.put(changed.map(afterChange), tx)
}

const remind = async ({ stores, runtime }: Services, row: EventDateRow, tx: Tx): Promise<void> => {
  const nowMs = runtime.now()
  const lead = reminderDue(row, nowMs)
  if (lead !== null) await stores.eventNotices.insert(noticeOfReminder(row, nowMs), tx)
  await stores.eventDates.put([afterReminder(row, lead, nowMs)], tx)
}

/**
 * Does what is due about one date of an event. What is to be told and that it is being told commit together, so it is told once,
 * however many processes do this and whenever one of them dies.
 */
export const lookAfterDate = (services: Services, id: string): Promise<void> =>
  services.database.transact(async (tx) => {
    const { eventDates } = services.stores
    const nowMs = services.runtime.now()
    const row = await eventDates.get(id, tx)
    if (row === null || row.lookAt.getTime() > nowMs) return
    if (isForgotten(row, nowMs)) return eventDates.remove(id, tx)
    if (isChangeDue(row, nowMs)) return tellChanges(services, row, tx)
    await remind(services, row, tx)
  }, SYSTEM)
