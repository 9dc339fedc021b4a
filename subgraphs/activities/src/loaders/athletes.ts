import { hidesPlaces } from '@gruppetto/recordings'
import DataLoader from 'dataloader'
import { periodStart } from '../domain/local-time.ts'
import { type SeenRun, type ShownRecord, showRecords } from '../domain/personal-records.ts'
import type { ShownActivity } from '../domain/show-activity.ts'
import type { TotalsPeriod } from '../generated/resolvers.ts'
import type { Services } from '../services.ts'
import type { SportSum, SumFilter } from '../stores/activity-sums.ts'
import type { ActivityLoaders } from './activities.ts'
import { openAllTime } from './all-time.ts'
import type { RecordingLoaders } from './recordings.ts'
import type { ViewerLoaders } from './viewer.ts'

/** Loads sums and records of an athlete, as far as the viewer may see the activities. */
export const makeAthleteLoaders = (
  services: Services,
  viewerId: string | null,
  { visibilities }: ViewerLoaders,
  { activity }: ActivityLoaders,
  { details }: RecordingLoaders,
) => {
  const { stores, relations, runtime } = services
  /** Returns a run with the efforts in its visible part. Samples are read only where places are hidden. */
  const withEfforts = async (row: ShownActivity): Promise<SeenRun> => ({
    activity: row,
    efforts: hidesPlaces(row.privacy) ? ((await details.load(row))?.bestEfforts ?? []) : null,
  })

  const readAllTime = openAllTime(services, viewerId)

  /** An athlete's records among what the viewer may see; null when the athlete's activities are hidden from the viewer. */
  const personalRecords = new DataLoader<string, readonly ShownRecord[] | null>(async (athleteIds) => {
    const known = await stores.personalRecords.many(athleteIds)
    return Promise.all(
      athleteIds.map(async (athleteId) => {
        const visible = await visibilities(athleteId)
        if (visible === null) return null
        const entries = (known.get(athleteId)?.entries ?? []).filter((entry) => visible.includes(entry.visibility))
        const ids = [...new Set(entries.map((entry) => entry.activityId))]
        const seen = await Promise.all(ids.map((id) => activity.load(id)))
        const runs = await Promise.all(seen.flatMap((row) => (row === null ? [] : [withEfforts(row)])))
        return showRecords({ entries }, new Map(runs.map((run) => [run.activity._id, run])))
      }),
    )
  })

  /**
   * Sums by sport over a period in the athlete's time zone. An activity counts on the day of its own wall clock, as in fitness.
   */
  const totals = new DataLoader<{ athleteId: string; period: TotalsPeriod }, readonly SportSum[] | null, string>(
    async (keys) => {
      const nowMs = runtime.now()
      const accounts = await relations.accounts.many(keys.map((key) => key.athleteId))
      const filters = await Promise.all(
        keys.map(async ({ athleteId, period }): Promise<SumFilter | null> => {
          const visible = await visibilities(athleteId)
          if (visible === null) return null
          const sinceDay = periodStart(period, nowMs, accounts.get(athleteId)?.timeZone ?? 'UTC')
          return { athleteId, visibilities: visible, sinceDay }
        }),
      )
      // One read for each period, whatever the number of athletes: the sums of two periods of one athlete must not be mixed.
      const periods = [...new Set(keys.map((key) => key.period))]
      const sums = new Map(
        await Promise.all(
          periods.map(async (period) => {
            const asked = filters.filter(
              (filter, index): filter is SumFilter => filter !== null && keys[index]?.period === period,
            )
            const sums = period === 'ALL_TIME' ? readAllTime(asked) : stores.activities.sums(asked, viewerId)
            return [period, await sums] as const
          }),
        ),
      )
      return keys.map(({ athleteId, period }, index) =>
        filters[index] === null ? null : (sums.get(period) ?? []).filter((sum) => sum.athleteId === athleteId),
      )
    },
    { cacheKeyFn: ({ athleteId, period }) => `${athleteId}:${period}` },
  )

  return { personalRecords, totals }
}
