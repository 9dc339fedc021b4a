import type { Audience } from '@gruppetto/graph'
import type { Reads, Tx } from '@gruppetto/runtime'
import { type ActivityRow, dayOf } from '../domain/activity.ts'
import { instantsOf } from '../domain/days.ts'
import type { DayDistance } from '../domain/eddington.ts'
import type { YearActivity } from '../domain/year-in-review.ts'
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

/** The days of one athlete whose distances are added up; null for all. */
export interface DayFilter extends Omit<SumFilter, 'sinceDay'> {
  readonly days: ReadonlySet<string> | null
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
const NO_DAY = ''

const SUMMED = ['distanceMeters', 'movingSeconds', 'elevationGainMeters'] as const
/** What is added up, in full and as others see it. */
export const SUMMED_FIELDS: Readonly<Record<string, number>> = Object.fromEntries(
  [...SUMMED, ...SUMMED.map((field) => `shown.${field}`)].map((field) => [field, 1]),
)
const YEAR_FIELDS = { sport: 1, visibility: 1, startedAt: 1, timeZone: 1, ...SUMMED_FIELDS }

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
export const openActivitySums = (activities: Pick<Reads<ActivityRow>, 'aggregate' | 'many'>) => ({
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
  /**
   * Returns the distances of an athlete's days by sport, as `viewerId` sees them: added up in the database, since an athlete has far fewer
   * days than a list of all activities would have rows.
   */
  async dayDistances({ days, ...filter }: DayFilter, viewerId: string | null): Promise<readonly DayDistance[]> {
    const meters = filter.athleteId === viewerId ? '$distanceMeters' : visible('distanceMeters')
    const inDays = days !== null && {
      $or: [...days].map((day) => {
        const { from, to } = instantsOf({ since: day, until: day })
        return { startedAt: { $gte: from, $lt: to } }
      }),
    }
    const where = { ...matching({ ...filter, sinceDay: null }), ...inDays }
    const sums = await activities.aggregate<DayDistance>([
      { $match: { ...where, day: { $gt: NO_DAY } } },
      { $group: { _id: { day: '$day', sport: '$sport' }, distanceMeters: { $sum: meters } } },
      { $project: { _id: 0, day: '$_id.day', sport: '$_id.sport', distanceMeters: 1 } },
    ])
    // Those that were measured before activities had a day.
    const others = await activities.many<YearActivity>({ ...where, day: null }, { fields: YEAR_FIELDS })
    const seen = (row: YearActivity) => (filter.athleteId === viewerId ? row : (row.shown ?? row)).distanceMeters
    const all = [...sums, ...others.map((row) => ({ day: dayOf(row), sport: row.sport, distanceMeters: seen(row) }))]
    return days === null ? all : all.filter(({ day }) => days.has(day))
  },
  /** Returns the activities of an athlete that started in a range, which a year is summed up from. */
  async within(
    filter: Omit<SumFilter, 'sinceDay'>,
    { from, to }: { readonly from: Date; readonly to: Date },
  ): Promise<readonly YearActivity[]> {
    const where = { ...matching({ ...filter, sinceDay: null }), startedAt: { $gte: from, $lt: to } }
    return activities.many<YearActivity>(where, { fields: YEAR_FIELDS })
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
