import { isIdOf } from '@gruppetto/graph'
import { hoursOpen } from '../domain/club-moderation.ts'
import type { ClubReporterResolvers, ModerationCaseConnectionResolvers, ModerationCaseResolvers } from '../generated/resolvers.ts'
import { readReportNotes } from '../pipelines/report-notes.ts'
import { signPicture } from '../pipelines/reported-pictures.ts'

/** Those who decide get cases, and whom something was taken from: that athlete does not learn who decided, nor for which word. */
export const ModerationCase: ModerationCaseResolvers = {
  id: ({ _id }) => _id,
  assignee: ({ assigneeId, subjectOwnerId }, _args, { loaders, viewerId }) =>
    assigneeId === null || subjectOwnerId === viewerId ? null : loaders.athlete(assigneeId),
  note: ({ note, judges = 'STAFF', subjectOwnerId }, _args, { viewerId }) =>
    subjectOwnerId === viewerId && judges === 'STAFF' ? null : note,
  club: async ({ clubId }, _args, { loaders }) =>
    clubId === undefined || (await loaders.club(clubId)) === null ? null : { id: clubId },
  reportNotes: (row, _args, context) => readReportNotes(context, row),
  photoUrl: ({ subjectId, subjectOwnerId }, _args, context) =>
    isIdOf('Photo', subjectId) ? signPicture(context, subjectOwnerId, subjectId) : null,
  hoursOpen: (row, _args, { runtime }) => hoursOpen(row, runtime.now()),
  heldFor: ({ heldFor, subjectOwnerId }, _args, { viewerId }) => (subjectOwnerId === viewerId ? null : (heldFor ?? null)),
}

export const ModerationCaseConnection: ModerationCaseConnectionResolvers = {
  totalCount: ({ totalCount }) => totalCount(),
}

export const ClubReporter: ClubReporterResolvers = {
  athlete: ({ athleteId }, _args, { loaders }) => loaders.athlete(athleteId),
}
