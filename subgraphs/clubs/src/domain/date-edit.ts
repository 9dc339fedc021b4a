import type { OccurrenceRow } from './occurrence.ts'

/** What answers alone change of a date. */
type Answered = 'goingCount' | 'waitlistedCount' | 'changesOfAnswers'

/** An edit of a date that is decided and still has to be written into it. */
export interface DateEditRow extends Omit<OccurrenceRow, Answered> {
  readonly editedAt: Date
}

export const editOf = (
  { goingCount: _going, waitlistedCount: _waiting, changesOfAnswers: _changes, ...fields }: OccurrenceRow,
  editedAt: Date,
): DateEditRow => ({ ...fields, editedAt })

/** Returns a date as it is once its edit is written. A newer revision of the date, or no edit, leaves it as it is. */
export const withEdit = (row: OccurrenceRow, edit: DateEditRow | undefined): OccurrenceRow => {
  if (edit === undefined || edit.revision <= row.revision) return row
  const { editedAt: _editedAt, ...fields } = edit
  return { ...row, ...fields }
}
