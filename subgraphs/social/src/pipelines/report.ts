import { badUserInput, isIdOf, newId, notFound, validInput } from '@gruppetto/graph'
import { requireVerified } from '@gruppetto/relations'
import type { Tx } from '@gruppetto/runtime'
import type { Context } from '../context.ts'
import { judgesOf } from '../domain/club-moderation.ts'
import { type CaseRow, newCase, type Reported, withReport } from '../domain/moderation.ts'
import { clubIdOf } from '../domain/subjects.ts'
import { reportNote } from '../domain/texts.ts'
import type { ReportInput } from '../generated/resolvers.ts'
import { commit } from './commit.ts'
import { readRole } from './require-judge.ts'
import { requireKnownAthlete } from './require-known-athlete.ts'
import { requireComment, requireSubject } from './require-subject.ts'

/** A thing that the viewer may see, with a copy of what it is now. */
interface Evidence extends Reported {
  readonly evidence: Readonly<Record<string, unknown>>
}

const findAthlete = async ({ loaders }: Context, id: string): Promise<Evidence> => {
  const [reference, account] = await Promise.all([loaders.athlete(id), loaders.account.load(id)])
  if (reference === null || account === null) throw notFound('This athlete')
  const { handle, displayName, avatarUrl } = account
  return { subjectId: id, subjectOwnerId: id, subjectText: displayName, evidence: { handle, displayName, avatarUrl } }
}

const inClub = (clubId: string | null) => (clubId === null ? {} : { clubId })

/** Finds what is reported, as the viewer may see it. Throws NOT_FOUND. */
const findEvidence = async (context: Context, id: string): Promise<Evidence> => {
  if (isIdOf('Athlete', id)) return findAthlete(context, id)
  if (isIdOf('Comment', id)) {
    const { authorId, text, subjectId, createdAt, editedAt } = await requireComment(context, id)
    const place = inClub(clubIdOf(await context.loaders.subject(subjectId)))
    const evidence = { text, subjectId, createdAt, editedAt }
    return { subjectId: id, subjectOwnerId: authorId, subjectText: text, ...place, evidence }
  }
  const subject = await requireSubject(context, id)
  const { ownerId: subjectOwnerId } = subject
  if (subject.kind === 'POST') {
    const { text, createdAt, editedAt, photoIds = [] } = subject.post
    const place = inClub(clubIdOf(subject))
    return { subjectId: id, subjectOwnerId, subjectText: text, ...place, evidence: { text, photoIds, createdAt, editedAt } }
  }
  const { name, sport, visibility, revision } = subject.activity
  return { subjectId: id, subjectOwnerId, subjectText: name, evidence: { name, sport, visibility, revision } }
}

/** Finds the open case of a thing, or makes one for those who may decide about its owner. */
const findCase = async (context: Context, reported: Reported, at: Date, tx: Tx): Promise<CaseRow> => {
  const open = await context.stores.moderation.openOf(reported.subjectId, tx)
  if (open !== null) return open
  const { clubId, subjectOwnerId } = reported
  if (clubId === undefined) return newCase(newId('ModerationCase'), reported, at)
  const judges = judgesOf(await readRole(context, clubId, subjectOwnerId, tx))
  return newCase(newId('ModerationCase'), { ...reported, judges }, at)
}

/**
 * Reports something with a copy of what it is now: what is in a club to those who moderate it, and an activity, an athlete or what is elsewhere
 * to the platform's staff. To report the same thing again changes nothing.
 */
export const report = async (context: Context, input: ReportInput): Promise<void> => {
  const { stores, runtime } = context
  const reporterId = await requireKnownAthlete(context)
  await requireVerified(stores.accounts, reporterId, runtime.now())
  const note = validInput(reportNote, input.note ?? '', 'input.note')
  // Whoever has reported it does not see it any more.
  if (await stores.moderation.hasReported(`${input.subjectId}:${reporterId}`)) return
  const { evidence, ...reported } = await findEvidence(context, input.subjectId)
  if (reported.subjectOwnerId === reporterId) throw badUserInput([{ path: 'input.subjectId', message: 'is your own' }])
  const { subjectId, subjectOwnerId } = reported
  const { reason } = input
  const reportedAt = new Date(runtime.now())
  const reportId = `${subjectId}:${reporterId}`
  await commit(context, async (tx) => {
    if (await stores.moderation.hasReported(reportId, tx)) return
    const current = await findCase(context, reported, reportedAt, tx)
    await stores.moderation.put(withReport(current, reason), tx)
    const row = { _id: reportId, caseId: current._id, subjectId, subjectOwnerId, reporterId, reason, evidence, reportedAt }
    await stores.moderation.addReport({ ...row, note: note === '' ? null : note }, tx)
    if (reported.clubId !== undefined) await stores.moderation.countReporter(reported.clubId, reporterId, { reports: 1 }, tx)
  })
}
