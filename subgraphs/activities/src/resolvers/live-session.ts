import { keyOf } from '@gruppetto/graph'
import { isLinkOpen } from '../domain/live-session.ts'
import { showEndedAt } from '../domain/live-view.ts'
import type { LiveSessionResolvers } from '../generated/resolvers.ts'
import { shareTokenOf } from '../pipelines/live-link.ts'
import { followSegments } from '../pipelines/segments/follow-segments.ts'

export const LiveSession: LiveSessionResolvers = {
  __resolveReference: (reference, { loaders }) => loaders.liveSession.load(keyOf(reference)),
  id: (row) => row._id,
  ref: (row) => row._id,
  athlete: (row) => ({ id: row.athleteId }),
  shareUrl: (row, _args, { runtime: { config, now }, viewerId }) => {
    if (row.athleteId !== viewerId || row.link === null || !isLinkOpen(row, now())) return null
    const token = shareTokenOf(config.objectsSecret, row._id, row.link)
    return token === null ? null : `${config.publicUrl}/live/${token}`
  },
  endedAt: async (row, _args, { loaders }) => showEndedAt(row, await loaders.privacy.load(row.athleteId)),
  activity: ({ activityId }, _args, { loaders }) => (activityId === null ? null : loaders.activity.load(activityId)),
  position: (row, _args, { loaders }) => loaders.livePosition(row),
  segments: (row, _args, context) => followSegments(context, row),
  track: async (row, _args, { loaders }) => (await loaders.liveView(row)).track,
  eventDistanceMeters: async (row, _args, { loaders }) => {
    const times = row.eventId === null ? null : await loaders.timesOfSession.load(row)
    return times && loaders.eventMeters(row, times)
  },
}
