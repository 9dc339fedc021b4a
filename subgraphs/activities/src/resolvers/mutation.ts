import { requireAthlete } from '@gruppetto/graph'
import { shownToOwner } from '../domain/shown-activity.ts'
import type { MutationResolvers } from '../generated/resolvers.ts'
import { createManualActivity, deleteActivity, updateActivity } from '../pipelines/change-activity.ts'
import { addGear, updateGear } from '../pipelines/change-gear.ts'
import { endLiveSession, pauseLiveSession, setLiveSharing, startLiveSession } from '../pipelines/change-live-session.ts'
import { createUpload } from '../pipelines/create-upload.ts'
import { recordPositions } from '../pipelines/record-positions.ts'
import { completeUpload, retryUpload } from '../pipelines/retry-upload.ts'
import { createSegment } from '../pipelines/segments/create-segment.ts'
import { starSegment } from '../pipelines/segments/star-segment.ts'

export const Mutation: MutationResolvers = {
  createUpload: (_root, { input }, { services, caller }) => createUpload(services, requireAthlete(caller), input),
  completeUpload: (_root, { id }, { services, caller, traceparent }) =>
    completeUpload(services, requireAthlete(caller), id, traceparent),
  retryUpload: (_root, { id }, { services, caller, traceparent }) =>
    retryUpload(services, requireAthlete(caller), id, traceparent),
  createManualActivity: async (_root, { input }, { services, caller, traceparent }) =>
    shownToOwner(await createManualActivity(services, requireAthlete(caller), input, traceparent)),
  updateActivity: async (_root, { id, input }, { services, caller, traceparent }) =>
    shownToOwner(await updateActivity(services, requireAthlete(caller), id, input, traceparent)),
  deleteActivity: async (_root, { id }, { services, caller, traceparent }) => {
    await deleteActivity(services, requireAthlete(caller), id, traceparent)
    return true
  },
  addGear: (_root, { input }, { services, caller, traceparent }) => addGear(services, requireAthlete(caller), input, traceparent),
  updateGear: (_root, { id, input }, { services, caller, traceparent }) =>
    updateGear(services, requireAthlete(caller), id, input, traceparent),
  createSegment: (_root, { input }, { services, caller, traceparent }) =>
    createSegment(services, requireAthlete(caller), input, traceparent),
  starSegment: (_root, { id, starred }, { services, caller }) => starSegment(services, requireAthlete(caller), id, starred),
  startLiveSession: (_root, { input }, { services, caller, traceparent }) =>
    startLiveSession(services, requireAthlete(caller), input, traceparent),
  recordPositions: (_root, { liveSessionId, positions }, { services, caller, traceparent }) =>
    recordPositions(services, requireAthlete(caller), liveSessionId, positions, traceparent),
  pauseLiveSession: (_root, { id, paused }, { services, caller, traceparent }) =>
    pauseLiveSession(services, requireAthlete(caller), id, paused, traceparent),
  endLiveSession: (_root, { id }, { services, caller, traceparent }) =>
    endLiveSession(services, requireAthlete(caller), id, traceparent),
  setLiveSharing: (_root, { id, shared }, { services, caller, traceparent }) =>
    setLiveSharing(services, requireAthlete(caller), id, shared, traceparent),
}
