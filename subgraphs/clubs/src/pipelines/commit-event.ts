import type { Tx } from '@gruppetto/runtime'
import type { ClubRow } from '../domain/club.ts'
import { type ClubEventRow, clubEventState } from '../domain/club-event.ts'
import { type OccurrenceRow, occurrenceState } from '../domain/occurrence.ts'
import type { Services } from '../services.ts'

/** Writes occurrences that are new or have a new revision, and their events. */
export const commitOccurrences = async (
  { eventHints, runtime, stores }: Services,
  rows: readonly OccurrenceRow[],
  tx: Tx,
): Promise<void> => {
  await stores.occurrences.put(rows, tx)
  for (const row of rows) tx.emit('club-event.occurrence-changed', occurrenceState(row, runtime.now()))
  for (const eventId of new Set(rows.map((row) => row.eventId))) tx.afterCommit(() => eventHints.hint(eventId))
}

interface EventChange {
  readonly event: ClubEventRow
  readonly club: Pick<ClubRow, 'access'>
  /** What has changed of the dates of the event. */
  readonly occurrences: readonly OccurrenceRow[]
}

/** Writes an event that is new or has a new revision, with its occurrences, and their events. */
export const commitEvent = async (services: Services, { event, club, occurrences }: EventChange, tx: Tx): Promise<void> => {
  const { clubEvents } = services.stores
  if (event.revision === 1) await clubEvents.insert(event, tx)
  else await clubEvents.replace(event, tx)
  tx.emit('club-event.changed', clubEventState(event, club, services.runtime.now()))
  await commitOccurrences(services, occurrences, tx)
}
