import { keyOf } from '@gruppetto/graph'
import { isOnFoot, isRunning } from '@gruppetto/recordings'
import { localIso } from '../domain/local-time.ts'
import { showEfforts, showLengths, showPowerCurve, showSplits } from '../domain/show-measurements.ts'
import type { ActivityConnectionResolvers, ActivityResolvers, ZoneTimeResolvers } from '../generated/resolvers.ts'
import { exportUrl } from '../pipelines/export-activity.ts'
import { readStreams } from '../pipelines/read-streams.ts'

export const Activity: ActivityResolvers = {
  __resolveReference: (reference, { loaders }) => loaders.activity.load(keyOf(reference)),
  id: (row) => row._id,
  ref: (row) => row._id,
  athlete: (row) => ({ id: row.athleteId }),
  startedAtLocal: (row) => localIso(row.startedAt.getTime(), row.timeZone),
  route: (row, _args, { loaders }) => loaders.route(row),
  laps: async (row, _args, { loaders }) => (await loaders.details.load(row))?.laps ?? [],
  lengths: async (row, _args, { loaders }) => showLengths((await loaders.details.load(row))?.pool),
  poolLengthMeters: async (row, _args, { loaders }) => (await loaders.details.load(row))?.pool?.lengthMeters ?? null,
  splits: async (row, { unit }, { loaders }) =>
    showSplits(row, (await loaders.details.load(row))?.splits[unit ?? 'METRIC'] ?? []),
  gradeAdjustedSpeedMps: (row) => (isOnFoot(row.sport) ? (row.gradeAdjustedSpeedMps ?? null) : null),
  caloriesKcal: (row) => row.metrics?.caloriesKcal ?? null,
  trainingLoad: (row) => row.metrics?.trainingLoad ?? null,
  trainingLoadMethod: (row) => row.metrics?.trainingLoadMethod ?? null,
  intensityFactor: (row) => row.metrics?.intensityFactor ?? null,
  heartRateZones: (row) => row.metrics?.heartRateZones ?? null,
  powerZones: (row) => row.metrics?.powerZones ?? null,
  powerCurve: async (row, _args, { loaders }) => showPowerCurve(row, (await loaders.details.load(row))?.powerCurve ?? null),
  bestEfforts: async (row, _args, { loaders }) => {
    const efforts = isRunning(row.sport) ? ((await loaders.details.load(row))?.bestEfforts ?? []) : []
    return efforts.length === 0 ? [] : showEfforts(row, efforts, await loaders.personalRecords.load(row.athleteId))
  },
  together: (row, _args, { loaders }) => loaders.together(row),
  photos: ({ _id, photoIds = [] }, _args, { loaders }) => loaders.photos(_id, photoIds),
  gear: (row, _args, { loaders }) => loaders.gearOf(row),
  exportUrl: (row, { format }, context) => exportUrl(context, row, format),
  crop: (row) => row.crop ?? null,
  segmentEfforts: (row, _args, { loaders }) => loaders.activityEfforts.load(row._id),
  streams: (row, args, context) => readStreams(context, row, args),
}

export const ActivityConnection: ActivityConnectionResolvers = {
  totalCount: (page) => page.count(),
}

export const ZoneTime: ZoneTimeResolvers = {
  seconds: ({ seconds }) => Math.round(seconds),
}
