import type { Audience } from '@gruppetto/graph'
import type { Reads, Tx } from '@gruppetto/runtime'
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

/** Selects the activities of one athlete that are added up. */
export interface SumFilter {
  readonly athleteId: string
  readonly visibilities: readonly Audience[]
  /** The first day, by each activity's own wall clock; null for all time. */
  readonly sinceDay: string | null
}

/** The distance of a piece of gear in the activities of one visibility. */
export interface GearSum {
  readonly gearId: string
  readonly visibility: Audience
  readonly distanceMeters: number
  /** The distance that others than the athlete see. */
  readonly shownMeters: number
}

/** The query compares ids with this, so that a partial index serves it. No id sorts before it. */
export const NO_GEAR = ''

/** The value that others see: that of the visible part where it was measured. */
const visible = (field: string) => ({ $ifNull: [`$shown.${field}`, { $ifNull: [`$${field}`, 0] }] })

/** No time zone is further from UTC. */
const FURTHEST_ZONE_MS = 14 * 3_600_000

const matching = ({ athleteId, visibilities, sinceDay }: SumFilter) => ({
  athleteId,
  deleted: false,
  visibility: { $in: visibilities },
  // The index is by the instant, but the day decides. Activities that were measured before there was a day have none.
  ...(sinceDay !== null && {
    startedAt: { $gte: new Date(Date.parse(sinceDay) - FURTHEST_ZONE_MS) },
    day: { $not: { $lt: sinceDay } },
  }),
})

/** Adds up activities, in the database. */
export const openActivitySums = (activities: Pick<Reads<ActivityRow>, 'aggregate'>) => ({
  /** Returns the sums by athlete and sport over all the filters, as `viewerId` sees them, with one read. The viewer's own are complete. */
  async sums(filters: readonly SumFilter[], viewerId: string | null): Promise<readonly SportSum[]> {
    if (filters.length === 0) return []
    const sumOf = (field: 'distanceMeters' | 'movingSeconds' | 'elevationGainMeters') => ({
      $sum: { $cond: [{ $eq: ['$athleteId', viewerId] }, { $ifNull: [`$${field}`, 0] }, visible(field)] },
    })
    const stages = [
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
    return activities.aggregate<SportSum>(stages)
  },
  /** Returns the distance of each piece of gear by the visibility of the activities. Gear without activities is left out. */
  async onGear(gearIds: readonly string[], tx?: Tx): Promise<readonly GearSum[]> {
    const stages = [
      { $match: { gearId: { $in: gearIds, $gt: NO_GEAR }, deleted: false } },
      {
        $group: {
          _id: { gearId: '$gearId', visibility: '$visibility' },
          distanceMeters: { $sum: '$distanceMeters' },
          shownMeters: { $sum: visible('distanceMeters') },
        },
      },
      { $project: { _id: 0, gearId: '$_id.gearId', visibility: '$_id.visibility', distanceMeters: 1, shownMeters: 1 } },
    ]
    return activities.aggregate<GearSum>(stages, tx)
  },
})
