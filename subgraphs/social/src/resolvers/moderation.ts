import type { ModerationCaseConnectionResolvers, ModerationCaseResolvers } from '../generated/resolvers.ts'

/** Only the staff gets cases. */
export const ModerationCase: ModerationCaseResolvers = {
  id: ({ _id }) => _id,
  assignee: ({ assigneeId }, _args, { loaders }) => (assigneeId === null ? null : loaders.athlete(assigneeId)),
}

export const ModerationCaseConnection: ModerationCaseConnectionResolvers = {
  totalCount: ({ totalCount }) => totalCount(),
}
