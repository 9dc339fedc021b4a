import type { NotificationRow, SubjectKind } from '../domain/notifications.ts'

/** A notification as it was stored before `subjects` and `words` existed: each of their values was a field of its own. */
export type ColumnsRow = Omit<NotificationRow, 'subjects' | 'words'> & Readonly<Record<string, unknown>>

const SUBJECT_COLUMNS: Readonly<Record<string, SubjectKind>> = {
  activityId: 'activity',
  postId: 'post',
  commentId: 'comment',
  challengeId: 'challenge',
  segmentId: 'segment',
  uploadId: 'upload',
  gearId: 'gear',
}
const WORD_COLUMNS = ['fileName', 'reason', 'gearName']

/** Converts a row to the present shape. It is stored in this shape when it is next written. */
export const withSubjectsAndWords = (stored: NotificationRow | ColumnsRow): NotificationRow => {
  if ('subjects' in stored) return stored as NotificationRow
  const subjects: Partial<Record<SubjectKind, string>> = {}
  const words: Record<string, string> = {}
  const rest: Record<string, unknown> = {}
  for (const [column, value] of Object.entries(stored)) {
    const subject = SUBJECT_COLUMNS[column]
    if (subject === undefined && !WORD_COLUMNS.includes(column)) rest[column] = value
    else if (typeof value === 'string') {
      if (subject === undefined) words[column] = value
      else subjects[subject] = value
    }
  }
  return { ...(rest as unknown as Omit<NotificationRow, 'subjects' | 'words'>), subjects, words }
}
