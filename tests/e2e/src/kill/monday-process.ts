import type { PeriodicJob } from '@gruppetto/graph'
import { loadPlatformConfig, startPlatform } from '@gruppetto/scripts/run'

// The platform with its clock CLOCK_AHEAD_MS ahead. Each of the two signals runs the job that prepares the digests; the second one also
// arms CRASH_AT.
const { CLOCK_AHEAD_MS } = process.env
const jobs: PeriodicJob[] = []
const platform = await startPlatform(loadPlatformConfig(process.env), {
  now: () => Date.now() + Number(CLOCK_AHEAD_MS),
  wrap: (subgraph) => {
    jobs.push(...subgraph.opened.jobs)
    return subgraph
  },
})
const digests = jobs.find(({ name }) => name === 'clubs-prepare-digests')
const prepare = async (): Promise<void> => {
  await digests?.run()
  console.log('the digests are prepared')
}
process.on('SIGHUP', () => void prepare())
process.on('SIGUSR2', () => void prepare())
process.on('SIGINT', () => void platform.close().then((clean) => process.exit(clean ? 0 : 1)))
