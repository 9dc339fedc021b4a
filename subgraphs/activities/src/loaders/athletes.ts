import { hidesPlaces } from '@gruppetto/recordings'
import DataLoader from 'dataloader'
import { periodStartMs } from '../domain/local-time.ts'
import { recordsShown, type SeenRun, type ShownRecord } from '../domain/personal-records.ts'
import { type ShownActivity, shownSum } from '../domain/shown-activity.ts'
import type { TotalsPeriod } from '../generated/resolvers.ts'
import type { Services } from '../services.ts'
import type { ActivityFilter, SportSum } from '../stores/activities.ts'
import type { ActivityLoaders } from './activities.ts'
import type { RecordingLoaders } from './recordings.ts'
import type { ViewerLoaders } from './viewer.ts'

/** What the activities of an athlete come to, as far as the viewer may see them. */
export const makeAthleteLoaders = (
  { stores, relations, runtime }: Services,
  { visibilities, privacy }: ViewerLoaders,
  { activity }: ActivityLoaders,
  { details }: RecordingLoaders,
) => {
  /** A run with the efforts of it that lie in sight. Samples are read only where places are hidden. */
  const withEfforts = async (row: ShownActivity): Promise<SeenRun> => ({
    activity: row,
    efforts: hidesPlaces(row.privacy) ? ((await details.load(row))?.bestEfforts ?? []) : null,
  })

  /** An athlete's records among what the viewer may see; null when the athlete's activities are hidden from them. */
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
        return recordsShown({ entries }, new Map(runs.map((run) => [run.activity._id, run])))
      }),
    )
  })

  const totals = new DataLoader<{ athleteId: string; period: TotalsPeriod }, readonly SportSum[] | null, string>(
    async (keys) => {
      const nowMs = runtime.now()
      const accounts = await relations.accounts.many(keys.map((key) => key.athleteId))
      const filters = await Promise.all(
        keys.map(async ({ athleteId, period }): Promise<ActivityFilter | null> => {
          const visible = await visibilities(athleteId)
          if (visible === null) return null
          const sinceMs = periodStartMs(period, nowMs, accounts.get(athleteId)?.timeZone ?? 'UTC')
          return { athleteId, visibilities: visible, since: sinceMs === null ? null : new Date(sinceMs) }
        }),
      )
      // One aggregation a period, whatever the number of athletes: sums of two periods of one athlete must not run together.
      const periods = [...new Set(keys.map((key) => key.period))]
      const sums = new Map(
        await Promise.all(
          periods.map(async (period) => {
            const asked = filters.filter(
              (filter, index): filter is ActivityFilter => filter !== null && keys[index]?.period === period,
            )
            return [period, await stores.activities.sums(asked)] as const
          }),
        ),
      )
      return Promise.all(
        keys.map(async ({ athleteId, period }, index) => {
          if (filters[index] === null) return null
          const own = (sums.get(period) ?? []).filter((sum) => sum.athleteId === athleteId)
          const rules = await privacy.load(athleteId)
          return own.map((sum) => shownSum(sum, rules))
        }),
      )
    },
    { cacheKeyFn: ({ athleteId, period }) => `${athleteId}:${period}` },
  )

  return { personalRecords, totals }
}
