import { requireAthlete } from '@gruppetto/graph'
import type { MutationResolvers } from '../generated/resolvers.ts'
import { createManualActivity, deleteActivity, updateActivity } from '../pipelines/change-activity.ts'
import { createUpload } from '../pipelines/create-upload.ts'
import { completeUpload, retryUpload } from '../pipelines/retry-upload.ts'

export const Mutation: MutationResolvers = {
  createUpload: (_root, { input }, { services, caller }) => createUpload(services, requireAthlete(caller), input),
  completeUpload: (_root, { id }, { services, caller, traceparent }) =>
    completeUpload(services, requireAthlete(caller), id, traceparent),
  retryUpload: (_root, { id }, { services, caller, traceparent }) =>
    retryUpload(services, requireAthlete(caller), id, traceparent),
  createManualActivity: (_root, { input }, { services, caller, traceparent }) =>
    createManualActivity(services, requireAthlete(caller), input, traceparent),
  updateActivity: (_root, { id, input }, { services, caller, traceparent }) =>
    updateActivity(services, requireAthlete(caller), id, input, traceparent),
  deleteActivity: async (_root, { id }, { services, caller, traceparent }) => {
    await deleteActivity(services, requireAthlete(caller), id, traceparent)
    return true
  },
}
