import {
  type ChunkSummary,
  type ColumnName,
  PLACE_COLUMNS,
  type SampleColumns,
  SPLIT_COLUMNS,
  visibleColumns,
} from '@gruppetto/recordings'
import DataLoader from 'dataloader'
import type { RouteRow } from '../domain/activity.ts'
import type { ShownActivity } from '../domain/shown-activity.ts'
import { isCut, type KeptDetails, shownDetails, shownRoute } from '../domain/shown-details.ts'
import type { Services } from '../services.ts'
import type { SampleOwner } from '../stores/samples.ts'
import { byId } from './rows.ts'

interface SamplesKey extends SampleOwner {
  readonly names: readonly ColumnName[]
}

const samplesKey = ({ activityId, revision, names }: SamplesKey): string => `${activityId}:${revision}:${names.join()}`

/** What was recorded of activities that the viewer has been found to see. */
export const makeRecordingLoaders = ({ stores }: Services, viewerId: string | null) => {
  const keptRoute = new DataLoader<string, RouteRow | null>(async (ids) =>
    byId(ids, await stores.details.routes(ids)).map((row) => row?.route ?? null),
  )
  /** The route of an activity, as far as the viewer may see it. */
  const route = async ({ _id, privacy: rules }: ShownActivity): Promise<RouteRow | null> =>
    shownRoute(await keptRoute.load(_id), rules)

  /** Whole columns are held while a batch is read, so a batch is small. */
  const samples = new DataLoader<SamplesKey, SampleColumns, string>(
    async (keys) => {
      const names = [...new Set(keys.flatMap((key) => key.names))]
      const read = await stores.samples.readMany(keys, names)
      return keys.map((key, index) => Object.fromEntries(key.names.map((name) => [name, read[index]?.[name]])))
    },
    { maxBatchSize: 20, cacheKeyFn: samplesKey },
  )

  const summaries = new DataLoader<SamplesKey, readonly ChunkSummary[], string>(
    (keys) => stores.samples.readSummaries(keys, [...new Set(keys.flatMap((key) => key.names))]),
    { cacheKeyFn: samplesKey },
  )

  const keptDetails = new DataLoader<string, KeptDetails | null>(async (ids) => byId(ids, await stores.details.many(ids)))
  /** What the page of an activity shows, as far as the viewer may see it. Only where the recording is cut are its samples read. */
  const details = new DataLoader<ShownActivity, KeptDetails | null, string>(
    (rows) =>
      Promise.all(
        rows.map(async ({ _id: activityId, athleteId, samplesRevision: revision, privacy: rules }) => {
          const kept = await keptDetails.load(activityId)
          if (kept === null || athleteId === viewerId) return kept
          const names = [...new Set([...PLACE_COLUMNS, ...SPLIT_COLUMNS])]
          const isRead = revision !== null && isCut(kept.route, rules)
          const visible = isRead ? visibleColumns(await samples.load({ activityId, revision, names }), rules) : null
          return shownDetails(kept, rules, visible)
        }),
      ),
    { cacheKeyFn: ({ _id }) => _id },
  )

  return { route, samples, summaries, details }
}
