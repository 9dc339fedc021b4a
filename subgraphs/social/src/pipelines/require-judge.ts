import { forbidden, requireAthlete, requireStaff } from '@gruppetto/graph'
import type { Tx } from '@gruppetto/runtime'
import type { Context } from '../context.ts'
import { type ClubRole, judgedBy, moderates } from '../domain/club-moderation.ts'
import type { CaseRow } from '../domain/moderation.ts'
import type { Services } from '../services.ts'
import { participationId } from '../stores/participations.ts'

/** Returns the role that an athlete has in a club now, or null. */
export const readRole = async ({ stores }: Services, clubId: string, athleteId: string, tx?: Tx): Promise<ClubRole | null> => {
  const row = await stores.participations.get(participationId(clubId, athleteId), tx)
  return row?.present === true ? (row.role ?? 'MEMBER') : null
}

/** Who decides about a case. */
export interface Judge {
  readonly id: string
  /** The role in the club of the case; null for the platform's staff. */
  readonly role: ClubRole | null
}

/** Whether somebody with this role may decide about a case of a club, which is not about that somebody. */
const mayJudge = (row: CaseRow, role: ClubRole | null): boolean => judgedBy(role).some((judges) => judges === row.judges)

/** Returns an athlete as the judge of a case of a club, or null. */
export const judgeInClub = async (services: Services, row: CaseRow, id: string, tx?: Tx): Promise<Judge | null> => {
  if (row.clubId === undefined || row.subjectOwnerId === id) return null
  const role = await readRole(services, row.clubId, id, tx)
  return mayJudge(row, role) ? { id, role } : null
}

/**
 * Returns the viewer as the judge of a case, or null for no case. Throws FORBIDDEN for a case about the viewer or above the viewer's role, and
 * to outsiders for each case as for none.
 */
export const requireJudge = async (
  context: Context,
  row: CaseRow | null,
  tx: Tx,
): Promise<{ readonly row: CaseRow; readonly judge: Judge } | null> => {
  const { athleteId: id, roles } = requireAthlete(context.caller)
  if (row === null) {
    requireStaff(context.caller)
    return null
  }
  const role = row.clubId === undefined ? null : await readRole(context, row.clubId, id, tx)
  if (!moderates(role)) requireStaff(context.caller)
  if (row.subjectOwnerId === id) throw forbidden('This case is about you: somebody else decides it.')
  if (mayJudge(row, role)) return { row, judge: { id, role } }
  if (roles.includes('STAFF')) return { row, judge: { id, role: null } }
  const who = row.judges === 'STAFF' ? "the platform's staff" : 'the owner of the club'
  throw forbidden(`This case is decided by ${who}.`)
}
