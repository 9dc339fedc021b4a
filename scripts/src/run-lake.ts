import { openLake } from '@gruppetto/lake'
import { ConfigError, type Lifecycle, type Runtime } from '@gruppetto/runtime'
import { startJobs } from './jobs.ts'

/** Starts what writes and tends the lake, unless the platform has none. Throws a ConfigError when RUN asks for a lake that LAKE switches off. */
export const startLake = async (runtime: Runtime, lifecycle: Lifecycle): Promise<void> => {
  const { lake: hasLake, run } = runtime.config
  if (!hasLake) {
    if (run === 'all') return
    throw new ConfigError(`RUN=${run} asks for the lake, and LAKE=off says that there is none`)
  }
  const lake = await openLake(runtime)
  lifecycle.onStop('lake', () => lake.close())
  const workers = await runtime.startWorkers(lake.database, lake.workers)
  lifecycle.onStop('lake workers', () => workers.drain())
  const jobs = startJobs(lake.jobs, runtime.log)
  lifecycle.onStop('lake jobs', () => jobs.stop())
  const writer = await lake.startWriter()
  lifecycle.onStop('lake writer', () => writer.stop())
}
