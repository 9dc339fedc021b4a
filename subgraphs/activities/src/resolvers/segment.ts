import { keyOf, maySeeCard, notFound } from '@gruppetto/graph'
import { encodePolyline } from '@gruppetto/recordings'
import { showStartedAt, showStartSeconds } from '../domain/segments/show-effort.ts'
import type { SegmentEffortResolvers, SegmentLeaderboardResolvers, SegmentResolvers } from '../generated/resolvers.ts'
import { listViewerEfforts } from '../pipelines/segments/list-segments.ts'
import { readPersonalRank } from '../pipelines/segments/read-personal-rank.ts'
import { showLeaderboard } from '../pipelines/segments/show-leaderboard.ts'

export const Segment: SegmentResolvers = {
  __resolveReference: (reference, { loaders }) => loaders.segment.load(keyOf(reference)),
  id: (row) => row._id,
  ref: (row) => row._id,
  createdBy: async ({ createdById: id }, _args, { loaders }) => (maySeeCard(await loaders.relation.load(id)) ? { id } : null),
  polyline: async (row, _args, { loaders }) => encodePolyline((await loaders.segmentLine.load(row._id))?.points ?? []),
  isStarred: (row, _args, { loaders }) => loaders.isStarred.load(row._id),
  leaderboard: (row, args, context) => showLeaderboard(context, row._id, args),
  viewerEfforts: (row, args, context) => listViewerEfforts(context, row._id, args),
}

export const SegmentLeaderboard: SegmentLeaderboardResolvers = {
  totalCount: (board) => board.count(),
  viewerEntry: (board) => board.viewerEntry(),
}

/** Whoever hands an effort out has checked that the viewer may see it. */
export const SegmentEffort: SegmentEffortResolvers = {
  __resolveReference: (reference, { loaders }) => loaders.effort.load(keyOf(reference)),
  id: (row) => row._id,
  ref: (row) => row._id,
  segment: async (row, _args, { loaders }) =>
    (await loaders.segment.load(row.segmentId)) ?? Promise.reject(notFound('This segment')),
  athlete: (row) => ({ id: row.athleteId }),
  activity: async (row, _args, { loaders }) =>
    (await loaders.activity.load(row.activityId)) ?? Promise.reject(notFound('This activity')),
  startedAt: async (row, _args, { loaders }) => showStartedAt(row, await loaders.privacy.load(row.athleteId)),
  startSeconds: async (row, _args, { loaders }) => showStartSeconds(row, await loaders.effortClock.load(row.activityId)),
  averageHeartRateBpm: async (row, _args, { loaders }) =>
    (await loaders.privacy.load(row.athleteId)).hideHeartRate ? null : row.averageHeartRateBpm,
  personalRank: (row, _args, context) => readPersonalRank(context, row),
}
