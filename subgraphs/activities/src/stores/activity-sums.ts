import type { Audience } from '@gruppetto/graph'
import type { ReadRows, Tx } from '@gruppetto/runtime'
import type { PipelineStage } from 'mongoose'
import type { ActivityRow } from '../domain/activity.ts'
import type { Sport } from '../generated/resolvers.ts'

export interface SportSum {
  readonly athleteId: string
  readonly sport: Sport
  readonly count: number
  readonly distanceMeters: number
  readonly movingSeconds: number
  readonly elevationGainMeters: number
}

/** Whose activities are added up, and over which days. */
export interface SumFilter {
  readonly athleteId: string
  readonly visibilities: readonly Audience[]
  /** From this day of each activity's own wall clock on; null for all time. */
  readonly sinceDay: string | null
}

/** What the activities of one visibility have put on a piece of gear. */
export interface GearSum {
  readonly gearId: string
  readonly visibility: Audience
  readonly distanceMeters: number
  /** As far as others than the athlete are told. */
  readonly shownMeters: number
}

/** No id comes before this; it lets the query of what is on gear be served by a partial index. */
export const NO_GEAR = ''

/** What others are told of a sum: of what shows where that was measured. */
const told = (field: string) => ({ $ifNull: [`$shown.${field}`, { $ifNull: [`$${field}`, 0] }] })

/** Clocks on the way are up to so far from those of UTC. */
const FURTHEST_ZONE_MS = 14 * 3_600_000

const matching = ({ athleteId, visibilities, sinceDay }: SumFilter) => ({
  athleteId,
  deleted: false,
  visibility: { $in: visibilities },
  // The instant is what the index has; the day is what counts. It is absent where an activity was measured before there was one.
  ...(sinceDay !== null && {
    startedAt: { $gte: new Date(Date.parse(sinceDay) - FURTHEST_ZONE_MS) },
    day: { $not: { $lt: sinceDay } },
  }),
})

/** What activities add up to: read where they are kept. */
export const openActivitySums = (read: Pick<ReadRows<ActivityRow>, 'aggregate'>) => ({
  /** Sums by athlete and sport over all the filters in one read, as `viewerId` is told them: the own are whole. */
  async sums(filters: readonly SumFilter[], viewerId: string | null): Promise<readonly SportSum[]> {
    if (filters.length === 0) return []
    const sumOf = (field: 'distanceMeters' | 'movingSeconds' | 'elevationGainMeters') => ({
      $sum: { $cond: [{ $eq: ['$athleteId', viewerId] }, { $ifNull: [`$${field}`, 0] }, told(field)] },
    })
    const stages: PipelineStage[] = [
      { $match: { $or: filters.map(matching) } },
      {
        $group: {
          _id: { athleteId: '$athleteId', sport: '$sport' },
          count: { $sum: 1 },
          distanceMeters: sumOf('distanceMeters'),
          movingSeconds: sumOf('movingSeconds'),
          elevationGainMeters: sumOf('elevationGainMeters'),
        },
      },
      {
        $project: {
          _id: 0,
          athleteId: '$_id.athleteId',
          sport: '$_id.sport',
          count: 1,
          distanceMeters: 1,
          movingSeconds: 1,
          elevationGainMeters: 1,
        },
      },
    ]
    return read.aggregate<SportSum>(stages)
  },
  /** What activities have put on each piece of gear, apart by their visibility; nothing for gear that is on none. */
  async onGear(gearIds: readonly string[], tx?: Tx): Promise<readonly GearSum[]> {
    const stages: PipelineStage[] = [
      { $match: { gearId: { $in: gearIds, $gt: NO_GEAR }, deleted: false } },
      {
        $group: {
          _id: { gearId: '$gearId', visibility: '$visibility' },
          distanceMeters: { $sum: '$distanceMeters' },
          shownMeters: { $sum: told('distanceMeters') },
        },
      },
      { $project: { _id: 0, gearId: '$_id.gearId', visibility: '$_id.visibility', distanceMeters: 1, shownMeters: 1 } },
    ]
    return read.aggregate<GearSum>(stages, tx)
  },
})
