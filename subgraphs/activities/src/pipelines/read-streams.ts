import { badUserInput, queryTooComplex } from '@gruppetto/graph'
import {
  type ColumnName,
  canDrawSummaries,
  downsample,
  drawSummaries,
  hidesPlaces,
  type SampleColumns,
} from '@gruppetto/recordings'
import type { ShownActivity } from '../domain/show-activity.ts'
import { CHUNK_SAMPLES, columnOf, MAX_FULL_STREAM_VALUES, toStreamValues } from '../domain/streams.ts'
import type { ActivityStreams, ActivityStreamsArgs } from '../generated/resolvers.ts'
import type { Loaders } from '../loaders/mod.ts'
import { visibleSamples } from './visible-samples.ts'

interface Drawing {
  readonly columns: SampleColumns
  /** Samples that the viewer might see. */
  readonly original: number
}

/**
 * The asked channels of an activity as the viewer may see them, thinned to at most `maxPoints` samples by one set of indices, so that they stay
 * aligned. Null for an activity without samples.
 */
export const readStreams = async (
  loaders: Pick<Loaders, 'samples' | 'countVisible' | 'takeFullStreams' | 'summaries' | 'privacy'>,
  activity: ShownActivity,
  { channels, maxPoints }: ActivityStreamsArgs,
): Promise<ActivityStreams | null> => {
  const points = maxPoints ?? null
  if (points !== null && points < 2)
    throw badUserInput([{ path: 'maxPoints', message: 'must be at least 2, or null for every sample' }])
  const asked = [...new Set(channels)]
  const names = [...new Set<ColumnName>(['timeSeconds', ...asked.map(columnOf)])]
  if (points === null) await requireRoom(loaders, activity, asked.length)
  const drawing = (await summarized(loaders, activity, names, points)) ?? (await thinned(loaders, activity, names, points))
  if (drawing === null) return null
  const { columns, original } = drawing
  return {
    length: columns.timeSeconds?.length ?? 0,
    original,
    channels: asked.flatMap((channel) => {
      const column = columns[columnOf(channel)]
      return column === undefined ? [] : [{ channel, samples: toStreamValues(channel, column) }]
    }),
  }
}

/** Every sample of many recordings at once is more than memory holds: known before they are read. */
const requireRoom = async (
  { countVisible, takeFullStreams }: Pick<Loaders, 'countVisible' | 'takeFullStreams'>,
  activity: ShownActivity,
  channels: number,
): Promise<void> => {
  const { isTaken, values } = takeFullStreams((await countVisible(activity)) * channels)
  if (isTaken) return
  const message = 'Too many samples at once: give maxPoints, ask for one recording at a time, or take its export.'
  throw queryTooComplex(message, values, MAX_FULL_STREAM_VALUES)
}

const thinned = async (
  loaders: Pick<Loaders, 'samples' | 'privacy'>,
  activity: ShownActivity,
  names: readonly ColumnName[],
  points: number | null,
): Promise<Drawing | null> => {
  const visible = await visibleSamples(loaders, activity, names)
  if (visible === null) return null
  const { columns } = visible
  return { columns: points === null ? columns : downsample(columns, points), original: columns.timeSeconds?.length ?? 0 }
}

/**
 * The drawing of a long recording in few points, of the summaries of its chunks: no sample is read. Null where there may be more points than two a
 * chunk, where a channel cannot be drawn so, and where samples are hidden from the viewer, since a summary is of all of them.
 */
const summarized = async (
  { summaries }: Pick<Loaders, 'summaries'>,
  { _id: activityId, samplesRevision: revision, elapsedSeconds, privacy }: ShownActivity,
  names: readonly ColumnName[],
  points: number | null,
): Promise<Drawing | null> => {
  // Samples are seldom less than a second apart: who asks for more points than these is not read for in vain.
  const isFew = points !== null && points <= 2 * Math.ceil(elapsedSeconds / CHUNK_SAMPLES)
  if (revision === null || !isFew || hidesPlaces(privacy) || !canDrawSummaries(names)) return null
  const shown = names.filter((name) => !(privacy.hideHeartRate && name === 'heartRateBpm'))
  const chunks = await summaries.load({ activityId, revision, names: shown })
  const columns = drawSummaries(chunks, shown, points)
  return columns && { columns, original: chunks.reduce((sum, { n }) => sum + n, 0) }
}
