import type { EventData } from '@gruppetto/events'
import type { ReportReason } from '../generated/resolvers.ts'
import type { Judges } from './club-moderation.ts'
import type { CommentRow } from './subjects.ts'

export type ModerationStatus = 'OPEN' | 'REMOVED' | 'DISMISSED'
export type Decision = EventData<'moderation.decided'>['decision']
export type Sanction = NonNullable<EventData<'moderation.decided'>['sanction']>

/** What was reported about one thing, until it is decided. A later report opens a new case. */
export interface CaseRow {
  readonly _id: string
  /** See `findEvidence` for what can be reported. */
  readonly subjectId: string
  readonly subjectOwnerId: string
  /** The text when it was first reported. It stays when the thing is edited or deleted. */
  readonly subjectText: string | null
  readonly status: ModerationStatus
  readonly reports: number
  /** Each once, the first one first. */
  readonly reasons: readonly ReportReason[]
  readonly openedAt: Date
  /** The club in which the thing is. Absent outside clubs. */
  readonly clubId?: string
  /** Who decides about it. Absent outside clubs, where it is the staff. */
  readonly judges?: Judges
  /** The word for which a post waits, or a comment became a case. Absent where it was reported alone. */
  readonly heldFor?: string
  /** What its author got with the removal. */
  readonly sanction?: Sanction
  /** Since when it waits for a decision, opened or appealed; null when it waits for nothing. */
  readonly waitingSince: Date | null
  /** Who has taken it, or decided last. */
  readonly assigneeId: string | null
  readonly note: string | null
  readonly appeal: string | null
  readonly appealedAt: Date | null
  /** The comment that was removed, so that it can be brought back. */
  readonly removed: CommentRow | null
  /** The end of the suspension that the case is about. */
  readonly suspendedUntil: Date | null
}

/** One athlete's report of one thing, with a copy of what the thing was. */
export interface ReportRow {
  /** `<subject>:<reporter>`. */
  readonly _id: string
  readonly caseId: string
  readonly subjectId: string
  readonly subjectOwnerId: string
  readonly reporterId: string
  readonly reason: ReportReason
  readonly note: string | null
  readonly evidence: Readonly<Record<string, unknown>>
  readonly reportedAt: Date
}

/** The thing of a case. */
export interface Reported {
  readonly subjectId: string
  readonly subjectOwnerId: string
  readonly subjectText: string | null
  readonly clubId?: string
  readonly judges?: Judges
}

export const newCase = (id: string, reported: Reported, at: Date): CaseRow => ({
  _id: id,
  ...reported,
  status: 'OPEN',
  reports: 0,
  reasons: [],
  openedAt: at,
  waitingSince: at,
  assigneeId: null,
  note: null,
  appeal: null,
  appealedAt: null,
  removed: null,
  suspendedUntil: null,
})

export const withReport = (row: CaseRow, reason: ReportReason): CaseRow => ({
  ...row,
  reports: row.reports + 1,
  reasons: [...new Set([...row.reasons, reason])],
})

/** Returns what the staff decides about a case, or null when it waits for nothing. */
export const decisionOn = ({ status, waitingSince }: CaseRow, remove: boolean): Decision | null => {
  if (waitingSince === null) return null
  if (status === 'REMOVED') return remove ? 'UPHELD' : 'RESTORED'
  return remove ? 'REMOVED' : 'DISMISSED'
}

const STATUS_AFTER: Readonly<Record<Decision, ModerationStatus>> = {
  REMOVED: 'REMOVED',
  SUSPENDED: 'REMOVED',
  UPHELD: 'REMOVED',
  DISMISSED: 'DISMISSED',
  RESTORED: 'DISMISSED',
}

export const decided = (
  row: CaseRow,
  decision: Decision,
  by: { readonly staffId: string | null; readonly note: string | null },
): CaseRow => ({
  ...row,
  status: STATUS_AFTER[decision],
  waitingSince: null,
  assigneeId: by.staffId ?? row.assigneeId,
  note: by.note ?? row.note,
  removed: decision === 'RESTORED' ? null : row.removed,
})

/** Returns the case with the appeal of whom something was taken from, or null when it cannot be appealed, or no more. */
export const appealed = (row: CaseRow, appeal: string, at: Date): CaseRow | null =>
  row.status !== 'REMOVED' || row.appealedAt !== null ? null : { ...row, appeal, appealedAt: at, waitingSince: at }

/** What a club may know of a decision. Who of the staff decided, and the note, are not its business. */
const clubFacts = ({ clubId, sanction }: CaseRow, { judgeId, note }: DecidedBy) => {
  if (clubId === undefined) return {}
  return { clubId, ...(judgeId === null ? {} : { byId: judgeId, note }), ...(sanction === undefined ? {} : { sanction }) }
}

interface DecidedBy {
  /** The moderator of the club; null for the staff. */
  readonly judgeId: string | null
  readonly note: string | null
}

/** Returns the data of the event that tells of a decision. It never says who reported. */
export const decisionState = (row: CaseRow, decision: Decision, by: DecidedBy, at: number): EventData<'moderation.decided'> => ({
  caseId: row._id,
  subjectId: row.subjectId,
  subjectOwnerId: row.subjectOwnerId,
  decision,
  reasons: [...row.reasons],
  ...clubFacts(row, by),
  at,
})
