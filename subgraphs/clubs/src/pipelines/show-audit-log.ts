import { badUserInput, connectionOf, type PageArguments, pageRequest } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { AUDIT_ACTIONS } from '../domain/audit.ts'
import type { ClubRow } from '../domain/club.ts'
import { mayAct, roleOf } from '../domain/roles.ts'

interface AuditFilter extends PageArguments {
  readonly actorId?: string | null
  readonly action?: string | null
}

/** Lists Club.auditLog, the newest first. Returns null to everyone but the club's owner and admins. */
export const listAuditEntries = async ({ loaders, stores }: Context, club: ClubRow, args: AuditFilter) => {
  const membership = await loaders.viewerMemberships.load(club._id)
  if (!mayAct('READ_AUDIT_LOG', roleOf(membership))) return null
  const page = pageRequest({ first: args.first, after: args.after }, ['number', 'string'], 50)
  const action = AUDIT_ACTIONS.find((each) => each === args.action) ?? null
  if (action === null && args.action)
    throw badUserInput([{ path: 'action', message: `must be one of ${AUDIT_ACTIONS.join(', ')}` }])
  const rows = await stores.auditEntries.list({
    clubId: club._id,
    actorId: args.actorId ?? null,
    action,
    after: page.after === null ? null : { at: new Date(Number(page.after[0])), id: String(page.after[1]) },
    limit: page.size + 1,
  })
  return connectionOf(
    rows,
    page,
    (row) => [row.at.getTime(), row._id],
    (row) => row,
  )
}
