import { localIso } from '../domain/local-time.ts'
import type { ActivityConnectionResolvers, ActivityResolvers } from '../generated/resolvers.ts'
import { readStreams } from '../pipelines/read-streams.ts'

export const Activity: ActivityResolvers = {
  __resolveReference: (reference, { loaders }) => loaders.activity.load('id' in reference ? reference.id : reference.ref),
  id: (row) => row._id,
  ref: (row) => row._id,
  athlete: (row) => ({ id: row.athleteId }),
  startedAtLocal: (row) => localIso(row.startedAt.getTime(), row.timeZone),
  route: (row, _args, { loaders }) => loaders.route.load(row._id),
  laps: async (row, _args, { loaders }) => (await loaders.details.load(row._id))?.laps ?? [],
  splits: async (row, { unit }, { loaders }) => (await loaders.details.load(row._id))?.splits[unit ?? 'METRIC'] ?? [],
  streams: (row, args, { loaders }) => readStreams(loaders, row, args),
}

export const ActivityConnection: ActivityConnectionResolvers = {
  totalCount: (page) => page.count(),
}
