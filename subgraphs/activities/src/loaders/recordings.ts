import {
  type ChunkSummary,
  type ColumnName,
  hidesPlaces,
  PLACE_COLUMNS,
  type SampleColumns,
  SPLIT_COLUMNS,
  type VisibleColumns,
  visibleColumns,
} from '@gruppetto/recordings'
import DataLoader from 'dataloader'
import { detailsId, type RouteRow } from '../domain/activity.ts'
import type { ShownActivity } from '../domain/shown-activity.ts'
import { isRouteCut, type KeptDetails, shownDetails, shownRoute } from '../domain/shown-details.ts'
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
  const route = async (row: ShownActivity): Promise<RouteRow | null> =>
    shownRoute(await keptRoute.load(detailsId(row)), row.privacy)

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

  /**
   * The samples that show of a recording that is cut for the viewer; null of a whole one. Where its route is whole, its places alone are read first: whether
   * it was on the way before there was one, or after.
   */
  const cutSamples = async (
    { _id: activityId, samplesRevision: revision, privacy }: ShownActivity,
    kept: RouteRow | null,
    names: readonly ColumnName[],
  ): Promise<VisibleColumns | null> => {
    if (revision === null || kept === null || !hidesPlaces(privacy)) return null
    const visible = async (read: readonly ColumnName[]) =>
      visibleColumns(await samples.load({ activityId, revision, names: read }), privacy)
    const isCut = isRouteCut(kept, privacy) || (await visible(PLACE_COLUMNS)).isCut
    return isCut ? visible(names) : null
  }

  /** When the clock of what shows begins, in seconds of the recording. */
  const sinceSeconds = async (row: ShownActivity): Promise<number> =>
    hidesPlaces(row.privacy)
      ? ((await cutSamples(row, await keptRoute.load(detailsId(row)), PLACE_COLUMNS))?.sinceSeconds ?? 0)
      : 0

  const keptDetails = new DataLoader<string, KeptDetails | null>(async (ids) => byId(ids, await stores.details.many(ids)))
  /** What the page of an activity shows, as far as the viewer may see it. Only where the recording may be cut are its samples read. */
  const details = new DataLoader<ShownActivity, KeptDetails | null, string>(
    (rows) =>
      Promise.all(
        rows.map(async (row) => {
          const kept = await keptDetails.load(detailsId(row))
          if (kept === null || row.athleteId === viewerId) return kept
          const names = [...new Set([...PLACE_COLUMNS, ...SPLIT_COLUMNS])]
          return shownDetails(kept, row.privacy, await cutSamples(row, kept.route, names))
        }),
      ),
    { cacheKeyFn: detailsId },
  )

  return { route, samples, summaries, details, sinceSeconds }
}

export type RecordingLoaders = ReturnType<typeof makeRecordingLoaders>
