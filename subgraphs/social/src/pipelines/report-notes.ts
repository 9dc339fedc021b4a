import { isStaff } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import type { CaseRow, ReportRow } from '../domain/moderation.ts'
import { judgeInClub } from './require-judge.ts'

const MOST = 20

export type ReportNote = Pick<ReportRow, 'reason' | 'reportedAt'> & { readonly note: string }

/**
 * Reads what reporters wrote about a case, the last first. Returns null for all who may not decide about it: whom it is about would know by the words
 * who wrote them.
 */
export const readReportNotes = async (context: Context, row: CaseRow): Promise<readonly ReportNote[] | null> => {
  const { caller, viewerId, stores } = context
  if (viewerId === null || row.subjectOwnerId === viewerId) return null
  if (!isStaff(caller) && (await judgeInClub(context, row, viewerId)) === null) return null
  const rows = await stores.moderation.notesOf(row._id, MOST)
  return rows.flatMap(({ reason, note, reportedAt }) => (note === null ? [] : [{ reason, note, reportedAt }]))
}
