import {
  badUserInput,
  conflict,
  connectionOf,
  isStaff,
  notFound,
  type PageArguments,
  pageRequest,
  requireAthlete,
} from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { judgedBy } from '../domain/club-moderation.ts'
import type { CaseRow } from '../domain/moderation.ts'
import { KEYSET_CURSOR, keysetOf, rowCursor } from '../stores/keyset.ts'
import type { ReporterRow } from '../stores/moderation.ts'
import { commit } from './commit.ts'
import type { CasePage } from './moderate.ts'
import { judgeInClub, readRole, requireJudge } from './require-judge.ts'

/** Lists the cases of a club that wait for the viewer, oldest first. Returns null for who has no role in the club. */
export const readClubQueue = async (context: Context, clubId: string, args: PageArguments): Promise<CasePage | null> => {
  const { viewerId, stores } = context
  const judges = viewerId === null ? [] : judgedBy(await readRole(context, clubId, viewerId))
  if (viewerId === null || judges.length === 0) return null
  const queue = { clubId, judges, judgeId: viewerId }
  const page = pageRequest(args, KEYSET_CURSOR)
  const rows = await stores.moderation.waitingIn(queue, keysetOf(page.after), page.size + 1)
  const keyOf = (row: CaseRow) => rowCursor(row.waitingSince ?? row.openedAt, row)
  return { ...connectionOf(rows, page, keyOf, (row) => row), totalCount: () => stores.moderation.countWaitingIn(queue) }
}

const LEAST_DISMISSED = 3
const MOST_REPORTERS = 20

/** Lists those who report in vain in a club. Returns null for all but its owner and admins. */
export const readFrequentReporters = async (context: Context, clubId: string): Promise<readonly ReporterRow[] | null> => {
  const { viewerId, stores } = context
  const role = viewerId === null ? null : await readRole(context, clubId, viewerId)
  if (role !== 'OWNER' && role !== 'ADMIN') return null
  return stores.moderation.frequentReporters(clubId, LEAST_DISMISSED, MOST_REPORTERS)
}

/**
 * Finds a case for those who decide about it, and for whom something was taken from. Returns null for everybody else: whom a report is about
 * does not learn of it.
 */
export const findCase = async (context: Context, id: string): Promise<CaseRow | null> => {
  const { caller, viewerId, stores } = context
  const row = viewerId === null ? null : await stores.moderation.get(id)
  if (row === null || viewerId === null) return null
  if (row.subjectOwnerId === viewerId) return row.status === 'REMOVED' || row.appealedAt !== null ? row : null
  if (isStaff(caller)) return row
  return (await judgeInClub(context, row, viewerId)) === null ? null : row
}

/** Gives a case of a club to somebody who may decide about it, or to nobody. */
export const assignModerationCase = async (context: Context, id: string, assigneeId: string | null): Promise<CaseRow> => {
  const { athleteId: byId } = requireAthlete(context.caller)
  return commit(context, async (tx) => {
    const judged = await requireJudge(context, await context.stores.moderation.get(id, tx), tx)
    if (judged === null) throw notFound('This case')
    const { row } = judged
    const { clubId } = row
    if (row.waitingSince === null) throw conflict('This case is decided.', 'CASE_DECIDED')
    if (clubId === undefined) throw badUserInput([{ path: 'id', message: 'is no case of a club' }])
    if (assigneeId !== null && (await judgeInClub(context, row, assigneeId, tx)) === null)
      throw badUserInput([{ path: 'assigneeId', message: 'may not decide about this case' }])
    if (row.assigneeId === assigneeId) return row
    const next = { ...row, assigneeId }
    await context.stores.moderation.put(next, tx)
    const { subjectId } = row
    tx.emit('moderation.assigned', { caseId: id, clubId, subjectId, assigneeId, byId, at: context.runtime.now() })
    return next
  })
}
