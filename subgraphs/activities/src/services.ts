import { join } from 'node:path'
import { type Features, openFeatures } from '@gruppetto/features'
import { type OpenedModel, openModel } from '@gruppetto/graph'
import { type Entitlements, openEntitlements, openRelations, type Relations } from '@gruppetto/relations'
import type { Database, Runtime } from '@gruppetto/runtime'
import { PROPULSION_MODEL, withPropulsion } from './domain/propulsion.ts'
import { type LiveSessionHints, openLiveSessionHints } from './live/hints.ts'
import { type LiveSegments, openLiveSegments } from './live/segments.ts'
import { type LiveViews, openLiveViews } from './live/views.ts'
import { openUnpackedZips, type UnpackedZips } from './pipelines/archives/unpacked-zips.ts'
import { openStores, type Stores } from './stores/mod.ts'
import { openRecordingPool, type PoolOptions, type RecordingPool } from './threads/recording-pool.ts'

/** What is open as long as the subgraph is. Resolvers, workers and jobs share it. */
export interface Services {
  readonly runtime: Runtime
  readonly database: Database
  readonly stores: Stores
  readonly relations: Relations
  readonly entitlements: Entitlements
  readonly features: Features
  readonly recordings: RecordingPool
  /** Says what moved an athlete, or nothing. */
  readonly propulsion: OpenedModel
  readonly unpackedZips: UnpackedZips
  readonly liveHints: LiveSessionHints
  readonly liveSegments: LiveSegments
  readonly liveViews: LiveViews
}

/** Says of all that is measured what moved its athlete, as the model of that moment says it. */
const scored = (pool: RecordingPool, propulsion: OpenedModel): RecordingPool => ({
  ...pool,
  async measure(...file) {
    const result = await pool.measure(...file)
    return result.ok ? { ...result, legs: result.legs.map((leg) => withPropulsion(leg, propulsion.current())) } : result
  },
  async measureRecording(...recording) {
    const result = await pool.measureRecording(...recording)
    return result.ok ? { ...result, leg: withPropulsion(result.leg, propulsion.current()) } : result
  },
})

/** Opens everything, and creates collections and indexes. */
export const openServices = async (runtime: Runtime, pool: Partial<PoolOptions>): Promise<Services> => {
  const database = await runtime.database('activities')
  const relations = openRelations(database)
  const stores = openStores(database, runtime)
  const propulsion = await openModel(new URL('../models/propulsion.json', import.meta.url), PROPULSION_MODEL, runtime)
  const services: Services = {
    runtime,
    database,
    relations,
    entitlements: openEntitlements(database),
    features: await openFeatures(runtime),
    stores,
    propulsion,
    recordings: scored(openRecordingPool(pool, runtime.now), propulsion),
    unpackedZips: openUnpackedZips(join(runtime.config.dataDir, 'unpacked')),
    liveHints: openLiveSessionHints(runtime.live),
    liveSegments: openLiveSegments(stores, runtime.now),
    liveViews: openLiveViews(stores.livePositions, runtime.now),
  }
  await database.prepare()
  return services
}

/** Closes what the subgraph owns. The database and Redis belong to the runtime, which closes them. */
export const closeServices = async ({ liveHints, recordings, unpackedZips }: Services): Promise<void> => {
  liveHints.close()
  await unpackedZips.close()
  await recordings.close()
}
