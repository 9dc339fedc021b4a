import { requireAthlete } from '@gruppetto/graph'
import { showToOwner } from '../domain/show-activity.ts'
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
  completeUpload: (_root, { id }, { services, caller, origin }) => completeUpload(services, requireAthlete(caller), id, origin),
  retryUpload: (_root, { id }, { services, caller, origin }) => retryUpload(services, requireAthlete(caller), id, origin),
  createManualActivity: async (_root, { input }, { services, caller, origin }) =>
    showToOwner(await createManualActivity(services, requireAthlete(caller), input, origin)),
  updateActivity: async (_root, { id, input }, { services, caller, origin }) =>
    showToOwner(await updateActivity(services, requireAthlete(caller), id, input, origin)),
  deleteActivity: async (_root, { id }, { services, caller, origin }) => {
    await deleteActivity(services, requireAthlete(caller), id, origin)
    return true
  },
  addGear: (_root, { input }, { services, caller, origin }) => addGear(services, requireAthlete(caller), input, origin),
  updateGear: (_root, { id, input }, { services, caller, origin }) =>
    updateGear(services, requireAthlete(caller), id, input, origin),
  createSegment: (_root, { input }, { services, caller, origin }) =>
    createSegment(services, requireAthlete(caller), input, origin),
  starSegment: (_root, { id, starred }, { services, caller }) => starSegment(services, requireAthlete(caller), id, starred),
  startLiveSession: (_root, { input }, { services, caller, origin }) =>
    startLiveSession(services, requireAthlete(caller), input, origin),
  recordPositions: (_root, { liveSessionId, positions }, { services, caller, origin }) =>
    recordPositions(services, requireAthlete(caller), liveSessionId, positions, origin),
  pauseLiveSession: (_root, { id, paused }, { services, caller, origin }) =>
    pauseLiveSession(services, requireAthlete(caller), id, paused, origin),
  endLiveSession: (_root, { id }, { services, caller, origin }) => endLiveSession(services, requireAthlete(caller), id, origin),
  setLiveSharing: (_root, { id, shared }, { services, caller, origin }) =>
    setLiveSharing(services, requireAthlete(caller), id, shared, origin),
}
