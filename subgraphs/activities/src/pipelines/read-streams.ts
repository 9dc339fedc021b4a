import { badUserInput, queryTooComplex } from '@gruppetto/graph'
import {
  type ColumnName,
  canDrawSummaries,
  downsample,
  drawSummaries,
  hidesPlaces,
  type SampleColumns,
} from '@gruppetto/recordings'
import type { Context } from '../context.ts'
import type { ShownActivity } from '../domain/show-activity.ts'
import { CHUNK_SAMPLES, columnOf, MAX_FULL_STREAM_VALUES, toStreamValues } from '../domain/streams.ts'
import type { ActivityStreams, ActivityStreamsArgs } from '../generated/resolvers.ts'
import { readVisibleSamples } from './read-visible-samples.ts'

/** On the clock of the shown recording, both ends included. */
interface Part {
  readonly from: number
  readonly to: number
}

interface Drawing {
  readonly columns: SampleColumns
  /** The number of samples that the viewer may see, in the part that was asked for. */
  readonly original: number
}

/** Returns the activity as if it were not cropped. Others than the owner do not see that it is. */
const ofWhole = (activity: ShownActivity): ShownActivity => {
  const { crop } = activity
  return crop ? { ...activity, samplesRevision: crop.wholeRevision, elapsedSeconds: Math.round(crop.recordedSeconds) } : activity
}

/**
 * Returns the requested channels of an activity as the viewer may see them, or of a part of it, downsampled to at most `maxPoints` samples. All
 * channels use the same indices, so that they stay aligned. Null for an activity without samples.
 */
export const readStreams = async (
  context: Context,
  shown: ShownActivity,
  { channels, maxPoints, fromSeconds, toSeconds, whole }: ActivityStreamsArgs,
): Promise<ActivityStreams | null> => {
  const activity = whole ? ofWhole(shown) : shown
  const points = maxPoints ?? null
  if (points !== null && points < 2)
    throw badUserInput([{ path: 'maxPoints', message: 'must be at least 2, or null for every sample' }])
  const part = fromSeconds == null && toSeconds == null ? null : { from: fromSeconds ?? -Infinity, to: toSeconds ?? Infinity }
  if (part !== null && part.to < part.from) throw badUserInput([{ path: 'toSeconds', message: 'must not be before fromSeconds' }])
  const asked = [...new Set(channels)]
  const names = [...new Set<ColumnName>(['timeSeconds', ...asked.map(columnOf)])]
  if (points === null) await requireRoom(context, activity, asked.length)
  const summed = part === null ? await drawFromSummaries(context, activity, names, points) : null
  const drawing = summed ?? (await drawFromSamples(context, activity, names, { points, part }))
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

/** Throws when the request wants every sample of more recordings than memory holds. No sample has been read by then. */
const requireRoom = async (
  { loaders: { countVisible, takeFullStreams } }: Context,
  activity: ShownActivity,
  channels: number,
): Promise<void> => {
  const { isTaken, values } = takeFullStreams((await countVisible(activity)) * channels)
  if (isTaken) return
  const message = 'Too many samples at once: give maxPoints, ask for one recording at a time, or take its export.'
  throw queryTooComplex(message, values, MAX_FULL_STREAM_VALUES)
}

/** Returns the samples of a part. Their times increase. */
const partOf = (columns: SampleColumns, { from, to }: Part): SampleColumns => {
  const times = columns.timeSeconds ?? new Float64Array()
  const first = times.findIndex((time) => time >= from)
  const after = times.findLastIndex((time) => time <= to) + 1
  const cut = (column: Float64Array) => (first < 0 ? column.subarray(0, 0) : column.subarray(first, Math.max(first, after)))
  return Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column && cut(column)]))
}

const drawFromSamples = async (
  context: Context,
  activity: ShownActivity,
  names: readonly ColumnName[],
  { points, part }: { readonly points: number | null; readonly part: Part | null },
): Promise<Drawing | null> => {
  const visible = await readVisibleSamples(context, activity, names)
  if (visible === null) return null
  const columns = part === null ? visible.columns : partOf(visible.columns, part)
  return { columns: points === null ? columns : downsample(columns, points), original: columns.timeSeconds?.length ?? 0 }
}

/**
 * Draws a long recording in few points, from the summaries of its chunks, without reading any sample. Returns null when more than two
 * points a chunk are wanted, when a channel cannot be drawn this way, and when samples are hidden from the viewer, since a summary
 * covers all of them.
 */
const drawFromSummaries = async (
  { loaders: { summaries } }: Context,
  { _id: activityId, samplesRevision: revision, elapsedSeconds, privacy }: ShownActivity,
  names: readonly ColumnName[],
  points: number | null,
): Promise<Drawing | null> => {
  // Samples are seldom less than a second apart, so for more points than this the summaries would be read in vain.
  const isFew = points !== null && points <= 2 * Math.ceil(elapsedSeconds / CHUNK_SAMPLES)
  if (revision === null || !isFew || hidesPlaces(privacy) || !canDrawSummaries(names)) return null
  const shown = names.filter((name) => !(privacy.hideHeartRate && name === 'heartRateBpm'))
  const chunks = await summaries.load({ activityId, revision, names: shown })
  const columns = drawSummaries(chunks, shown, points)
  return columns && { columns, original: chunks.reduce((sum, { n }) => sum + n, 0) }
}
