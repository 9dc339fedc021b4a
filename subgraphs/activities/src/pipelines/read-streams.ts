import { badUserInput } from '@gruppetto/graph'
import { type ColumnName, downsample } from '@gruppetto/recordings'
import type { ActivityRow } from '../domain/activity.ts'
import { columnOf, drawn } from '../domain/streams.ts'
import type { ActivityStreams, ActivityStreamsArgs } from '../generated/resolvers.ts'
import type { Loaders } from '../loaders.ts'

/**
 * The asked channels of an activity, thinned to at most `maxPoints` samples by one set of indices, so that they stay aligned. Reads those
 * columns and the times, nothing else. Null for an activity without samples.
 */
export const readStreams = async (
  { samples }: Pick<Loaders, 'samples'>,
  activity: ActivityRow,
  { channels, maxPoints }: ActivityStreamsArgs,
): Promise<ActivityStreams | null> => {
  const points = maxPoints ?? null
  if (points !== null && points < 2)
    throw badUserInput([{ path: 'maxPoints', message: 'must be at least 2, or null for every sample' }])
  if (activity.samplesRevision === null) return null
  const asked = [...new Set(channels)]
  const names = [...new Set<ColumnName>(['timeSeconds', ...asked.map(columnOf)])]
  const all = await samples.load({ activityId: activity._id, revision: activity.samplesRevision, names })
  const original = all.timeSeconds?.length ?? 0
  const kept = points === null ? all : downsample(all, points)
  return {
    length: kept.timeSeconds?.length ?? 0,
    original,
    channels: asked.flatMap((channel) => {
      const column = kept[columnOf(channel)]
      return column === undefined ? [] : [{ channel, samples: drawn(channel, column) }]
    }),
  }
}
