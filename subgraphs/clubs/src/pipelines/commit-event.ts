import type { Tx } from '@gruppetto/runtime'
import type { ClubRow } from '../domain/club.ts'
import { type ClubEventRow, clubEventState } from '../domain/club-event.ts'
import type { OccurrenceRow } from '../domain/occurrence.ts'
import type { Services } from '../services.ts'
import { commitDates } from './write-dates.ts'

interface EventChange {
  readonly event: ClubEventRow
  readonly club: Pick<ClubRow, 'access'>
  /** What has changed of the dates of the event. */
  readonly occurrences: readonly OccurrenceRow[]
}

/** Writes an event that is new or has a new revision, and its event, and commits its dates. */
export const commitEvent = async (services: Services, { event, club, occurrences }: EventChange, tx: Tx): Promise<void> => {
  const { clubEvents } = services.stores
  if (event.revision === 1) await clubEvents.insert(event, tx)
  else await clubEvents.replace(event, tx)
  tx.emit('club-event.changed', clubEventState(event, club, services.runtime.now()))
  await commitDates(services, event._id, occurrences, tx)
}
