import {
  badUserInput,
  type Connection,
  conflict,
  connectionOf,
  isIdOf,
  isStaff,
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
import { muteProblem } from '../domain/club-moderation.ts'
import {
  appealed,
  type CaseRow,
  type Decision,
  decided,
  decisionOn,
  decisionState,
  newCase,
  type Reported,
  type Sanction,
} from '../domain/moderation.ts'
import { appealText, reportNote } from '../domain/texts.ts'
import type { Services } from '../services.ts'
import { KEYSET_CURSOR, keysetOf, rowCursor } from '../stores/keyset.ts'
import { commit } from './commit.ts'
import { release } from './hold-texts.ts'
import { requireJudge } from './require-judge.ts'
import { bringBack, takeDown } from './take-down.ts'

interface By {
  /** Null for the platform itself. */
  readonly staffId: string | null
  readonly note: string | null
  /** Whether it was a moderator of the club of the case. */
  readonly isOfClub?: boolean
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
  const judgeId = by.isOfClub === true ? by.staffId : null
  tx.emit('moderation.decided', decisionState(row, decision, { judgeId, note: by.note }, at))
}

const remove = async (services: Services, row: CaseRow, by: By, tx: Tx): Promise<void> => {
  const taken = await takeDown(services, row, tx)
  if (taken === null) throw conflict('It is gone already: dismiss the case.', 'GONE_ALREADY')
  await saveDecision(services, { ...row, ...taken }, { decision: 'REMOVED', by }, tx)
}

/** The most reporters of one case whose dismissed reports are counted. */
const REPORTERS_COUNTED = 500

/** Counts the dismissed reports of those who made them, so that a club sees who reports in vain. */
const countDismissed = async ({ stores }: Services, { _id, clubId }: CaseRow, tx: Tx): Promise<void> => {
  if (clubId === undefined) return
  for (const reporterId of await stores.moderation.reportersOf(_id, REPORTERS_COUNTED, tx))
    await stores.moderation.countReporter(clubId, reporterId, { dismissed: 1 }, tx)
}

const ABOUT_ATHLETES = 'of a case about an athlete: suspendAthlete and liftSuspension decide it'

interface Verdict {
  readonly id: string
  readonly remove: boolean
  readonly note?: string | null
  readonly muteUntil?: Date | null
  readonly ban?: boolean | null
}

/** Reads what the author gets with a removal. Only a moderator of the club mutes or bans, and only where something is removed. */
const readSanction = ({ runtime }: Context, { muteUntil, ban }: Verdict): Sanction | undefined => {
  if (ban === true) {
    if (muteUntil) throw badUserInput([{ path: 'ban', message: 'goes without muteUntil' }])
    return { kind: 'BAN' }
  }
  if (!muteUntil) return undefined
  const problem = muteProblem(muteUntil.getTime(), runtime.now())
  if (problem !== null) throw badUserInput([{ path: 'muteUntil', ...problem }])
  return { kind: 'MUTE', untilMs: muteUntil.getTime() }
}

/**
 * Decides a case that is open or was appealed: removes the thing or dismisses the reports, refuses the appeal or brings the thing
 * back. In a club it is for its moderators, elsewhere for the platform's staff. Returns the club of the case.
 */
export const resolveModerationCase = async (context: Context, args: Verdict): Promise<string | null> => {
  requireAthlete(context.caller)
  const given = validInput(reportNote, args.note ?? '', 'note')
  const note = given === '' ? null : given
  const sanction = readSanction(context, args)
  return commit(context, async (tx) => {
    const judged = await requireJudge(context, await context.stores.moderation.get(args.id, tx), tx)
    if (judged === null) throw notFound('This case')
    const { row, judge } = judged
    const by = { staffId: judge.id, note, isOfClub: judge.role !== null }
    const decision = decisionOn(row, args.remove)
    if (decision === null) throw conflict('This case is decided.', 'CASE_DECIDED')
    if (sanction !== undefined && (judge.role === null || decision !== 'REMOVED'))
      throw badUserInput([{ path: sanction.kind === 'BAN' ? 'ban' : 'muteUntil', message: 'goes with a removal by the club' }])
    const isOfAthlete = isIdOf('Athlete', row.subjectId)
    if (isOfAthlete && (decision === 'REMOVED' || decision === 'RESTORED'))
      throw badUserInput([{ path: 'remove', message: ABOUT_ATHLETES }])
    if (decision === 'REMOVED') await remove(context, sanction === undefined ? row : { ...row, sanction }, by, tx)
    else {
      if (decision === 'RESTORED') await bringBack(context, row, tx)
      if (decision === 'DISMISSED') await dismiss(context, row, tx)
      await saveDecision(context, row, { decision, by }, tx)
    }
    return row.clubId ?? null
  })
}

/** Shows what was held, and counts the reports as made in vain. */
const dismiss = async (context: Context, row: CaseRow, tx: Tx): Promise<void> => {
  await release(context, row.subjectId, tx)
  await countDismissed(context, row, tx)
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
    if (next === null) throw conflict('You have appealed this case before.', 'APPEALED_BEFORE')
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
  if (!isStaff(caller)) return null
  const page = pageRequest(args, KEYSET_CURSOR)
  const rows = await stores.moderation.waiting(keysetOf(page.after), page.size + 1)
  const keyOf = (row: CaseRow) => rowCursor(row.waitingSince ?? row.openedAt, row)
  return { ...connectionOf(rows, page, keyOf, (row) => row), totalCount: () => stores.moderation.countWaiting() }
}
