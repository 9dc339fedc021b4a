import { collection, type Database, type Tx, type Where } from '@gruppetto/runtime'
import type { Judges } from '../domain/club-moderation.ts'
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

/** How often an athlete has reported what is in a club, and how often that was dismissed. */
export interface ReporterRow {
  /** `<club>:<athlete>` */
  readonly _id: string
  readonly clubId: string
  readonly athleteId: string
  readonly reports: number
  readonly dismissed: number
}

/** Cases of clubs alone have a club. */
const IN_CLUB = { clubId: { $gt: '' } }
const OF_STAFF: Where<CaseRow> = { $or: [{ judges: null }, { judges: 'STAFF' }] }
type ReporterSums = Pick<ReporterRow, 'reports' | 'dismissed'>

interface ClubQueue {
  readonly clubId: string
  readonly judges: readonly Judges[]
  readonly judgeId: string
}

const inQueue = ({ clubId, judges, judgeId }: ClubQueue) => ({
  clubId: { $in: [clubId], ...IN_CLUB.clubId },
  judges: { $in: judges },
  subjectOwnerId: { $ne: judgeId },
})
const isWaiting = { waitingSince: { $gt: new Date(0) } }
const waitingAfter = (after: Keyset | null) => (after === null ? isWaiting : newerThan('waitingSince', after))

export const openModeration = (database: Database) => {
  const cases = collection<CaseRow>(database, {
    name: 'moderation_cases',
    oneShard: 'few rows, with one open case for each thing',
    fields: {
      _id: 'string',
      subjectId: 'string',
      subjectOwnerId: 'string',
      subjectText: 'string | null',
      clubId: 'string?',
      judges: 'string?',
      heldFor: 'string?',
      sanction: 'object?',
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
      exported: { without: ['assigneeId', 'note', 'removed', 'judges', 'heldFor'], to: ['subjectOwnerId'] },
    },
    indexes: [
      // Ensures one open case for each thing, however many report it at once.
      { keys: { subjectId: 1 }, name: 'openCase', unique: true, only: { status: 'OPEN' } },
      // Serves the cases of an athlete's suspensions.
      { keys: { subjectId: 1, openedAt: -1 } },
      // Serves the queue, oldest first.
      { keys: { judges: 1, waitingSince: 1, _id: 1 } },
      // Serves the queue of a club, oldest first.
      { keys: { clubId: 1, waitingSince: 1, _id: 1 }, only: IN_CLUB },
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
    indexes: [
      // Serves the evidence of a case.
      { keys: { caseId: 1, reportedAt: 1 } },
      // Serves what an athlete has reported, the latest first.
      { keys: { reporterId: 1, reportedAt: -1 } },
    ],
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
  const reporters = collection<ReporterRow>(database, {
    name: 'moderation_reporters',
    fields: { _id: 'string', clubId: 'string', athleteId: 'string', reports: 'number', dismissed: 'number' },
    athletes: { ids: { athleteId: 'delete' }, exported: { not: 'sums of the reports, which are exported' } },
    // Serves those of a club whose reports were dismissed most often.
    indexes: [{ keys: { clubId: 1, dismissed: -1 } }],
  })
  return {
    async get(id: string, tx?: Tx): Promise<CaseRow | null> {
      return cases.one({ _id: id }, { tx })
    },
    async openOf(subjectId: string, tx?: Tx): Promise<CaseRow | null> {
      return cases.one({ subjectId, status: 'OPEN' }, { tx })
    },
    async put(row: CaseRow, tx: Tx): Promise<void> {
      await cases.put([row], tx)
    },
    /** Returns the cases of an athlete's suspensions that have not ended, the newest first. */
    async suspensionsOf(athleteId: string, now: Date, tx?: Tx): Promise<readonly CaseRow[]> {
      return cases.many({ subjectId: athleteId, status: 'REMOVED', suspendedUntil: { $gt: now } }, { sort: { openedAt: -1 }, tx })
    },
    /** Returns the cases that wait for the staff, oldest first. */
    async waiting(after: Keyset | null, limit: number): Promise<readonly CaseRow[]> {
      return cases.many({ $and: [OF_STAFF, waitingAfter(after)] }, { sort: { waitingSince: 1, _id: 1 }, limit })
    },
    async countWaiting(): Promise<number> {
      return cases.count({ ...OF_STAFF, ...isWaiting })
    },
    /** Returns the cases of a club that wait for a judge, oldest first, without those about the judge. */
    async waitingIn(queue: ClubQueue, after: Keyset | null, limit: number): Promise<readonly CaseRow[]> {
      return cases.many({ ...inQueue(queue), ...waitingAfter(after) }, { sort: { waitingSince: 1, _id: 1 }, limit })
    },
    async countWaitingIn(queue: ClubQueue): Promise<number> {
      return cases.count({ ...inQueue(queue), ...isWaiting })
    },
    /** Returns the newest case of each of these things, by the thing. */
    async latestOf(subjectIds: readonly string[]): Promise<ReadonlyMap<string, CaseRow>> {
      const rows = await cases.many({ subjectId: { $in: subjectIds } }, { sort: { openedAt: 1 } })
      return new Map(rows.map((row) => [row.subjectId, row]))
    },
    /** Changes who decides about the waiting cases of a member, whose role has changed. */
    async setJudges(clubId: string, subjectOwnerId: string, judges: Judges, tx: Tx): Promise<void> {
      await cases.updateMany({ subjectOwnerId, clubId, ...isWaiting }, { $set: { judges } }, tx)
    },
    async reportersOf(caseId: string, limit: number, tx: Tx): Promise<readonly string[]> {
      const rows = await reports.many<Pick<ReportRow, 'reporterId'>>({ caseId }, { fields: { reporterId: 1 }, limit, tx })
      return rows.map(({ reporterId }) => reporterId)
    },
    /** Returns what was written in reports of a case, the last first. */
    async notesOf(caseId: string, limit: number): Promise<readonly Pick<ReportRow, 'reason' | 'note' | 'reportedAt'>[]> {
      return reports.many<Pick<ReportRow, 'reason' | 'note' | 'reportedAt'>>(
        { caseId, note: { $gt: '' } },
        { fields: { reason: 1, note: 1, reportedAt: 1 }, sort: { reportedAt: -1 }, limit },
      )
    },
    /** Counts reports of an athlete in a club, or dismissals of them. */
    async countReporter(clubId: string, athleteId: string, change: Partial<ReporterSums>, tx: Tx): Promise<void> {
      const _id = `${clubId}:${athleteId}`
      const { reports: made = 0, dismissed = 0 } = change
      await reporters.upsertOne({ _id }, { $inc: { reports: made, dismissed }, $setOnInsert: { clubId, athleteId } }, tx)
    },
    /** Returns those whose reports in a club were dismissed at least so often, the most often first. */
    async frequentReporters(clubId: string, leastDismissed: number, limit: number): Promise<readonly ReporterRow[]> {
      return reporters.many({ clubId, dismissed: { $gte: leastDismissed } }, { sort: { dismissed: -1 }, limit })
    },
    /** Returns the posts and comments that an athlete reported last. */
    async reportedBy(reporterId: string, limit: number): Promise<readonly string[]> {
      const rows = await reports.many<Pick<ReportRow, 'subjectId'>>(
        { reporterId },
        { fields: { subjectId: 1 }, sort: { reportedAt: -1 }, limit },
      )
      return rows.map(({ subjectId }) => subjectId)
    },
    async hasReported(id: string, tx?: Tx): Promise<boolean> {
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
