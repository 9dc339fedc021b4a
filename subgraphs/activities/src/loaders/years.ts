import type { Audience } from '@gruppetto/graph'
import { hidesPlaces } from '@gruppetto/recordings'
import DataLoader from 'dataloader'
import { dayOf } from '../domain/activity.ts'
import { daysOfYear, instantsOf } from '../domain/days.ts'
import { distancesOf, isKept } from '../domain/distance-years.ts'
import type { DayDistance } from '../domain/eddington.ts'
import { firstOf, firstsAmong, type ShownRecord, showRecords } from '../domain/personal-records.ts'
import { reviewYear, type YearReview } from '../domain/year-in-review.ts'
import type { Services } from '../services.ts'
import type { ActivityLoaders } from './activities.ts'
import type { RecordingLoaders } from './recordings.ts'
import { readUncountedDays } from './uncounted.ts'
import type { ViewerLoaders } from './viewer.ts'

interface YearKey {
  readonly athleteId: string
  readonly year: number
}

/** Loads what the days and years of an athlete add up to, as far as the viewer may see the activities. */
export const makeYearLoaders = (
  { stores }: Services,
  viewerId: string | null,
  { visibilities }: ViewerLoaders,
  { activity }: ActivityLoaders,
  { details }: RecordingLoaders,
) => {
  /**
   * Reads the distances that are kept, and adds up from the activities the days of changes that are not counted yet, so that each change
   * shows at once.
   */
  const readDays = async (athleteId: string, visible: readonly Audience[]): Promise<readonly DayDistance[]> => {
    const filter = { athleteId, visibilities: visible }
    const sum = (days: ReadonlySet<string> | null) => stores.activities.dayDistances({ ...filter, days }, viewerId)
    const uncounted = await readUncountedDays({ stores }, [athleteId])
    if (uncounted === null) return sum(null)
    const fresh = uncounted.get(athleteId) ?? new Set<string>()
    const rows = await stores.distanceYears.ofAthlete(athleteId)
    if (!rows.some(isKept)) return sum(null)
    const kept = distancesOf(rows, visible, athleteId === viewerId)
    return fresh.size === 0 ? kept : [...kept.filter(({ day }) => !fresh.has(day)), ...(await sum(fresh))]
  }

  /** The distances of all days by sport; null where the activities are hidden from the viewer. */
  const dayDistances = new DataLoader<string, readonly DayDistance[] | null>(async (athleteIds) =>
    Promise.all(
      athleteIds.map(async (athleteId) => {
        const visible = await visibilities(athleteId)
        return visible && readDays(athleteId, visible)
      }),
    ),
  )

  const loadYear = async ({ athleteId, year }: YearKey): Promise<YearReview | null> => {
    const visible = await visibilities(athleteId)
    if (visible === null) return null
    const activities = await stores.activities.within({ athleteId, visibilities: visible }, instantsOf(daysOfYear(year)))
    return reviewYear(athleteId, year, activities, athleteId === viewerId)
  }
  const yearReview = new DataLoader<YearKey, YearReview | null, string>((keys) => Promise.all(keys.map(loadYear)), {
    cacheKeyFn: ({ athleteId, year }) => `${athleteId}:${year}`,
  })

  /** The first run over each distance in each sport, where that was in this year. One that touches a hidden part is the athlete's alone. */
  const loadFirsts = async ({ athleteId, year }: YearKey): Promise<readonly ShownRecord[]> => {
    const visible = (await visibilities(athleteId)) ?? []
    const { from, to } = instantsOf(daysOfYear(year))
    const records = await stores.personalRecords.get(athleteId)
    // Rows from before there were firsts get them when a run comes, changes or goes.
    const firsts = records?.firsts ?? (records && firstOf([], await stores.bestEfforts.ofKinds(athleteId, null))) ?? []
    const entries = firstsAmong(firsts, visible).filter(({ startedAt }) => startedAt >= from && startedAt < to)
    const seen = await Promise.all([...new Set(entries.map(({ activityId }) => activityId))].map((id) => activity.load(id)))
    const runs = await Promise.all(
      seen.map(async (row) => {
        if (row === null || Number(dayOf(row).slice(0, 4)) !== year) return []
        const efforts = hidesPlaces(row.privacy) ? ((await details.load(row))?.bestEfforts ?? []) : null
        return [[row._id, { activity: row, efforts }] as const]
      }),
    )
    return showRecords({ entries }, new Map(runs.flat()))
  }
  const yearFirsts = new DataLoader<YearKey, readonly ShownRecord[], string>((keys) => Promise.all(keys.map(loadFirsts)), {
    cacheKeyFn: ({ athleteId, year }) => `${athleteId}:${year}`,
  })

  return { dayDistances, yearReview, yearFirsts }
}
