import { collection, type Database, type Tx } from '@gruppetto/runtime'
import type { CaseRow, Decision, ReportRow } from '../domain/moderation.ts'
import { type Keyset, newerThan } from './keyset.ts'

/** A line of the audit log of moderation. Lines are only added. */
export interface AuditRow {
  readonly _id: string
  /** Null for the platform itself, and when the account is erased. */
  readonly actorId: string | null
  readonly action: Decision | 'APPEALED'
  readonly caseId: string
  /** Null when it was an athlete whose account is erased. */
  readonly subjectId: string | null
  readonly note: string | null
  readonly at: Date
}

export const openModeration = (database: Database) => {
  const cases = collection<CaseRow>(database, {
    name: 'moderation_cases',
    fields: {
      _id: 'string',
      subjectId: 'string',
      subjectOwnerId: 'string',
      subjectText: 'string | null',
      status: 'string',
      reports: 'number',
      reasons: 'array',
      openedAt: 'date',
      waitingSince: 'date | null',
      assigneeId: 'string | null',
      note: 'string | null',
      appeal: 'string | null',
      appealedAt: 'date | null',
      removed: 'object | null',
      suspendedUntil: 'date | null',
    },
    athletes: {
      ids: { subjectOwnerId: 'delete', assigneeId: 'forget' },
      exported: { without: ['assigneeId', 'note', 'removed'], to: ['subjectOwnerId'] },
    },
    indexes: [
      // Ensures one open case for each thing, however many report it at once.
      { keys: { subjectId: 1 }, name: 'openCase', unique: true, only: { status: 'OPEN' } },
      // Serves the cases of an athlete's suspensions.
      { keys: { subjectId: 1, openedAt: -1 } },
      // Serves the queue, oldest first.
      { keys: { waitingSince: 1, _id: 1 } },
    ],
  })
  const reports = collection<ReportRow>(database, {
    name: 'moderation_reports',
    fields: {
      _id: 'string',
      caseId: 'string',
      subjectId: 'string',
      subjectOwnerId: 'string',
      reporterId: 'string',
      reason: 'string',
      note: 'string | null',
      evidence: 'object',
      reportedAt: 'date',
    },
    // Whom it is about must not learn who reported, and the copy belongs to whom it is about.
    athletes: {
      ids: { reporterId: 'delete', subjectOwnerId: 'delete' },
      exported: { without: ['evidence', 'subjectOwnerId'], to: ['reporterId'] },
    },
    // Serves the evidence of a case.
    indexes: [{ keys: { caseId: 1, reportedAt: 1 } }],
  })
  const audit = collection<AuditRow>(database, {
    name: 'moderation_audit',
    fields: {
      _id: 'string',
      actorId: 'string | null',
      action: 'string',
      caseId: 'string',
      subjectId: 'string | null',
      note: 'string | null',
      at: 'date',
    },
    athletes: { ids: { actorId: 'forget', subjectId: 'forget' }, exported: { not: 'the log of the staff' } },
    // Serves the lines of a case.
    indexes: [{ keys: { caseId: 1, at: 1 } }],
  })
  return {
    async get(id: string, tx: Tx): Promise<CaseRow | null> {
      return cases.one({ _id: id }, { tx })
    },
    async openOf(subjectId: string, tx: Tx): Promise<CaseRow | null> {
      return cases.one({ subjectId, status: 'OPEN' }, { tx })
    },
    async put(row: CaseRow, tx: Tx): Promise<void> {
      await cases.put([row], tx)
    },
    /** Returns the cases of an athlete's suspensions that have not ended. */
    async suspensionsOf(athleteId: string, now: Date, tx: Tx): Promise<readonly CaseRow[]> {
      return cases.many({ subjectId: athleteId, status: 'REMOVED', suspendedUntil: { $gt: now } }, { tx })
    },
    /** Returns the cases that wait for the staff, oldest first. */
    async waiting(after: Keyset | null, limit: number): Promise<readonly CaseRow[]> {
      const where = after === null ? { waitingSince: { $gt: new Date(0) } } : newerThan('waitingSince', after)
      return cases.many(where, { sort: { waitingSince: 1, _id: 1 }, limit })
    },
    async countWaiting(): Promise<number> {
      return cases.count({ waitingSince: { $gt: new Date(0) } })
    },
    async hasReported(id: string, tx: Tx): Promise<boolean> {
      return reports.exists({ _id: id }, tx)
    },
    async addReport(row: ReportRow, tx: Tx): Promise<void> {
      await reports.insert([row], tx)
    },
    async log(row: AuditRow, tx: Tx): Promise<void> {
      await audit.insert([row], tx)
    },
  }
}

export type Moderation = ReturnType<typeof openModeration>
