import { badUserInput, isIdOf, newId, validInput } from '@gruppetto/graph'
import { requireVerified } from '@gruppetto/relations'
import type { Tx } from '@gruppetto/runtime'
import type { Context } from '../context.ts'
import { judgesOf } from '../domain/club-moderation.ts'
import { type CaseRow, newCase, type Reported, withReport } from '../domain/moderation.ts'
import { reportNote } from '../domain/texts.ts'
import type { ReportInput } from '../generated/resolvers.ts'
import { commit } from './commit.ts'
import { findEvidence } from './find-evidence.ts'
import { keepPicture } from './reported-pictures.ts'
import { readRole } from './require-judge.ts'
import { requireKnownAthlete } from './require-known-athlete.ts'

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
 * Reports something with a copy of what it is now: what is in a club to those who moderate it, and an activity, a photo, an athlete or what is
 * elsewhere to the platform's staff. To report the same thing again changes nothing.
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
  if (isIdOf('Photo', subjectId)) await keepPicture(context, subjectOwnerId, subjectId)
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
