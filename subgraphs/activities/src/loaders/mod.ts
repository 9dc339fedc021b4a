import { photoLoader } from '@gruppetto/relations'
import type { Services } from '../services.ts'
import { makeActivityLoaders } from './activities.ts'
import { makeAthleteLoaders } from './athletes.ts'
import { makeEventLoaders } from './events.ts'
import { makeGearLoaders } from './gear.ts'
import { makeLiveLoaders } from './live.ts'
import { makePerformanceLoaders } from './performance.ts'
import { makeRecordingLoaders } from './recordings.ts'
import { makeSegmentLoaders } from './segments.ts'
import { makeTogetherLoaders } from './together.ts'
import { makeViewerLoaders } from './viewer.ts'
import { makeYearLoaders } from './years.ts'

/**
 * Makes the loaders of one request. What is asked in one tick is read together, and the rules are applied before anything is
 * returned.
 */
export const makeLoaders = (services: Services, viewerId: string | null) => {
  const viewer = makeViewerLoaders(services, viewerId)
  const activities = makeActivityLoaders(services, viewerId, viewer)
  const recordings = makeRecordingLoaders(services, viewerId)
  return {
    ...viewer,
    ...activities,
    ...makeGearLoaders(services, viewerId, viewer),
    ...recordings,
    ...makeLiveLoaders(services, viewerId, viewer, activities),
    ...makeEventLoaders(services, viewerId, viewer, recordings),
    ...makeSegmentLoaders(services, viewerId, { ...activities, ...recordings }),
    ...makeAthleteLoaders(services, viewerId, viewer, activities, recordings),
    ...makeYearLoaders(services, viewerId, viewer, activities, recordings),
    ...makeTogetherLoaders(services, activities),
    photos: photoLoader(services.stores.photos),
    performance: makePerformanceLoaders(services),
  }
}

export type Loaders = ReturnType<typeof makeLoaders>
