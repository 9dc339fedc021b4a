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
  /** Those with a position. */
  readonly places: number
  /** Of the first, in seconds of the recording. */
  readonly sinceSeconds: number
  readonly isCut: boolean
}

/** What was recorded of activities that the viewer has been found to see. */
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

  /** What shows of recordings of which some may be hidden, by their places alone. */
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
  /** When the clock of what shows begins, in seconds of the recording. */
  const sinceSeconds = async (row: ShownActivity): Promise<number> =>
    hidesPlaces(row.privacy) ? (await visiblePart.load(row)).sinceSeconds : 0
  /** How many samples show: others are told nothing of how many do not. */
  const countVisible = async (row: ShownActivity): Promise<number> => {
    if (hidesPlaces(row.privacy)) return (await visiblePart.load(row)).samples
    return row.samplesRevision === null ? 0 : sampleCount.load({ activityId: row._id, revision: row.samplesRevision })
  }
  /** Whether any sample shows, and whether any place does. Samples are read only of what may be hidden. */
  const whatShows = async (row: ShownActivity): Promise<{ readonly samples: boolean; readonly places: boolean }> => {
    const kept = await keptRoute.load(detailsId(row))
    const mayBeHidden = hidesPlaces(row.privacy) && (kept === null || isRouteCut(kept, row.privacy))
    if (!mayBeHidden) return { samples: row.samplesRevision !== null, places: kept !== null }
    const { samples, places } = await visiblePart.load(row)
    return { samples: samples > 0, places: kept !== null && places > 0 }
  }

  /**
   * The samples that show of a recording that is cut for the viewer; null of a whole one. Where its route is whole, its places alone are read first:
   * whether it was on the way before there was one, or after.
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
  /** What the page of an activity shows, as far as the viewer may see it. Only where the recording may be cut are its samples read. */
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
    whatShows,
  }
}

export type RecordingLoaders = ReturnType<typeof makeRecordingLoaders>
