import { maySeeCard } from '@gruppetto/graph'
import { effortName } from '@gruppetto/recordings'
import type { AthleteResolvers, PersonalRecordResolvers } from '../generated/resolvers.ts'
import { listActivities } from '../pipelines/list-activities.ts'
import { openPerformance } from '../pipelines/read-performance.ts'
import { readEddington, readYear } from '../pipelines/read-years.ts'

export const Athlete: AthleteResolvers = {
  __resolveReference: async ({ id }, { loaders }) => (maySeeCard(await loaders.relation.load(id)) ? { id } : null),
  activities: ({ id }, args, context) => listActivities(context, id, args),
  personalRecords: ({ id }, _args, { loaders }) => loaders.personalRecords.load(id),
  performance: ({ id }, _args, context) => openPerformance(context, id),
  eddington: ({ id }, args, context) => readEddington(context, id, args),
  yearInReview: ({ id }, { year }, context) => readYear(context, id, year),
  totals: ({ id }, { period }, { loaders }) => loaders.totals.load({ athleteId: id, period }),
}

export const PersonalRecord: PersonalRecordResolvers = {
  name: ({ distanceMeters }) => effortName(distanceMeters),
  setAt: ({ startedAt }) => startedAt,
}
