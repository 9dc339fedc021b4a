import { conflict, validInput } from '@gruppetto/graph'
import { SYSTEM } from '@gruppetto/runtime'
import type { Context } from '../context.ts'
import { type ClubEventRow, cancelReasonInput, eventStatusAt } from '../domain/club-event.ts'
import { cancelOccurrences } from '../domain/edit-occurrence.ts'
import { noticeOfDeletedClub } from '../domain/event-notice.ts'
import { cancelFrom, restoreAll, restoreOne } from '../domain/series.ts'
import type { ClubAccess } from '../generated/resolvers.ts'
import type { Services } from '../services.ts'
import { requireRoomForEvent } from './change-club-events.ts'
import { commitEvent } from './commit-event.ts'
import { checkTarget, type EventTarget, editEvent } from './edit-event.ts'
import { datesToCome } from './write-dates.ts'

/**
 * Cancels an event before its end, one of its dates, or one and those after it. Cancelling it again changes nothing; the first
 * reason stays.
 */
export const cancelClubEvent = (context: Context, target: EventTarget, reason: string | null): Promise<ClubEventRow> => {
  checkTarget(target)
  const cancelReason = validInput(cancelReasonInput, reason, 'reason')
  return editEvent(context, {
    target,
    action: 'EVENT_CANCELLED',
    decide: (changed, date) => {
      const { event, nowMs } = changed
      const isOneOfSeries = date !== null && target.scope === 'ONE' && event.recurrence
      if (!isOneOfSeries) return cancelFrom(changed, event.recurrence ? date : null, cancelReason)
      const cancellation = { cancelledAt: new Date(nowMs), cancelReason, cancelledWithSeries: false }
      const occurrences = cancelOccurrences([date], cancellation)
      return occurrences.length === 0 ? null : { event, occurrences }
    },
  })
}

/** Takes back that an event or one of its dates was cancelled. Of what is not cancelled it changes nothing. */
export const restoreClubEvent = (context: Context, id: string, occurrence: Date | null): Promise<ClubEventRow> =>
  editEvent(context, {
    target: { id, occurrence, scope: occurrence === null ? 'ALL' : 'ONE' },
    action: 'EVENT_RESTORED',
    decide: async (changed, date, tx) => {
      const { event, nowMs } = changed
      if (date === null || !event.recurrence) {
        if (eventStatusAt({ ...event, cancelledAt: null }, nowMs) === 'PAST') throw conflict('This event is over.', 'EVENT_OVER')
        if (event.cancelledAt !== null) await requireRoomForEvent(context, event.clubId, tx)
        return restoreAll(changed)
      }
      if (event.cancelledAt !== null) throw conflict('The whole series is cancelled: restore it first.', 'SERIES_CANCELLED')
      return date.cancelledAt === null ? null : restoreOne(event, date)
    },
  })

/** Cancels an event of a club that is dissolved, and notes that those who have answered are to be told. */
const cancelEvent = (services: Services, id: string, access: ClubAccess): Promise<void> =>
  services.database.transact(async (tx) => {
    const nowMs = services.runtime.now()
    const before = await services.stores.clubEvents.get(id, tx)
    if (before === null) return
    const known = await datesToCome(services, id, nowMs, tx)
    const plan = cancelFrom({ event: { ...before, revision: before.revision + 1 }, known, nowMs }, null, null)
    if (plan === null) return
    await commitEvent(services, { ...plan, club: { access } }, tx)
    const notice = noticeOfDeletedClub(plan.occurrences, nowMs)
    if (notice !== null) await services.stores.eventNotices.insert(notice, tx)
  }, SYSTEM)

/** Cancels the events of a club that is dissolved, one after another. Those that are over stay as they are. */
export const cancelEventsOf = async (
  services: Services,
  { clubId, access }: { readonly clubId: string; readonly access: ClubAccess },
  working: () => void,
): Promise<void> => {
  for (const id of await services.stores.clubEvents.idsToCome(clubId, services.runtime.now())) {
    await cancelEvent(services, id, access)
    working()
  }
}
