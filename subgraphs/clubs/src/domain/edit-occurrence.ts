import { type ClubEventRow, type EventDetails, overAtOf } from './club-event.ts'
import { detailsOf, isCalledOff, type OccurrenceRow, type OwnField } from './occurrence.ts'
import { timesAt } from './plan-occurrences.ts'

type Fields = EventDetails & Pick<OccurrenceRow, 'startsAt' | 'endsAt'>

/** Edits one date of an event. What is then other than in the series is its own, and an edit of the series leaves it. */
export const editOccurrence = (event: ClubEventRow, row: OccurrenceRow, fields: Fields): OccurrenceRow => {
  const { startsAt, endsAt } = fields
  const ofSeries: Record<string, unknown> = { ...detailsOf(event), time: timesAt(event, row.slotAt ?? row.originalStartsAt) }
  const details = Object.fromEntries(Object.keys(detailsOf(event)).map((field) => [field, fields[field as keyof EventDetails]]))
  const edited: Record<string, unknown> = { ...details, time: { startsAt, endsAt } }
  const own = Object.keys(edited).filter((field) => JSON.stringify(edited[field]) !== JSON.stringify(ofSeries[field]))
  const overAt = overAtOf({ startsAt, endsAt })
  return { ...row, ...details, startsAt, endsAt, overAt, own: own as OwnField[], revision: row.revision + 1 }
}

type Cancellation = Pick<OccurrenceRow, 'cancelledAt' | 'cancelReason' | 'cancelledWithSeries'>

/** Returns the next revision of each occurrence that takes place, cancelled. */
export const cancelOccurrences = (rows: readonly OccurrenceRow[], cancellation: Cancellation): readonly OccurrenceRow[] =>
  rows.filter((row) => !isCalledOff(row)).map((row) => ({ ...row, ...cancellation, revision: row.revision + 1 }))

export const NOT_CANCELLED: Cancellation = { cancelledAt: null, cancelReason: null, cancelledWithSeries: false }
