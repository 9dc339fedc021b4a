import { lakeTables } from '@gruppetto/events'
import type { PeriodicJob } from '@gruppetto/graph'
import { type AnyWorker, type Database, type Runtime, watchConsumers, watchUnknown } from '@gruppetto/runtime'
import { makeJobs } from './jobs/mod.ts'
import { type RunningWriter, runWriter } from './pipelines/run-writer.ts'
import { WRITER } from './pipelines/write-events.ts'
import { closeServices, openServices } from './services.ts'
import { makeWorkers } from './workers/mod.ts'

/** The lake of one process with the role `lake`. It is no subgraph: it answers nobody, and has no schema. */
export interface OpenLake {
  readonly database: Database
  readonly workers: readonly AnyWorker[]
  readonly jobs: readonly PeriodicJob[]
  /** Starts to write events, in this process or, as long as another one writes, after it. */
  startWriter(): Promise<RunningWriter>
  close(): Promise<void>
}

export const openLake = async (runtime: Runtime): Promise<OpenLake> => {
  const services = await openServices(runtime)
  return {
    database: services.database,
    workers: makeWorkers(services),
    jobs: makeJobs(services),
    async startWriter() {
      const on = [...lakeTables.values()].map(({ event }) => event)
      const unknown = await watchUnknown(runtime, [{ name: WRITER, on }])
      const unwatch = watchConsumers(runtime.bus, { subgraph: services.database.name, consumers: [WRITER], comeAndGo: true })
      const writer = runWriter(services)
      return {
        async stop() {
          unwatch()
          await Promise.all([unknown.stop(), writer.stop()])
        },
      }
    },
    close: () => closeServices(services),
  }
}

export { type LakeDesk, openLakeDesk } from './desk.ts'
export { byDay, fileKey } from './domain/files.ts'
export { columnsOfEvent, type Row, rowOf, withKeys } from './domain/tables.ts'
export { withParquetWriter, writeParquet } from './parquet/write.ts'
export { WriterRunsError } from './pipelines/backfill.ts'
export { WRITER } from './pipelines/write-events.ts'
export { askFolder } from './queries/ask-folder.ts'
export { type Answer, QuestionError } from './queries/ask-lake.ts'
export { FEATURE_TABLES, type FeatureTable, featuresSql } from './queries/features.ts'
