import { inOrderOf } from '@gruppetto/graph'
import {
  type ChunkSummary,
  type ColumnName,
  hidesPlaces,
  PLACE_COLUMNS,
  SPLIT_COLUMNS,
  type VisibleColumns,
  visibleColumns,
} from '@gruppetto/recordings'
import DataLoader from 'dataloader'
import { detailsId, type RouteRow } from '../domain/activity.ts'
import type { ShownActivity } from '../domain/show-activity.ts'
import { isRouteCut, type KeptDetails, showDetails, showRoute } from '../domain/show-details.ts'
import { openFullStreamBudget } from '../domain/streams.ts'
import type { Services } from '../services.ts'
import { makeSampleLoaders, ownerKey, type SamplesKey } from './samples.ts'

const samplesKey = (key: SamplesKey): string => `${ownerKey(key)}:${key.names.join()}`

interface VisiblePart {
  readonly samples: number
  /** The samples with a position. */
  readonly places: number
  /** The start of the visible part, in seconds of the recording. */
  readonly sinceSeconds: number
  readonly isCut: boolean
}

/** Loads the recordings of activities that the viewer may see. */
export const makeRecordingLoaders = ({ stores }: Services, viewerId: string | null) => {
  const keptRoute = new DataLoader<string, RouteRow | null>(async (ids) =>
    inOrderOf(ids, await stores.details.routes(ids)).map((row) => row?.route ?? null),
  )
  /** The route of an activity, as far as the viewer may see it. */
  const route = async (row: ShownActivity): Promise<RouteRow | null> =>
    showRoute(await keptRoute.load(detailsId(row)), row.privacy)

  const { samples, sampleCount } = makeSampleLoaders(stores.samples)

  const summaries = new DataLoader<SamplesKey, readonly ChunkSummary[], string>(
    (keys) => stores.samples.readSummaries(keys, [...new Set(keys.flatMap((key) => key.names))]),
    { cacheKeyFn: samplesKey },
  )

  /** The visible part of recordings that may be hidden in part. It is found from the places alone. */
  const visiblePart = new DataLoader<ShownActivity, VisiblePart, string>((rows) => Promise.all(rows.map(readVisiblePart)), {
    cacheKeyFn: detailsId,
  })
  const readVisiblePart = async ({
    _id: activityId,
    samplesRevision: revision,
    privacy,
  }: ShownActivity): Promise<VisiblePart> => {
    if (revision === null) return { samples: 0, places: 0, sinceSeconds: 0, isCut: false }
    const read = await samples.load({ activityId, revision, names: PLACE_COLUMNS })
    const { columns, sinceSeconds, isCut } = visibleColumns(read, privacy)
    const places = columns.latitude?.reduce((count, value) => (Number.isNaN(value) ? count : count + 1), 0) ?? 0
    return { samples: columns.timeSeconds?.length ?? 0, places, sinceSeconds, isCut }
  }
  /** The start of the visible part, in seconds of the recording. */
  const sinceSeconds = async (row: ShownActivity): Promise<number> =>
    hidesPlaces(row.privacy) ? (await visiblePart.load(row)).sinceSeconds : 0
  /** The number of visible samples. Others do not learn how many are hidden. */
  const countVisible = async (row: ShownActivity): Promise<number> => {
    if (hidesPlaces(row.privacy)) return (await visiblePart.load(row)).samples
    return row.samplesRevision === null ? 0 : sampleCount.load({ activityId: row._id, revision: row.samplesRevision })
  }
  /** Tells whether any sample is visible, and whether any place is. Samples are read only where some may be hidden. */
  const hasVisible = async (row: ShownActivity): Promise<{ readonly samples: boolean; readonly places: boolean }> => {
    const kept = await keptRoute.load(detailsId(row))
    const mayBeHidden = hidesPlaces(row.privacy) && (kept === null || isRouteCut(kept, row.privacy))
    if (!mayBeHidden) return { samples: row.samplesRevision !== null, places: kept !== null }
    const { samples, places } = await visiblePart.load(row)
    return { samples: samples > 0, places: kept !== null && places > 0 }
  }

  /**
   * Returns the visible samples of a recording that is cut for the viewer, or null when all of it is visible. Where the route is
   * not cut, only the places are read first, since samples before the first place or after the last one may be hidden too.
   */
  const cutSamples = async (
    row: ShownActivity,
    kept: RouteRow | null,
    names: readonly ColumnName[],
  ): Promise<VisibleColumns | null> => {
    const { _id: activityId, samplesRevision: revision, privacy } = row
    if (revision === null || !hidesPlaces(privacy)) return null
    const isCut = isRouteCut(kept, privacy) || (await visiblePart.load(row)).isCut
    return isCut ? visibleColumns(await samples.load({ activityId, revision, names }), privacy) : null
  }

  const keptDetails = new DataLoader<string, KeptDetails | null>(async (ids) => inOrderOf(ids, await stores.details.many(ids)))
  /** The details of an activity as far as the viewer may see them. Samples are read only where the recording may be cut. */
  const details = new DataLoader<ShownActivity, KeptDetails | null, string>(
    (rows) =>
      Promise.all(
        rows.map(async (row) => {
          const kept = await keptDetails.load(detailsId(row))
          if (kept === null || row.athleteId === viewerId) return kept
          const names = [...new Set([...PLACE_COLUMNS, ...SPLIT_COLUMNS])]
          return showDetails(kept, row.privacy, await cutSamples(row, kept.route, names))
        }),
      ),
    { cacheKeyFn: detailsId },
  )

  return {
    route,
    samples,
    countVisible,
    takeFullStreams: openFullStreamBudget(),
    summaries,
    details,
    sinceSeconds,
    hasVisible,
  }
}

export type RecordingLoaders = ReturnType<typeof makeRecordingLoaders>
