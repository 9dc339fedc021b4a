import { hidesPlaces } from '@gruppetto/recordings'
import DataLoader from 'dataloader'
import { dayOf } from '../domain/activity.ts'
import { instantsOf, yearOf } from '../domain/days.ts'
import type { DayDistance } from '../domain/eddington.ts'
import { type RecordEntry, type ShownRecord, showRecords } from '../domain/personal-records.ts'
import { reviewYear, type YearReview } from '../domain/year-in-review.ts'
import type { Services } from '../services.ts'
import type { ActivityLoaders } from './activities.ts'
import type { RecordingLoaders } from './recordings.ts'
import type { ViewerLoaders } from './viewer.ts'

/** How many tracks are in memory at once. */
const TRACKS_AT_ONCE = 200

interface YearKey {
  readonly athleteId: string
  readonly year: number
}

const daysOf = (year: number) => {
  const digits = String(year).padStart(4, '0')
  return { since: `${digits}-01-01`, until: `${digits}-12-31` }
}

/** Loads what the days and years of an athlete add up to, as far as the viewer may see the activities. */
export const makeYearLoaders = (
  { stores }: Services,
  viewerId: string | null,
  { visibilities }: ViewerLoaders,
  { activity }: ActivityLoaders,
  { details }: RecordingLoaders,
) => {
  /** The distances of all days by sport; null where the activities are hidden from the viewer. */
  const dayDistances = new DataLoader<string, readonly DayDistance[] | null>(async (athleteIds) =>
    Promise.all(
      athleteIds.map(async (athleteId) => {
        const visible = await visibilities(athleteId)
        return visible && stores.activities.dayDistances({ athleteId, visibilities: visible }, viewerId)
      }),
    ),
  )

  const loadYear = async ({ athleteId, year }: YearKey): Promise<YearReview | null> => {
    const visible = await visibilities(athleteId)
    if (visible === null) return null
    const activities = await stores.activities.within({ athleteId, visibilities: visible }, instantsOf(daysOf(year)))
    return reviewYear(athleteId, year, activities, athleteId === viewerId)
  }
  const yearReview = new DataLoader<YearKey, YearReview | null, string>((keys) => Promise.all(keys.map(loadYear)), {
    cacheKeyFn: ({ athleteId, year }) => `${athleteId}:${year}`,
  })

  /** How many cells were passed in this year for the first time. Null for others: what is hidden of a recording would show in it. */
  const loadNewCells = async ({ athleteId, year }: YearKey): Promise<number | null> => {
    const visible = await visibilities(athleteId)
    if (visible === null || athleteId !== viewerId) return null
    const upToThen = instantsOf({ since: '0001-01-01', until: daysOf(year).until })
    const activities = await stores.activities.within({ athleteId, visibilities: visible }, upToThen)
    const idsIn = (isWanted: (year: number) => boolean) =>
      activities.filter((activity) => isWanted(yearOf(dayOf(activity)))).map(({ _id }) => _id)
    const fresh = new Set(await stores.activityTracks.cellsOf(idsIn((each) => each === year)))
    const earlier = idsIn((each) => each < year)
    for (let from = 0; from < earlier.length && fresh.size > 0; from += TRACKS_AT_ONCE) {
      for (const cell of await stores.activityTracks.cellsOf(earlier.slice(from, from + TRACKS_AT_ONCE))) fresh.delete(cell)
    }
    return fresh.size
  }
  const newCells = new DataLoader<YearKey, number | null, string>((keys) => Promise.all(keys.map(loadNewCells)), {
    cacheKeyFn: ({ athleteId, year }) => `${athleteId}:${year}`,
  })

  /** The first run over each distance in each sport, where that was in this year. One that touches a hidden part is the athlete's alone. */
  const loadFirsts = async ({ athleteId, year }: YearKey): Promise<readonly ShownRecord[]> => {
    const visible = (await visibilities(athleteId)) ?? []
    const { from, to } = instantsOf(daysOf(year))
    const firsts = (await stores.bestEfforts.earliest(athleteId, visible)).filter(
      ({ startedAt }) => startedAt >= from && startedAt < to,
    )
    const rows = await stores.bestEfforts.startedAt(
      athleteId,
      visible,
      firsts.map(({ startedAt }) => startedAt),
    )
    const entries = firsts.flatMap(({ sport, distanceMeters, startedAt }): RecordEntry[] => {
      const row = rows.find((each) => each.sport === sport && each.startedAt.getTime() === startedAt.getTime())
      const effort = row?.efforts.find((each) => each.distanceMeters === distanceMeters)
      if (row === undefined || effort === undefined) return []
      return [{ ...effort, sport, visibility: row.visibility, startedAt, activityId: row._id }]
    })
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

  return { dayDistances, yearReview, yearFirsts, newCells }
}
