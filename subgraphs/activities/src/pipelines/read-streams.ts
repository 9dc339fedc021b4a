import { badUserInput } from '@gruppetto/graph'
import { type ColumnName, downsample } from '@gruppetto/recordings'
import type { ShownActivity } from '../domain/shown-activity.ts'
import { columnOf, drawn } from '../domain/streams.ts'
import type { ActivityStreams, ActivityStreamsArgs } from '../generated/resolvers.ts'
import type { Loaders } from '../loaders.ts'
import { visibleSamples } from './visible-samples.ts'

/**
 * The asked channels of an activity as the viewer may see them, thinned to at most `maxPoints` samples by one set of indices, so that they stay
 * aligned. Null for an activity without samples.
 */
export const readStreams = async (
  loaders: Pick<Loaders, 'samples' | 'privacy'>,
  activity: ShownActivity,
  { channels, maxPoints }: ActivityStreamsArgs,
): Promise<ActivityStreams | null> => {
  const points = maxPoints ?? null
  if (points !== null && points < 2)
    throw badUserInput([{ path: 'maxPoints', message: 'must be at least 2, or null for every sample' }])
  const asked = [...new Set(channels)]
  const names = [...new Set<ColumnName>(['timeSeconds', ...asked.map(columnOf)])]
  const visible = await visibleSamples(loaders, activity, names)
  if (visible === null) return null
  const all = visible.columns
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
