import { badUserInput, isIdOf, newId, notFound, validInput } from '@gruppetto/graph'
import { requireVerified } from '@gruppetto/relations'
import type { Context } from '../context.ts'
import { newCase, type Reported, withReport } from '../domain/moderation.ts'
import { reportNote } from '../domain/texts.ts'
import type { ReportInput } from '../generated/resolvers.ts'
import { commit } from './commit.ts'
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

/** Finds what is reported, as the viewer may see it. Throws NOT_FOUND. */
const findEvidence = async (context: Context, id: string): Promise<Evidence> => {
  if (isIdOf('Athlete', id)) return findAthlete(context, id)
  if (isIdOf('Comment', id)) {
    const { authorId, text, subjectId, createdAt, editedAt } = await requireComment(context, id)
    return { subjectId: id, subjectOwnerId: authorId, subjectText: text, evidence: { text, subjectId, createdAt, editedAt } }
  }
  const subject = await requireSubject(context, id)
  const { ownerId: subjectOwnerId } = subject
  if (subject.kind === 'POST') {
    const { text, createdAt, editedAt, photoIds = [] } = subject.post
    return { subjectId: id, subjectOwnerId, subjectText: text, evidence: { text, photoIds, createdAt, editedAt } }
  }
  const { name, sport, visibility, revision } = subject.activity
  return { subjectId: id, subjectOwnerId, subjectText: name, evidence: { name, sport, visibility, revision } }
}

/**
 * Reports an activity, a post, a comment or an athlete to the platform's staff, with a copy of what it is now. To report the same
 * thing again changes nothing.
 */
export const report = async (context: Context, input: ReportInput): Promise<void> => {
  const { stores, runtime } = context
  const reporterId = await requireKnownAthlete(context)
  await requireVerified(stores.accounts, reporterId, runtime.now())
  const note = validInput(reportNote, input.note ?? '', 'input.note')
  const { evidence, ...reported } = await findEvidence(context, input.subjectId)
  if (reported.subjectOwnerId === reporterId) throw badUserInput([{ path: 'input.subjectId', message: 'is your own' }])
  const { subjectId, subjectOwnerId } = reported
  const { reason } = input
  const reportedAt = new Date(runtime.now())
  const reportId = `${subjectId}:${reporterId}`
  await commit(context, async (tx) => {
    if (await stores.moderation.hasReported(reportId, tx)) return
    const current = (await stores.moderation.openOf(subjectId, tx)) ?? newCase(newId('ModerationCase'), reported, reportedAt)
    await stores.moderation.put(withReport(current, reason), tx)
    const row = { _id: reportId, caseId: current._id, subjectId, subjectOwnerId, reporterId, reason, evidence, reportedAt }
    await stores.moderation.addReport({ ...row, note: note === '' ? null : note }, tx)
  })
}
