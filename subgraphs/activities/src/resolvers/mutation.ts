import { showToOwner } from '../domain/show-activity.ts'
import type { MutationResolvers } from '../generated/resolvers.ts'
import { createManualActivity, deleteActivity, updateActivity } from '../pipelines/change-activity.ts'
import { addGear, updateGear } from '../pipelines/change-gear.ts'
import { endLiveSession, pauseLiveSession, setLiveSharing, startLiveSession } from '../pipelines/change-live-session.ts'
import { createUpload } from '../pipelines/create-upload.ts'
import { cropActivity } from '../pipelines/crop-activity.ts'
import { recordPositions } from '../pipelines/record-positions.ts'
import { completeUpload, retryUpload } from '../pipelines/retry-upload.ts'
import { createSegment } from '../pipelines/segments/create-segment.ts'
import { starSegment } from '../pipelines/segments/star-segment.ts'
import { setTogether } from '../pipelines/together/set-together.ts'

export const Mutation: MutationResolvers = {
  createUpload: (_root, { input }, context) => createUpload(context, input),
  completeUpload: (_root, { id }, context) => completeUpload(context, id),
  retryUpload: (_root, { id }, context) => retryUpload(context, id),
  createManualActivity: async (_root, { input }, context) => showToOwner(await createManualActivity(context, input)),
  updateActivity: async (_root, { id, input }, context) => showToOwner(await updateActivity(context, id, input)),
  cropActivity: async (_root, { id, crop }, context) => showToOwner(await cropActivity(context, id, crop ?? null)),
  deleteActivity: async (_root, { id }, context) => {
    await deleteActivity(context, id)
    return true
  },
  setTogether: async (_root, { activityId, shown }, context) => showToOwner(await setTogether(context, activityId, shown)),
  addGear: (_root, { input }, context) => addGear(context, input),
  updateGear: (_root, { id, input }, context) => updateGear(context, id, input),
  createSegment: (_root, { input }, context) => createSegment(context, input),
  starSegment: (_root, { id, starred }, context) => starSegment(context, id, starred),
  startLiveSession: (_root, { input }, context) => startLiveSession(context, input),
  recordPositions: (_root, { liveSessionId, positions }, context) => recordPositions(context, liveSessionId, positions),
  pauseLiveSession: (_root, { id, paused }, context) => pauseLiveSession(context, id, paused),
  endLiveSession: (_root, { id }, context) => endLiveSession(context, id),
  setLiveSharing: (_root, { id, shared }, context) => setLiveSharing(context, id, shared),
}
