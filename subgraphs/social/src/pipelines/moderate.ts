import {
  badUserInput,
  type Connection,
  conflict,
  connectionOf,
  isIdOf,
  newId,
  notFound,
  type PageArguments,
  pageRequest,
  requireAthlete,
  requireStaff,
  validInput,
} from '@gruppetto/graph'
import type { Tx } from '@gruppetto/runtime'
import type { Context } from '../context.ts'
import {
  appealed,
  type CaseRow,
  type Decision,
  decided,
  decisionOn,
  decisionState,
  newCase,
  type Reported,
} from '../domain/moderation.ts'
import { appealText, reportNote } from '../domain/texts.ts'
import type { Services } from '../services.ts'
import { KEYSET_CURSOR, keysetOf, rowCursor } from '../stores/keyset.ts'
import { commit } from './commit.ts'
import { bringBack, takeDown } from './take-down.ts'

interface By {
  /** Null for the platform itself. */
  readonly staffId: string | null
  readonly note: string | null
}

/** Saves a decision with its line in the audit log, and tells whom it concerns. */
export const saveDecision = async (
  { stores, runtime }: Services,
  row: CaseRow,
  { decision, by }: { readonly decision: Decision; readonly by: By },
  tx: Tx,
): Promise<void> => {
  const at = runtime.now()
  await stores.moderation.put(decided(row, decision, by), tx)
  const { _id: caseId, subjectId } = row
  const line = {
    _id: newId('AuditEntry'),
    actorId: by.staffId,
    action: decision,
    caseId,
    subjectId,
    note: by.note,
    at: new Date(at),
  }
  await stores.moderation.log(line, tx)
  tx.emit('moderation.decided', decisionState(row, decision, at))
}

const remove = async (services: Services, row: CaseRow, by: By, tx: Tx): Promise<void> => {
  const taken = await takeDown(services, row, tx)
  if (taken === null) throw conflict('It is gone already: dismiss the case.')
  await saveDecision(services, { ...row, ...taken }, { decision: 'REMOVED', by }, tx)
}

const ABOUT_ATHLETES = 'of a case about an athlete: suspendAthlete and liftSuspension decide it'

/**
 * Decides a case that is open or was appealed: removes the thing or dismisses the reports, refuses the appeal or brings the thing
 * back. For platform staff.
 */
export const resolveModerationCase = async (
  context: Context,
  args: { readonly id: string; readonly remove: boolean; readonly note?: string | null },
): Promise<void> => {
  const { athleteId: staffId } = requireStaff(context.caller)
  const note = validInput(reportNote, args.note ?? '', 'note')
  const by = { staffId, note: note === '' ? null : note }
  await commit(context, async (tx) => {
    const row = await context.stores.moderation.get(args.id, tx)
    if (row === null) throw notFound('This case')
    const decision = decisionOn(row, args.remove)
    if (decision === null) throw conflict('This case is decided.')
    const isOfAthlete = isIdOf('Athlete', row.subjectId)
    if (isOfAthlete && (decision === 'REMOVED' || decision === 'RESTORED'))
      throw badUserInput([{ path: 'remove', message: ABOUT_ATHLETES }])
    if (decision === 'REMOVED') return remove(context, row, by, tx)
    if (decision === 'RESTORED') await bringBack(context, row, tx)
    await saveDecision(context, row, { decision, by }, tx)
  })
}

/** Removes something as staff that may not have been reported. It becomes a case, so that it can be appealed. */
export const removeAsStaff = async (context: Context, reported: Reported, tx: Tx): Promise<void> => {
  const { athleteId: staffId } = requireStaff(context.caller)
  const open = await context.stores.moderation.openOf(reported.subjectId, tx)
  const row = open ?? newCase(newId('ModerationCase'), reported, new Date(context.runtime.now()))
  await remove(context, row, { staffId, note: null }, tx)
}

/**
 * Asks the staff to look again at what was taken from the viewer, once a case. It comes back to the queue. Throws NOT_FOUND for the
 * case of another athlete, and for one in which nothing was taken.
 */
export const appeal = async (context: Context, caseId: string, text: string): Promise<void> => {
  const { athleteId } = requireAthlete(context.caller)
  const words = validInput(appealText, text, 'text')
  const at = new Date(context.runtime.now())
  await commit(context, async (tx) => {
    const row = await context.stores.moderation.get(caseId, tx)
    if (row === null || row.subjectOwnerId !== athleteId || row.status !== 'REMOVED') throw notFound('This case')
    const next = appealed(row, words, at)
    if (next === null) throw conflict('You have appealed this case before.')
    await context.stores.moderation.put(next, tx)
    const line = { _id: newId('AuditEntry'), actorId: athleteId, caseId, subjectId: row.subjectId, note: null, at }
    await context.stores.moderation.log({ ...line, action: 'APPEALED' }, tx)
  })
}

export interface CasePage extends Connection<CaseRow> {
  readonly totalCount: () => Promise<number>
}

/** Returns the cases that wait for the staff, oldest first, or null for everybody else. */
export const readModerationQueue = async (context: Context, args: PageArguments): Promise<CasePage | null> => {
  const { caller, stores } = context
  if (caller.kind !== 'athlete' || !caller.roles.includes('STAFF')) return null
  const page = pageRequest(args, KEYSET_CURSOR)
  const rows = await stores.moderation.waiting(keysetOf(page.after), page.size + 1)
  const keyOf = (row: CaseRow) => rowCursor(row.waitingSince ?? row.openedAt, row)
  return { ...connectionOf(rows, page, keyOf, (row) => row), totalCount: () => stores.moderation.countWaiting() }
}
